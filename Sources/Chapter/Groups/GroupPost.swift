public import Federation
import Feeds
import GRDB

/// Something said in a group.
public struct GroupPost: Hashable, Sendable {
    /// The post.
    public var id: ObjectID
    /// Who said it.
    public var handle: GroupHandle
    /// What was said.
    public var text: String
    /// The post that it answers, if one; it may not have arrived yet.
    public var replyTo: ObjectID?
    /// When, by the clock of the writer's node.
    public var at: Timestamp
    /// How deep it stands in its thread; 0 begins one.
    public var depth: Int

    /// The posts of a group, thread after thread.
    static func fetch(_ db: Database, of group: ObjectID, by handles: [GroupHandle]) throws
        -> [GroupPost]
    {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM shared_post WHERE group_id = ? ORDER BY clock, post",
            arguments: [group])
        let byID = Dictionary(handles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return threaded(
            rows.compactMap { row in
                guard let handle = byID[row["handle"]] else { return nil }
                return GroupPost(
                    id: row["post"], handle: handle, text: row["text"], replyTo: row["reply_to"],
                    at: Timestamp(milliseconds: row["posted_at"]), depth: 0)
            })
    }

    /// Puts each answer behind the post that it answers.
    ///
    /// Without recursion: a thread may be as deep as it likes. A post whose question has not arrived
    /// begins a thread, and so does the first of posts that claim to answer each other.
    static func threaded(_ posts: [GroupPost]) -> [GroupPost] {
        let present = Set(posts.map(\.id))
        var answers: [ObjectID: [GroupPost]] = [:]
        var beginnings: [GroupPost] = []
        for post in posts {
            if let replyTo = post.replyTo, present.contains(replyTo) {
                answers[replyTo, default: []].append(post)
            } else {
                beginnings.append(post)
            }
        }
        var ordered: [GroupPost] = []
        var placed: Set<ObjectID> = []
        for beginning in beginnings + posts {
            var waiting = [beginning]
            while let post = waiting.popLast() {
                guard placed.insert(post.id).inserted else { continue }
                ordered.append(post)
                for var answer in (answers[post.id] ?? []).reversed() {
                    answer.depth = post.depth + 1
                    waiting.append(answer)
                }
            }
        }
        return ordered
    }
}
