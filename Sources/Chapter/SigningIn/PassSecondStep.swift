import Federation
import Foundation
import GRDB

/// Takes the second step with the code of an app or a recovery code, after a link, a passphrase or
/// a code on paper.
public struct PassSecondStep: Act {
    /// What became of a try.
    public enum Passed: Hashable, Sendable {
        /// Through.
        case through(SignInOutcome)
        /// The code was wrong; so many tries are left.
        case wrong(left: Int)
    }

    /// Whoever is half in may go on; nobody has signed in yet.
    public static let permission = Permission.look

    /// After so many wrong codes one begins anew.
    static let triesAtMost = 5

    /// The token of the half sign-in.
    public var token: String
    /// Six digits, or a recovery code.
    public var code: String
    /// The kind of browser, in a few words.
    public var browser: String?

    /// A code for a half sign-in.
    public init(token: String, code: String, browser: String? = nil) {
        self.token = token
        self.code = code
        self.browser = browser
    }

    /// Counts the try, and lets in if the code is right.
    public func perform(in context: ActContext) throws -> Result<Passed, Refusal> {
        try refusing {
            let row = try tokenHash(token).flatMap { hash in
                try Row.fetchOne(
                    context.db,
                    sql: """
                        UPDATE half_sign_in SET tries = tries + 1
                        WHERE hash = ? AND expires > ? AND tries < ? RETURNING *
                        """,
                    arguments: [Data(hash), context.now.milliseconds, Self.triesAtMost])
            }
            guard let row else {
                throw Refusal(.notFound, "This took too long or went wrong too often. Begin again.")
            }
            let hash: Data = row["hash"]
            let person = try context.memberToSignIn(row["member_id"]).get()
            guard try context.useSecondStep(code, of: person, by: "PassSecondStep") else {
                return .wrong(left: Self.triesAtMost - (row["tries"] as Int))
            }
            try context.db.execute(
                sql: "DELETE FROM half_sign_in WHERE hash = ?", arguments: [hash])
            let way = SignInWay(rawValue: row["way"]) ?? .link
            let session = try context.newToken(for: person.id, by: way, on: browser)
            let printed: PrintedBy? = try (row["printed_by"] as String?).map { by in
                PrintedBy(
                    name: try actorName(context.db, by),
                    at: Timestamp(milliseconds: row["printed_at"] ?? 0))
            }
            return .through(.done(session, printed: printed))
        }
    }
}
