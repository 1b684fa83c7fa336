import Federation
import Feeds
import GRDB

/// Which handle a member has in a group.
struct GroupHandleRow {
    let handle: ObjectID
    let name: String

    static func find(of member: MemberID, in group: ObjectID, _ db: Database) throws
        -> GroupHandleRow?
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT group_handle.handle, name
                FROM group_handle JOIN shared_handle USING (handle)
                WHERE member_id = ? AND group_handle.group_id = ?
                """,
            arguments: [member, group])
        return row.map { GroupHandleRow(handle: $0["handle"], name: $0["name"]) }
    }

    /// The member's handle; none is thrown as a refusal.
    static func require(of member: MemberID, in group: ObjectID, _ db: Database) throws
        -> GroupHandleRow
    {
        try checkGroup(group, in: db)
        guard let row = try find(of: member, in: group, db) else {
            throw Refusal(.conflict, "You are not in this group. Join it first.")
        }
        return row
    }
}

/// Whether the founding of this group has arrived.
func checkGroup(_ group: ObjectID, in db: Database) throws {
    let found = try Bool.fetchOne(
        db, sql: "SELECT 1 FROM shared_group WHERE group_id = ?", arguments: [group])
    guard found != nil else { throw Refusal.notFound("group") }
}
