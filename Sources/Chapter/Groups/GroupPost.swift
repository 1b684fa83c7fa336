public import Federation
import Feeds
import GRDB

/// Something said in a group.
public struct GroupPost: Hashable, Sendable {
    /// The post.
    public var id: ObjectID
    /// Who said it; without a name where the post was taken back.
    public var handle: GroupHandle
    /// What was said; empty where the post was taken back.
    public var text: String
    /// Whether the writer, or a coordinator of their chapter, has taken it back.
    public var isTakenBack: Bool
    /// Whether the viewer has written it.
    public var isOwn: Bool
    /// The post that it answers, if one; it may not have arrived yet.
    public var replyTo: ObjectID?
    /// When, by the clock of the writer's node.
    public var at: Timestamp
    /// How deep it stands in its thread; 0 begins one.
    public var depth: Int

    /// The posts of a group, thread after thread.
    static func fetch(
        _ db: Database, of group: GroupSummary, by handles: [GroupHandle], as viewer: Viewer
    ) throws -> [GroupPost] {
        let places = try places(db, of: group.id)
        let threaded = threaded(places.map { (id: $0.id, replyTo: $0.replyTo) })
        let posts = try fetch(db, threaded, of: group, as: viewer)
        let byID = Dictionary(handles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return posts.map { post in
            var post = post
            post.handle = byID[post.handle.id] ?? post.handle
            return post
        }
    }

    /// Every post of a group by time, with those that were taken back in their places.
    static func places(_ db: Database, of group: ObjectID) throws -> [(
        id: ObjectID, replyTo: ObjectID?
    )] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT post, reply_to, clock FROM shared_post
                WHERE group_id = :group AND \(notBlocked)
                UNION ALL
                SELECT post, reply_to, clock FROM shared_taken_back
                WHERE group_id = :group AND post IS NOT NULL AND \(notBlocked)
                  AND post NOT IN (SELECT post FROM shared_post WHERE group_id = :group)
                ORDER BY clock, post
                """,
            arguments: ["group": group]
        ).map { (id: $0["post"], replyTo: $0["reply_to"]) }
    }

    /// These posts of a group in the given order, with who said them.
    static func fetch(
        _ db: Database, _ places: [ThreadPlace], of group: GroupSummary, as viewer: Viewer
    ) throws -> [GroupPost] {
        var rows: [ObjectID: GroupPost] = [:]
        for start in stride(from: 0, to: places.count, by: placesAtOnce) {
            let part = places[start..<min(start + placesAtOnce, places.count)].map(\.id)
            let marks = databaseQuestionMarks(count: part.count)
            let taken = try Row.fetchAll(
                db,
                sql: """
                    SELECT post, chapter, reply_to, posted_at FROM shared_taken_back
                    WHERE post IN (\(marks)) AND group_id = ? AND \(notBlocked)
                    """,
                arguments: StatementArguments(part + [group.id]))
            for row in taken { rows[row["post"]] = GroupPost(takenBack: row) }
            let said = try Row.fetchAll(
                db,
                sql: """
                    SELECT shared_post.*, shared_handle.name, shared_handle.steward,
                      shared_handle.joined_at, shared_handle.left_at,
                      EXISTS (SELECT 1 FROM group_handle
                        WHERE handle = shared_post.handle AND member_id = ?) AS is_own
                    FROM shared_post JOIN shared_handle USING (handle, chapter)
                    WHERE post IN (\(marks)) AND shared_post.group_id = ? AND \(notBlocked)
                    """,
                arguments: [viewer.memberID] + StatementArguments(part + [group.id]))
            for row in said {
                rows[row["post"]] = GroupPost(row, by: GroupHandle(row, in: group))
            }
        }
        return places.compactMap { place in
            guard var post = rows[place.id] else { return nil }
            post.depth = place.depth
            return post
        }
    }

    /// SQLite takes so many values in one question, and more.
    private static let placesAtOnce = 500

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
    private init(_ row: Row, by handle: GroupHandle) {
        self.init(
            id: row["post"], handle: handle, text: row["text"], isTakenBack: false,
            isOwn: row["is_own"], replyTo: row["reply_to"],
            at: Timestamp(milliseconds: row["posted_at"]), depth: 0)
    }

    /// What is left of a post: where it stood, as its chapter says.
    private init(takenBack row: Row) {
        let at = Timestamp(milliseconds: row["posted_at"])
        let handle = GroupHandle(
            id: row["post"], name: "", chapter: row["chapter"], isAmbiguous: false,
            isSteward: false, joined: at, left: nil)
        self.init(
            id: row["post"], handle: handle, text: "", isTakenBack: true, isOwn: false,
            replyTo: row["reply_to"], at: at, depth: 0)
    }
}
