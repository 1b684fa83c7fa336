public import Federation
import Feeds
public import GRDB

/// Which meetings to list.
public enum MeetingFilter: String, CaseIterable, Hashable, Sendable {
    /// All, the earliest first.
    case all
    /// Those that have not ended, the earliest first.
    case upcoming
    /// Those that have ended, the latest first.
    case past
}

/// A meeting in a list, of this chapter or a linked one.
public struct MeetingSummary: Hashable, Sendable {
    /// The meeting.
    public var id: ObjectID
    /// Whose it is.
    public var chapter: ChapterID
    /// What that chapter is called.
    public var chapterName: String
    /// Whether it is this chapter's.
    public var isOwn: Bool
    /// What it is called.
    public var title: String
    /// When it begins.
    public var start: Timestamp
    /// When it ends.
    public var end: Timestamp
    /// The IANA time zone in which it was planned, or nothing.
    public var timeZone: String
    /// Minutes east of UTC in which the start was written.
    public var utcOffset: Int
    /// Where it is, or nothing.
    public var place: String
    /// Where it is online, or nothing.
    public var onlineLink: String
    /// Whom it is for.
    public var audience: Audience
    /// Whether it will not take place.
    public var isCancelled: Bool
    /// Why it was cancelled, or nothing.
    public var reason: String
    /// How many came, if somebody counted.
    public var headCount: Int?
    /// How often it was changed since it was planned; a calendar's SEQUENCE.
    public var changes: Int
    /// When it was last changed, if that is known.
    public var changedAt: Timestamp?

    init(_ row: Row, chapter own: ChapterID) {
        id = row["id"]
        let chapter: ChapterID = row["chapter"]
        self.chapter = chapter
        chapterName = row["chapter_name"] ?? String(chapter.description.prefix(8))
        isOwn = chapter == own
        title = row["title"]
        start = Timestamp(milliseconds: row["starts_at"])
        end = Timestamp(milliseconds: row["ends_at"])
        timeZone = row["time_zone"]
        utcOffset = row["utc_offset"]
        place = row["place"]
        onlineLink = row["online_link"]
        audience = Audience(rawValue: row["audience"]) ?? .chapter
        isCancelled = row["cancelled"]
        reason = row["reason"]
        headCount = row["head_count"]
        changes = row["changes"]
        let changed: Int64? = row["changed_at"]
        changedAt = changed.map { Timestamp(milliseconds: $0) }
    }
}

/// The meetings that a viewer may know of: the chapter's own and the shared ones of others.
public enum MeetingList {
    /// One query for both kinds; `:own` is this chapter.
    static let everyMeeting = """
        SELECT id, :own AS chapter, title, starts_at, ends_at, time_zone, utc_offset, place,
          online_link, audience, cancelled, reason, head_count, agenda, version,
          quorum_people, quorum_percent, version - 1 AS changes, changed_at,
          (SELECT name FROM shared_chapter WHERE chapter = :own) AS chapter_name,
          (SELECT name FROM member WHERE id = changed_by) AS changer
        FROM meeting
        UNION ALL
        SELECT meeting, chapter, title, starts_at, ends_at, time_zone, utc_offset, place,
          online_link, audience, cancelled, reason, head_count, agenda, 0,
          NULL, NULL, changes, changed_at,
          (SELECT name FROM shared_chapter AS named WHERE named.chapter = shared_meeting.chapter),
          NULL
        FROM shared_meeting WHERE chapter <> :own AND \(notBlocked)
        """

    /// Lists meetings; visitors see the public ones.
    public static func fetch(
        _ db: Database, of chapter: ChapterID, _ filter: MeetingFilter = .all, as viewer: Viewer,
        at now: Timestamp
    ) throws -> [MeetingSummary] {
        let time =
            switch filter {
            case .all: "true"
            case .upcoming: "ends_at >= clock.now"
            case .past: "ends_at < clock.now"
            }
        let order = filter == .past ? "starts_at DESC, id DESC" : "starts_at, id"
        let rows = try Row.fetchAll(
            db,
            sql: """
                WITH clock(now) AS (SELECT :now)
                SELECT every.* FROM (\(everyMeeting)) AS every, clock
                WHERE \(time) AND (audience = 'public' OR :sees_all)
                ORDER BY \(order)
                """,
            arguments: [
                "own": chapter, "now": now.milliseconds, "sees_all": viewer != .visitor,
            ])
        return rows.map { MeetingSummary($0, chapter: chapter) }
    }
}

extension Chapter {
    /// Lists the meetings that the viewer may know of.
    public func meetings(
        _ filter: MeetingFilter = .all, as viewer: Viewer, at now: Timestamp
    ) async throws -> [MeetingSummary] {
        let own = feeds.chapter
        return try await read { try MeetingList.fetch($0, of: own, filter, as: viewer, at: now) }
    }
}
