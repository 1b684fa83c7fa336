public import Federation
import Feeds
import GRDB

/// What chapters share with each other, by kind.
public enum SharedKind: String, CaseIterable, Hashable, Sendable {
    /// Meetings for linked chapters or for everybody.
    case meetings
    /// Groups that were founded there.
    case groups
    /// Votes that were announced there.
    case votes

    /// The columns that lists show; `:chapter` is whose they are.
    fileprivate var query: String {
        switch self {
        case .meetings:
            "SELECT meeting AS id, title AS title, starts_at AS moment, chapter FROM shared_meeting"
        case .groups:
            "SELECT group_id AS id, name AS title, founded_at AS moment, chapter FROM shared_group"
        case .votes:
            """
            SELECT ballot AS id, question AS title, announced_at AS moment, chapter
            FROM shared_ballot
            """
        }
    }
}

/// How much a chapter has shared.
public struct SharedCounts: Hashable, Sendable {
    /// Meetings, also those that are over or cancelled.
    public var meetings = 0
    /// Groups.
    public var groups = 0
    /// Votes.
    public var votes = 0

    /// Nothing.
    public init() {}

    /// How much of one kind.
    public subscript(_ kind: SharedKind) -> Int {
        switch kind {
        case .meetings: meetings
        case .groups: groups
        case .votes: votes
        }
    }
}

/// One thing that a chapter has shared.
public struct SharedThing: Hashable, Sendable {
    /// Its id.
    public let id: ObjectID
    /// Its title, name or question.
    public let title: String
    /// When it begins, was founded or was announced.
    public let moment: Timestamp
}

extension Chapter {
    /// How much each chapter has shared, this one too; visitors and blocked chapters have nothing.
    public func sharedCounts(as viewer: Viewer) async throws -> [ChapterID: SharedCounts] {
        guard viewer != .visitor else { return [:] }
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT chapter, sum(kind = 1) AS meetings, sum(kind = 2) AS groups,
                      sum(kind = 3) AS votes
                    FROM (
                      SELECT chapter, 1 AS kind FROM shared_meeting
                      UNION ALL SELECT chapter, 2 FROM shared_group
                      UNION ALL SELECT chapter, 3 FROM shared_ballot
                    ) WHERE \(notBlocked) GROUP BY chapter
                    """)
            var counts: [ChapterID: SharedCounts] = [:]
            for row in rows {
                var count = SharedCounts()
                count.meetings = row["meetings"]
                count.groups = row["groups"]
                count.votes = row["votes"]
                counts[row["chapter"]] = count
            }
            return counts
        }
    }

    /// What one chapter has shared of a kind, the latest first, at most `limit` after `last`.
    public func shared(
        _ kind: SharedKind, by chapter: ChapterID,
        after last: (moment: Timestamp, id: ObjectID)? = nil,
        limit: Int,
        as viewer: Viewer
    ) async throws -> [SharedThing] {
        guard viewer != .visitor else { return [] }
        return try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, title, moment FROM (\(kind.query))
                    WHERE chapter = :chapter AND \(notBlocked)
                      AND (:moment IS NULL OR (moment, id) < (:moment, :id))
                    ORDER BY moment DESC, id DESC LIMIT :limit
                    """,
                arguments: [
                    "chapter": chapter, "moment": last?.moment.milliseconds, "id": last?.id,
                    "limit": limit,
                ]
            ).map { row in
                SharedThing(
                    id: row["id"], title: row["title"],
                    moment: Timestamp(milliseconds: row["moment"]))
            }
        }
    }
}
