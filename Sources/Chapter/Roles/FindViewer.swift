public import Federation
import Foundation
public import GRDB

/// Who a token stands for: the member with the roles they hold now.
///
/// A token that is unknown, revoked or expired, and one of somebody who is no member any longer,
/// stands for a visitor.
public struct FindViewer: Sendable {
    /// The token as it was received.
    public var token: String

    /// A token that was received.
    public init(token: String) { self.token = token }

    /// Finds the viewer.
    public func answer(in db: Database, at now: Timestamp) throws -> Viewer {
        guard let hash = tokenHash(token) else { return .visitor }
        let member = try MemberID.fetchOne(
            db,
            sql: """
                SELECT m.id FROM member_token t JOIN member m ON m.id = t.member_id
                WHERE t.hash = ? AND t.revoked IS NULL AND t.expires > ? AND m.status = 'member'
                """, arguments: [Data(hash), now.milliseconds])
        guard let member else { return .visitor }
        return .member(member, try heldRoles(db, member))
    }
}
