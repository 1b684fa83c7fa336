public import Federation
import Feeds
import GRDB

/// Leaves a group; what the member said there stays.
///
/// It stays under a handle that nobody can connect to the member any more.
public struct LeaveGroup: Act {
    /// Every member's.
    public static let permission = Permission.takePart

    /// The group.
    public var group: ObjectID

    /// Leaves it.
    public init(_ group: ObjectID) { self.group = group }

    /// Says so to the linked chapters and deletes the only link from the handle to the member.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let member = try context.actingMember
            try context.checkFeedIsOpen()
            let row = try GroupHandleRow.require(of: member, in: group, context.db)
            try context.feeds.append(
                .groupLeft, GroupLeft(group: group, handle: row.handle).payload(),
                at: context.now, in: context.db)
            try context.db.execute(
                sql: "DELETE FROM group_handle WHERE member_id = ? AND group_id = ?",
                arguments: [member, group])
        }
    }
}
