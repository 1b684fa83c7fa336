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
        let posts = rows.compactMap { row in
            byID[row["handle"]].map { GroupPost(row, by: $0, depth: 0) }
        }
        let said = Dictionary(posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return threaded(posts.map { (id: $0.id, replyTo: $0.replyTo) }).compactMap { place in
            said[place.id].map { post in
                var post = post
                post.depth = place.depth
                return post
            }
        }
    }

    /// These posts of a group in the given order, with who said them.
    static func fetch(_ db: Database, _ places: [ThreadPlace], of group: GroupSummary) throws
        -> [GroupPost]
    {
        let marks = databaseQuestionMarks(count: places.count)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT shared_post.*, shared_handle.name, shared_handle.steward,
                  shared_handle.joined_at, shared_handle.left_at
                FROM shared_post JOIN shared_handle USING (handle, chapter)
                WHERE post IN (\(marks)) AND shared_post.group_id = ? AND \(notBlocked)
                """,
            arguments: StatementArguments(places.map(\.id) + [group.id]))
        let byID = Dictionary(
            rows.map { ($0["post"] as ObjectID, $0) }, uniquingKeysWith: { first, _ in first })
        return places.compactMap { place in
            byID[place.id].map { row in
                GroupPost(row, by: GroupHandle(row, in: group), depth: place.depth)
            }
        }
    }

    /// Puts each answer behind the post that it answers.
    ///
    /// Without recursion: a thread may be as deep as it likes. A post whose question has not arrived
    /// begins a thread, and so does the first of posts that claim to answer each other.
    static func threaded(_ posts: [(id: ObjectID, replyTo: ObjectID?)]) -> [ThreadPlace] {
        let present = Set(posts.map(\.id))
        var answers: [ObjectID: [ObjectID]] = [:]
        var beginnings: [ObjectID] = []
        for post in posts {
            if let replyTo = post.replyTo, present.contains(replyTo) {
                answers[replyTo, default: []].append(post.id)
            } else {
                beginnings.append(post.id)
            }
        }
        var ordered: [ThreadPlace] = []
        var placed: Set<ObjectID> = []
        for beginning in beginnings + posts.map(\.id) {
            var waiting: [ThreadPlace] = [(beginning, 0)]
            while let place = waiting.popLast() {
                guard placed.insert(place.id).inserted else { continue }
                ordered.append(place)
                for answer in (answers[place.id] ?? []).reversed() {
                    waiting.append((answer, place.depth + 1))
                }
            }
        }
        return ordered
    }
}

extension GroupPost {
    private init(_ row: Row, by handle: GroupHandle, depth: Int) {
        self.init(
            id: row["post"], handle: handle, text: row["text"], replyTo: row["reply_to"],
            at: Timestamp(milliseconds: row["posted_at"]), depth: depth)
    }
}
