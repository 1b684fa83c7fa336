import Federation
import Foundation
import GRDB

/// Signs one browser or program out: its token works no longer.
public struct EndSession: Act {
    /// Whoever holds a token may give it up.
    public static let permission = Permission.look

    /// The token.
    public var token: String

    /// A token that is given up.
    public init(token: String) { self.token = token }

    /// Revokes the token; one that is unknown is passed over.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        guard let hash = tokenHash(token) else { return .success(()) }
        try context.db.execute(
            sql: "UPDATE member_token SET revoked = ? WHERE hash = ? AND revoked IS NULL",
            arguments: [context.now.milliseconds, Data(hash)])
        return .success(())
    }
}
