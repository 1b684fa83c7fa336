public import Federation
public import GRDB

/// The meetings that chapters share, one row each, under the meeting's id.
///
/// An id is derived from the chapter whose feed schedules the meeting, so only that chapter's
/// events reach the row. A cancelled meeting stays; scheduling it anew brings it back.
public enum MeetingsProjection: ErasableProjection {
    /// Scheduled, cancelled, counted.
    public static var kinds: [Kind] { [.meetingScheduled, .meetingCancelled, .meetingCounted] }
    /// One table.
    public static var tables: [String] { ["shared_meeting"] }
    /// Every column comes from the events of the one chapter that made the meeting.
    public static var schema: String {
        """
        CREATE TABLE shared_meeting (
          meeting BLOB PRIMARY KEY CHECK (length(meeting) = 16),
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          title TEXT NOT NULL,
          place TEXT NOT NULL,
          online_link TEXT NOT NULL,
          starts_at INTEGER NOT NULL,
          ends_at INTEGER NOT NULL CHECK (ends_at >= starts_at),
          time_zone TEXT NOT NULL,
          utc_offset INTEGER NOT NULL,
          agenda TEXT NOT NULL,
          audience TEXT NOT NULL CHECK (audience IN ('linked', 'public')),
          cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
          reason TEXT NOT NULL,
          head_count INTEGER CHECK (head_count >= 0),
          event BLOB NOT NULL CHECK (length(event) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shared_meeting_by_start ON shared_meeting(starts_at, meeting);
        """
    }

    /// The columns of `feeds-0002`: how often a meeting was changed after it was planned, and when.
    ///
    /// Calendars need them to know which of two states is the newer one.
    public static let changes = """
        ALTER TABLE shared_meeting ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE shared_meeting ADD COLUMN changed_at INTEGER;
        """

    /// Removes the meetings of one chapter.
    public static func clear(_ chapter: ChapterID, in db: Database) throws {
        try db.execute(sql: "DELETE FROM shared_meeting WHERE chapter = ?", arguments: [chapter])
    }

    /// Adds one event to the table.
    public static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        try VoidReason.orNil {
            switch event.kind {
            case .meetingScheduled: try schedule(event, into: db)
            case .meetingCancelled: try cancel(event, into: db)
            default: try count(event, into: db)
            }
        }
    }

    private static func schedule(_ event: StoredEvent, into db: Database) throws {
        let meeting = try MeetingScheduled(payload: event.payload)
        let id = ObjectID(chapter: event.chapter, nonce: meeting.nonce)
        try db.executePrepared(
            sql: """
                INSERT INTO shared_meeting (meeting, chapter, title, place, online_link, starts_at,
                  ends_at, time_zone, utc_offset, agenda, audience, cancelled, reason, event,
                  changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?)
                ON CONFLICT (meeting) DO UPDATE SET title = excluded.title,
                  place = excluded.place, online_link = excluded.online_link,
                  starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                  time_zone = excluded.time_zone, utc_offset = excluded.utc_offset,
                  agenda = excluded.agenda, audience = excluded.audience, cancelled = 0,
                  reason = '', event = excluded.event, changes = changes + 1,
                  changed_at = excluded.changed_at
                """,
            arguments: [
                id, event.chapter, meeting.title, meeting.place, meeting.onlineLink,
                meeting.start.milliseconds, meeting.end.milliseconds, meeting.timeZone,
                meeting.utcOffset, meeting.agenda, meeting.audience.rawValue, event.id,
                event.time.moment.milliseconds,
            ])
    }

    private static func cancel(_ event: StoredEvent, into db: Database) throws {
        let cancelled = try MeetingCancelled(payload: event.payload)
        try checkOwn(cancelled.meeting, event, in: db)
        try db.executePrepared(
            sql: """
                UPDATE shared_meeting SET cancelled = 1, reason = ?, event = ?,
                  changes = changes + 1, changed_at = ?
                WHERE meeting = ?
                """,
            arguments: [
                cancelled.reason, event.id, event.time.moment.milliseconds, cancelled.meeting,
            ])
    }

    private static func count(_ event: StoredEvent, into db: Database) throws {
        let counted = try MeetingCounted(payload: event.payload)
        try checkOwn(counted.meeting, event, in: db)
        try db.executePrepared(
            sql: "UPDATE shared_meeting SET head_count = ?, event = ? WHERE meeting = ?",
            arguments: [counted.headCount, event.id, counted.meeting])
    }

    /// The reason is the same whether the meeting is another chapter's or nobody's: which of the
    /// two it is depends on what has arrived so far.
    private static func checkOwn(_ meeting: ObjectID, _ event: StoredEvent, in db: Database) throws
    {
        let find = try db.cachedStatement(
            sql: "SELECT 1 FROM shared_meeting WHERE meeting = ? AND chapter = ?")
        let isOwn = try Bool.fetchOne(find, arguments: [meeting, event.chapter])
        guard isOwn != nil else { throw VoidReason.unknownObject }
    }
}
