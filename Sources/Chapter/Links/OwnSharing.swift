public import Federation
import Feeds
import GRDB

/// What this chapter shares and what it keeps, with an example of each.
///
/// People see it before they link with another chapter.
public struct OwnSharing: Hashable, Sendable {
    /// What linked chapters see.
    public let counts: SharedCounts
    /// The next shared meeting, or else the latest; nil for none.
    public let meeting: SharedThing?
    /// The newest group.
    public let group: SharedThing?
    /// The newest vote.
    public let vote: SharedThing?
    /// How many people the chapter keeps, whatever their status.
    public let people: Int
    /// A meeting that only this chapter sees; nil for none.
    public let keptMeeting: SharedThing?
}

extension Chapter {
    /// What this chapter shares and what it keeps.
    public func ownSharing(as viewer: Viewer, at now: Timestamp) async throws -> OwnSharing {
        let own = feeds.chapter
        let counts = try await sharedCounts(as: viewer)[own] ?? SharedCounts()
        let group = try await shared(.groups, by: own, limit: 1, as: viewer).first
        let vote = try await shared(.votes, by: own, limit: 1, as: viewer).first
        return try await read { db in
            func meeting(_ condition: String) throws -> SharedThing? {
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT id, title, starts_at FROM meeting WHERE NOT cancelled AND \(condition)
                        ORDER BY starts_at < :now, abs(starts_at - :now), id LIMIT 1
                        """,
                    arguments: ["now": now.milliseconds])
                return row.map { row in
                    SharedThing(
                        id: row["id"], title: row["title"],
                        moment: Timestamp(milliseconds: row["starts_at"]))
                }
            }
            return OwnSharing(
                counts: counts, meeting: try meeting("audience <> 'chapter'"), group: group,
                vote: vote,
                people: try Int.fetchOne(db, sql: "SELECT count(*) FROM member") ?? 0,
                keptMeeting: try meeting("audience = 'chapter'"))
        }
    }
}
