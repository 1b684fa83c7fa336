import Federation
import Foundation
import GRDB

/// Signs in with a link: it works once, and gives a token for what follows.
public struct ConsumeSignInLink: Act {
    /// Whoever holds the link is let in; nobody has signed in yet.
    public static let permission = Permission.look

    /// The token of the link.
    public var token: String

    /// A link that was received.
    public init(token: String) { self.token = token }

    /// Uses the link up and gives a new token.
    public func perform(in context: ActContext) throws -> Result<SignInToken, Refusal> {
        let spent = Refusal(
            .notFound,
            "This sign-in link has been used or is older than 15 minutes. Ask for a new one.")
        guard let hash = tokenHash(token) else { return .failure(spent) }
        let member = try MemberID.fetchOne(
            context.db,
            sql: """
                UPDATE sign_in_link SET used = ?
                WHERE hash = ? AND used IS NULL AND expires > ? RETURNING member_id
                """,
            arguments: [context.now.milliseconds, Data(hash), context.now.milliseconds])
        guard let member else { return .failure(spent) }
        switch try context.memberToSignIn(member) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let person):
            let token = try context.newToken(for: member)
            var change = PersonChange(of: person, by: "ConsumeSignInLink", in: context)
            try change.record("sign-in link", old: "made", new: "used", touches: false)
            try change.finish()
            return .success(token)
        }
    }
}
