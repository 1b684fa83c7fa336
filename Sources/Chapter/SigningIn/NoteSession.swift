import Federation
import Foundation
import GRDB

/// Notes the day on which a session is used: at most one write a day.
///
/// Days and not hours, so that the list says little about when somebody was here, such as during a
/// vote.
public struct NoteSession: Act {
    /// Whoever holds a token uses it.
    public static let permission = Permission.look

    /// The token.
    public var token: String

    /// A token that is being used.
    public init(token: String) { self.token = token }

    /// Notes the day; an unknown token is passed over.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        guard let hash = tokenHash(token) else { return .success(()) }
        try context.db.execute(
            sql: "UPDATE member_token SET seen = ? WHERE hash = ? AND revoked IS NULL",
            arguments: [context.now.dayStart.milliseconds, Data(hash)])
        return .success(())
    }
}
