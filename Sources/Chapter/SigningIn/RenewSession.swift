import Federation
import Foundation
import GRDB

/// Gives a session a new token in place of its old one, after what it may do has changed.
public struct RenewSession: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// The token that ends.
    public var token: String

    /// A token to be replaced.
    public init(token: String) { self.token = token }

    /// Ends the old token and gives the new one.
    public func perform(in context: ActContext) throws -> Result<SignInToken, Refusal> {
        try refusing {
            let member = try context.actingMember
            let row = try tokenHash(token).flatMap { hash in
                try Row.fetchOne(
                    context.db,
                    sql: """
                        UPDATE member_token SET revoked = ?
                        WHERE hash = ? AND member_id = ? AND revoked IS NULL
                        RETURNING way, browser
                        """,
                    arguments: [context.now.milliseconds, Data(hash), member])
            }
            guard let row else {
                throw Refusal(.conflict, "You have been signed out meanwhile. Sign in again.")
            }
            return try context.newToken(
                for: member, by: SignInWay(rawValue: row["way"]) ?? .token, on: row["browser"])
        }
    }
}
