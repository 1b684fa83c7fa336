public import Federation
import Feeds
import GRDB

/// Who is in a group, by chapter.
public struct GroupPeople: Hashable, Sendable {
    /// How many members a chapter has in the group.
    public struct Share: Hashable, Sendable {
        /// The chapter.
        public var chapter: ChapterID
        /// How many of its members are in the group.
        public var members: Int
    }

    /// So many names are on one page.
    public static let pageSize = 100

    /// The chapters, the one with the most members first.
    public var shares: [Share]
    /// A page of names: chapter by chapter, each by time of joining.
    public var handles: [GroupHandle]
    /// The handle after which the next page begins; nil at the end.
    public var next: ObjectID?
    /// How the group decides and whom it takes, or nothing.
    public var charter: String
}

extension Chapter {
    /// Reads who is in a group, names from after a handle on; nil where there is no such group.
    public func people(of group: ObjectID, after: ObjectID? = nil, as viewer: Viewer)
        async throws -> GroupPeople?
    {
        guard viewer != .visitor else { return nil }
        return try await read { db in
            guard let summary = try GroupList.fetch(db, as: viewer, only: group).first,
                let charter = try String.fetchOne(
                    db, sql: "SELECT charter FROM shared_group WHERE group_id = ?",
                    arguments: [group])
            else { return nil }
            let shares = try Row.fetchAll(
                db,
                sql: """
                    SELECT chapter, count(*) AS members FROM shared_handle
                    WHERE group_id = ? AND left_at IS NULL AND \(notBlocked)
                    GROUP BY chapter ORDER BY members DESC, chapter
                    """,
                arguments: [group])
            let handles = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM shared_handle
                    WHERE group_id = :group AND left_at IS NULL AND \(notBlocked)
                      AND (:after IS NULL OR (chapter, joined_at, handle) >
                        (SELECT chapter, joined_at, handle FROM shared_handle
                          WHERE handle = :after))
                    ORDER BY chapter, joined_at, handle LIMIT :limit
                    """,
                arguments: ["group": group, "after": after, "limit": GroupPeople.pageSize + 1]
            ).map { GroupHandle($0, in: summary) }
            let page = Array(handles.prefix(GroupPeople.pageSize))
            return GroupPeople(
                shares: shares.map {
                    GroupPeople.Share(chapter: $0["chapter"], members: $0["members"])
                },
                handles: page, next: handles.count > page.count ? page.last?.id : nil,
                charter: charter)
        }
    }
}
