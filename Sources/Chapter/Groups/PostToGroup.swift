public import Federation
import Feeds
import GRDB

/// Says something in a group, or answers a post.
public struct PostToGroup: Act {
    /// Every member's.
    public static let permission = Permission.takePart

    /// The group.
    public var group: ObjectID
    /// What is said.
    public var text: String
    /// The post that is answered, if one.
    public var replyTo: ObjectID?

    /// Says this.
    public init(_ group: ObjectID, _ text: String, replyTo: ObjectID? = nil) {
        self.group = group
        self.text = text
        self.replyTo = replyTo
    }

    /// Gives the id of the post.
    public func perform(in context: ActContext) throws -> Result<ObjectID, Refusal> {
        try refusing {
            let member = try context.actingMember
            try context.checkFeedIsOpen()
            let handle = try GroupHandleRow.require(of: member, in: group, context.db)
            if let replyTo {
                let found = try Bool.fetchOne(
                    context.db, sql: "SELECT 1 FROM shared_post WHERE post = ? AND group_id = ?",
                    arguments: [replyTo, group])
                guard found != nil else { throw Refusal.notFound("post in this group") }
            }
            let (id, nonce) = context.feeds.newObject()
            let posted = GroupPosted(
                nonce: nonce, group: group, handle: handle.handle, text: text.entered,
                replyTo: replyTo)
            do {
                try posted.check()
            } catch {
                throw Refusal.invalid(
                    "text", "A post has 1 to \(GroupPosted.textBytes) bytes of plain text.")
            }
            try context.feeds.append(
                .groupPosted, posted.payload(), at: context.now, in: context.db)
            return id
        }
    }
}
