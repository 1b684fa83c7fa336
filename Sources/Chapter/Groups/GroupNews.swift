public import Federation
import Feeds
import GRDB

/// Something that was said in one of the viewer's groups.
public struct GroupNews: Hashable, Sendable {
    /// The post.
    public var post: ObjectID
    /// The group.
    public var group: ObjectID
    /// What the group is called.
    public var groupName: String
    /// Under which name it was said.
    public var handle: String
    /// Where the writer is from.
    public var chapter: ChapterID
    /// What was said.
    public var text: String
    /// When, by the clock of the writer's node.
    public var at: Timestamp
}

extension GroupNews {
    /// The latest posts of others in the groups that the viewer is in, the newest first.
    ///
    /// Nobody but a member is in a group.
    static func fetch(_ db: Database, as viewer: Viewer, limit: Int) throws -> [GroupNews] {
        guard let member = viewer.memberID else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT post, shared_post.group_id, shared_group.name AS group_name,
                  shared_handle.name AS handle_name, shared_post.chapter, text, posted_at
                FROM group_handle
                JOIN shared_group USING (group_id)
                JOIN shared_post ON shared_post.group_id = group_handle.group_id
                JOIN shared_handle ON shared_handle.handle = shared_post.handle
                WHERE member_id = ? AND shared_post.handle <> group_handle.handle
                  AND shared_post.\(notBlocked)
                ORDER BY clock DESC, post LIMIT ?
                """,
            arguments: [member, limit]
        ).map { row in
            GroupNews(
                post: row["post"], group: row["group_id"], groupName: row["group_name"],
                handle: row["handle_name"], chapter: row["chapter"], text: row["text"],
                at: Timestamp(milliseconds: row["posted_at"]))
        }
    }
}
