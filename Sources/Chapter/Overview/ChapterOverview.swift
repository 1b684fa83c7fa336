public import Federation
import GRDB

/// How a chapter is doing, for those who keep its lists.
public struct ChapterOverview: Hashable, Sendable {
    /// How many came to a meeting of this chapter that is over.
    public struct Gathering: Hashable, Sendable {
        /// The meeting.
        public let meeting: ObjectID
        /// What it was called.
        public let title: String
        /// When it began.
        public let start: Timestamp
        /// The head-count, or else how many were recorded by name.
        public let came: Int
    }

    /// What a new chapter does first, and whether it has.
    public struct FirstSteps: Hashable, Sendable {
        /// A list was imported, or ten people were added by hand.
        public let hasPeople: Bool
        /// A meeting was planned.
        public let hasMeeting: Bool
        /// There is a second coordinator.
        public let hasColleague: Bool
    }

    /// “Lately” is so many days.
    public static let lately = 90
    /// Attendance is shown of so many meetings.
    public static let gatheringsAtMost = 6

    /// The members of the last thirteen months.
    public let trend: MemberTrend
    /// How many different members came to a meeting lately.
    public let cameLately: Int
    /// How many did so in the same time before.
    public let cameBefore: Int
    /// How many joined lately and have come to no meeting since.
    public let notMetYet: Int
    /// The last meetings, the earliest first.
    public let gatherings: [Gathering]
    /// What a new chapter does first.
    public let firstSteps: FirstSteps
}

extension ChapterOverview {
    /// Reads how the chapter is doing; nil for whoever may not see its people.
    static func fetch(_ db: Database, as viewer: Viewer, at now: Timestamp) throws
        -> ChapterOverview?
    {
        guard viewer.may(.seePeople) else { return nil }
        let span = Int64(lately) * 86_400_000
        return ChapterOverview(
            trend: try MemberTrend.fetch(db, months: 13, at: now),
            cameLately: try came(db, from: now + -span, to: now),
            cameBefore: try came(db, from: now + -2 * span, to: now + -span),
            notMetYet: try newcomersNotMet(
                db, since: now + -span, try chapterDay(db, at: now + -span)),
            gatherings: try Gathering.fetch(db, until: now),
            firstSteps: try FirstSteps.fetch(db))
    }
}

private func came(_ db: Database, from: Timestamp, to: Timestamp) throws -> Int {
    try Int.fetchOne(
        db,
        sql: """
            SELECT count(DISTINCT attendance.member_id) FROM meeting
            JOIN attendance ON attendance.meeting_id = meeting.id
            WHERE meeting.starts_at >= ? AND meeting.starts_at < ?
            """, arguments: [from.milliseconds, to.milliseconds]) ?? 0
}

private func newcomersNotMet(_ db: Database, since: Timestamp, _ day: CalendarDay) throws -> Int {
    try Int.fetchOne(
        db,
        sql: """
            SELECT count(*) FROM member WHERE status = 'member' AND joined_on >= ?
              AND NOT EXISTS (
                SELECT 1 FROM attendance JOIN meeting ON meeting.id = attendance.meeting_id
                WHERE attendance.member_id = member.id AND meeting.starts_at >= ?)
            """, arguments: [day.description, since.milliseconds]) ?? 0
}

extension ChapterOverview.Gathering {
    fileprivate static func fetch(_ db: Database, until now: Timestamp) throws -> [Self] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, title, starts_at, coalesce(head_count,
                  (SELECT count(*) FROM attendance WHERE meeting_id = meeting.id)) AS came
                FROM meeting WHERE ends_at < ? AND cancelled = 0
                ORDER BY starts_at DESC, id DESC LIMIT ?
                """, arguments: [now.milliseconds, ChapterOverview.gatheringsAtMost])
        return rows.reversed().map { row in
            Self(
                meeting: row["id"], title: row["title"],
                start: Timestamp(milliseconds: row["starts_at"]), came: row["came"])
        }
    }
}

extension ChapterOverview.FirstSteps {
    fileprivate static func fetch(_ db: Database) throws -> Self {
        func holds(_ sql: String) throws -> Bool { try Bool.fetchOne(db, sql: sql) ?? false }
        return Self(
            hasPeople: try holds(
                "SELECT (SELECT count(*) FROM (SELECT 1 FROM member LIMIT 10)) = 10"),
            hasMeeting: try holds("SELECT EXISTS (SELECT 1 FROM meeting)"),
            hasColleague: try holds(
                "SELECT count(*) > 1 FROM member_role WHERE role = 'coordinator' AND until IS NULL")
        )
    }
}
