public import Federation
import Feeds
public import GRDB

/// A group in a list.
public struct GroupSummary: Hashable, Sendable {
    /// The group.
    public var id: ObjectID
    /// What it is called.
    public var name: String
    /// What it is for.
    public var purpose: String
    /// What its members care about.
    public var interests: [String]
    /// The chapter where it was founded; nothing in the group depends on its node.
    public var chapter: ChapterID
    /// When it was founded.
    public var founded: Timestamp
    /// How many handles are in it.
    public var members: Int
    /// From how many chapters they are.
    public var chapters: Int
    /// How many posts it has.
    public var posts: Int
    /// What the viewer is called in it, if they are in it.
    public var ownHandle: String?
}

/// The groups of all linked chapters whose founding has arrived.
///
/// What a blocked chapter's handles say is hidden, and so is a group that only they are in.
public enum GroupList {
    /// Lists groups, the newest first.
    public static func fetch(_ db: Database, as viewer: Viewer) throws -> [GroupSummary] {
        try fetch(db, as: viewer, only: nil)
    }

    static func fetch(_ db: Database, as viewer: Viewer, only group: ObjectID?) throws
        -> [GroupSummary]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT shared_group.*,
                  (SELECT count(*) FROM shared_handle
                    WHERE group_id = shared_group.group_id AND left_at IS NULL
                      AND \(notBlocked)) AS members,
                  (SELECT count(DISTINCT chapter) FROM shared_handle
                    WHERE group_id = shared_group.group_id AND left_at IS NULL
                      AND \(notBlocked)) AS chapters,
                  (SELECT count(*) FROM shared_post
                    WHERE group_id = shared_group.group_id AND \(notBlocked)) AS posts,
                  (SELECT shared_handle.name FROM group_handle JOIN shared_handle USING (handle)
                    WHERE group_handle.group_id = shared_group.group_id
                      AND member_id = :member) AS own_handle
                FROM shared_group
                WHERE (:only IS NULL OR group_id = :only) AND (members > 0 OR \(notBlocked))
                ORDER BY founded_at DESC, group_id
                """,
            arguments: ["member": viewer.memberID, "only": group])
        let interests = try interests(db, only: group)
        return rows.map { row in
            let id: ObjectID = row["group_id"]
            return GroupSummary(
                id: id, name: row["name"], purpose: row["purpose"],
                interests: interests[id] ?? [], chapter: row["chapter"],
                founded: Timestamp(milliseconds: row["founded_at"]), members: row["members"],
                chapters: row["chapters"], posts: row["posts"], ownHandle: row["own_handle"])
        }
    }

    private static func interests(_ db: Database, only group: ObjectID?) throws
        -> [ObjectID: [String]]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT group_id, interest FROM shared_group_interest
                WHERE :only IS NULL OR group_id = :only ORDER BY group_id, number
                """,
            arguments: ["only": group])
        var interests: [ObjectID: [String]] = [:]
        for row in rows { interests[row["group_id"], default: []].append(row["interest"]) }
        return interests
    }
}

extension Chapter {
    /// Lists the groups of all linked chapters; visitors see none.
    public func groups(as viewer: Viewer) async throws -> [GroupSummary] {
        guard viewer != .visitor else { return [] }
        return try await read { try GroupList.fetch($0, as: viewer) }
    }

    /// What lists show of one group; nil when its founding has not arrived, or for a visitor.
    public func groupSummary(_ id: ObjectID, as viewer: Viewer) async throws -> GroupSummary? {
        guard viewer != .visitor else { return nil }
        return try await read { try GroupList.fetch($0, as: viewer, only: id).first }
    }
}

/// The condition on `shared_group` that lists show it: not where only a blocked chapter is in it.
let isShownGroup = """
    (\(notBlocked) OR EXISTS (SELECT 1 FROM shared_handle h
      WHERE h.group_id = shared_group.group_id AND h.left_at IS NULL AND h.\(notBlocked)))
    """
