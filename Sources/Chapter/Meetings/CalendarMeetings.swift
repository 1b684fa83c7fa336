public import Federation
import Feeds
public import GRDB

/// A meeting with all that a calendar shows of it.
public struct CalendarMeeting: Hashable, Sendable {
    /// What lists show.
    public let summary: MeetingSummary
    /// What it is about, or nothing.
    public let agenda: String

    /// A meeting as it was read.
    public init(summary: MeetingSummary, agenda: String) {
        self.summary = summary
        self.agenda = agenda
    }
}

/// The meetings that a calendar holds: those to come and those of the past months.
public struct CalendarMeetings: Sendable {
    /// Whether those of linked chapters are left out.
    public var onlyOwn: Bool

    /// How long past meetings stay in a calendar, in milliseconds: half a year.
    public static let kept: Int64 = 183 * 86_400_000
    /// How many meetings a calendar holds at most.
    public static let most = 1000

    /// A calendar.
    public init(onlyOwn: Bool = false) { self.onlyOwn = onlyOwn }

    /// Reads what the viewer may know of; cancelled ones stay, so that calendars show it.
    public func answer(
        in db: Database, of chapter: ChapterID, for viewer: Viewer, at now: Timestamp
    ) throws -> [CalendarMeeting] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM (\(MeetingList.everyMeeting))
                WHERE ends_at >= :since AND (audience = 'public' OR :sees_all)
                  AND (chapter = :own OR NOT :only_own)
                ORDER BY starts_at, id LIMIT :most
                """,
            arguments: [
                "own": chapter, "since": now.milliseconds - Self.kept, "only_own": onlyOwn,
                "sees_all": viewer != .visitor, "most": Self.most,
            ])
        return rows.map {
            CalendarMeeting(summary: MeetingSummary($0, chapter: chapter), agenda: $0["agenda"])
        }
    }
}

extension Chapter {
    /// Reads the meetings of a calendar for a viewer.
    public func calendar(_ calendar: CalendarMeetings, as viewer: Viewer, at now: Timestamp)
        async throws -> [CalendarMeeting]
    {
        let own = feeds.chapter
        return try await read { try calendar.answer(in: $0, of: own, for: viewer, at: now) }
    }
}
