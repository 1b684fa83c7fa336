public import Federation
import Foundation
import GRDB

/// Prints a code on paper with which a member without e-mail signs in once within seven days.
///
/// Whoever prints it could use it themselves. So every print stands in the member's history, the
/// member is told at the first use, and nobody prints one for somebody with more rights than they
/// have. Decision 8.
public struct PrintSignInCode: Act {
    /// A code that was printed.
    public struct Printed: Hashable, Sendable {
        /// The code, which is shown once.
        public let code: PaperCode
        /// When it stops working.
        public let expires: Timestamp
        /// Whose it is.
        public let name: String
        /// The language that the member chose, as they wrote it; nil for none.
        public let language: String?
    }

    /// The permission that printing takes.
    public static let permission = Permission.printSignInCodes

    /// A code works for seven days: a meeting, a visit or the post lies between.
    static let lifetime: Int64 = 7 * 86_400_000

    /// For whom.
    public var member: MemberID

    /// A code for a member.
    public init(_ member: MemberID) { self.member = member }

    /// Makes the code; one that was printed before works no longer.
    public func perform(in context: ActContext) throws -> Result<Printed, Refusal> {
        try refusing {
            let person = try context.memberToSignIn(member).get()
            for role in try heldRoles(context.db, member)
            where !role.permissions.allSatisfy({ context.viewer.may($0) }) {
                throw Refusal(
                    .notAllowed,
                    "\(person.name) holds a role with rights that you lack, so you may not print a "
                        + "code for them. The operator can make them a sign-in link.")
            }
            let code = PaperCode(.printed)
            let expires = context.now + Self.lifetime
            try context.db.execute(
                sql: "UPDATE printed_code SET used = ? WHERE member_id = ? AND used IS NULL",
                arguments: [context.now.milliseconds, member])
            try context.db.execute(
                sql: """
                    INSERT INTO printed_code (hash, member_id, printed_by, created, expires)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(code.hash), member, context.viewer.actor, context.now.milliseconds,
                    expires.milliseconds,
                ])
            var change = PersonChange(of: person, by: "PrintSignInCode", in: context)
            try change.record(
                SignInField.printedCode.rawValue, old: nil, new: "printed")
            try change.finish()
            return Printed(
                code: code, expires: expires, name: person.name,
                language: person.values[.language])
        }
    }
}
