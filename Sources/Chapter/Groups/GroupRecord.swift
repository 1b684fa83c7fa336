public import Federation
import Feeds
public import GRDB

/// A member of a group, as everybody sees them.
public struct GroupHandle: Hashable, Sendable {
    /// The handle.
    public var id: ObjectID
    /// The name that the member chose.
    public var name: String
    /// Where the member is from.
    public var chapter: ChapterID
    /// Whether the name alone could mean somebody of another chapter in this group, so that pages
    /// show the chapter with it.
    public var isAmbiguous: Bool
    /// Whether they look after the group.
    public var isSteward: Bool
    /// When they joined.
    public var joined: Timestamp
    /// When they left, if they did.
    public var left: Timestamp?
}

extension GroupHandle {
    /// A handle of a group as the tables have it; whether it is ambiguous is not looked up.
    init(_ row: Row, in group: GroupSummary) {
        let chapter: ChapterID = row["chapter"]
        let left: Int64? = row["left_at"]
        // Any chapter can claim that its handle is a steward; the founding chapter's counts.
        let claims: Bool = row["steward"]
        self.init(
            id: row["handle"], name: row["name"], chapter: chapter, isAmbiguous: false,
            isSteward: claims && chapter == group.chapter,
            joined: Timestamp(milliseconds: row["joined_at"]),
            left: left.map { Timestamp(milliseconds: $0) })
    }
}

/// Everything about one group.
public struct GroupRecord: Hashable, Sendable {
    /// What lists show.
    public var summary: GroupSummary
    /// How it decides and whom it takes, or nothing.
    public var charter: String
    /// Who is in it, by time of joining.
    public var members: [GroupHandle]
    /// What was said, thread after thread: each answer stands after the post that it answers.
    public var posts: [GroupPost]

    /// Reads a group; nil when its founding has not arrived.
    public static func find(_ id: ObjectID, in db: Database, as viewer: Viewer) throws
        -> GroupRecord?
    {
        let charter = try String.fetchOne(
            db, sql: "SELECT charter FROM shared_group WHERE group_id = ?", arguments: [id])
        guard let charter, let summary = try GroupList.fetch(db, as: viewer, only: id).first else {
            return nil
        }
        let handles = try handles(of: summary, in: db)
        return GroupRecord(
            summary: summary, charter: charter, members: handles.filter { $0.left == nil },
            posts: try GroupPost.fetch(db, of: summary, by: handles, as: viewer))
    }

    private static func handles(of group: GroupSummary, in db: Database) throws -> [GroupHandle] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM shared_handle WHERE group_id = ? AND \(notBlocked)
                ORDER BY joined_at, handle
                """,
            arguments: [group.id])
        var chapters: [String: Set<ChapterID>] = [:]
        for row in rows { chapters[foldedName(row["name"]), default: []].insert(row["chapter"]) }
        return rows.map { row in
            var handle = GroupHandle(row, in: group)
            handle.isAmbiguous = chapters[foldedName(handle.name), default: []].count > 1
            return handle
        }
    }
}

extension Chapter {
    /// Reads a group; nil when its founding has not arrived, or for a visitor.
    public func group(_ id: ObjectID, as viewer: Viewer) async throws -> GroupRecord? {
        guard viewer != .visitor else { return nil }
        return try await read { try GroupRecord.find(id, in: $0, as: viewer) }
    }
}
