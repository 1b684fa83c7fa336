import GRDB

/// Registers the tables of the chapter's own meetings and of who came.
func registerMeetingsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("meetings-0001") { db in
        try db.execute(sql: meetingTable)
        try db.execute(sql: peopleAtMeetingsTables)
    }
    migrator.registerMigration("meetings-0002") { db in
        try db.execute(sql: quorumColumns)
        try db.execute(sql: calendarTable)
    }
    migrator.registerMigration("meetings-0003") { db in try db.execute(sql: lastVisit) }
}

/// One row a meeting of this chapter, shared or not.
///
/// Times are milliseconds since 1970; the zone
/// and the offset at the start say how people wrote them.
private let meetingTable = """
    CREATE TABLE meeting (
      id BLOB PRIMARY KEY CHECK (length(id) = 16),
      nonce BLOB NOT NULL CHECK (length(nonce) = 16),
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      title TEXT NOT NULL CHECK (title <> ''),
      place TEXT NOT NULL,
      online_link TEXT NOT NULL,
      starts_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL CHECK (ends_at >= starts_at),
      time_zone TEXT NOT NULL,
      utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1080 AND 1080),
      agenda TEXT NOT NULL,
      audience TEXT NOT NULL CHECK (audience IN ('chapter', 'linked', 'public')),
      cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
      reason TEXT NOT NULL DEFAULT '',
      head_count INTEGER CHECK (head_count BETWEEN 0 AND 1000000)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX meeting_by_start ON meeting(starts_at, id);
    """

/// Answers and attendance never leave the chapter.
///
/// An answer may be to a meeting of another chapter, so its meeting is no foreign key.
private let peopleAtMeetingsTables = """
    CREATE TABLE rsvp (
      meeting_id BLOB NOT NULL CHECK (length(meeting_id) = 16),
      member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe', 'no')),
      at INTEGER NOT NULL,
      PRIMARY KEY (meeting_id, member_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rsvp_by_member ON rsvp(member_id);
    CREATE TABLE attendance (
      id INTEGER PRIMARY KEY,
      meeting_id BLOB NOT NULL REFERENCES meeting(id),
      member_id INTEGER REFERENCES member(id),
      guest TEXT CHECK (length(guest) BETWEEN 1 AND 200),
      arrived_at INTEGER NOT NULL,
      left_at INTEGER CHECK (left_at >= arrived_at),
      recorded_by INTEGER REFERENCES member(id) ON DELETE SET NULL,
      UNIQUE (meeting_id, member_id),
      CHECK ((member_id IS NULL) <> (guest IS NULL))
    ) STRICT;
    CREATE INDEX attendance_by_member ON attendance(member_id) WHERE member_id IS NOT NULL;
    CREATE INDEX attendance_by_recorder ON attendance(recorded_by) WHERE recorded_by IS NOT NULL;
    """

/// Quorum and who changed a meeting last stay in the chapter.
///
/// A guest has no number by which to speak of them, so they get a slip: random bytes, drawn where
/// they checked in, under which sending twice counts once.
private let quorumColumns = """
    ALTER TABLE meeting ADD COLUMN quorum_people INTEGER
      CHECK (quorum_people BETWEEN 1 AND 1000000);
    ALTER TABLE meeting ADD COLUMN quorum_percent INTEGER
      CHECK (quorum_percent IS NULL
        OR (quorum_percent BETWEEN 1 AND 100 AND quorum_people IS NULL));
    ALTER TABLE meeting ADD COLUMN changed_at INTEGER;
    ALTER TABLE meeting ADD COLUMN changed_by INTEGER
      REFERENCES member(id) ON DELETE SET NULL;
    CREATE INDEX meeting_by_changer ON meeting(changed_by) WHERE changed_by IS NOT NULL;
    ALTER TABLE attendance ADD COLUMN slip BLOB CHECK (slip IS NULL OR length(slip) = 12);
    UPDATE attendance SET slip = randomblob(12) WHERE guest IS NOT NULL;
    CREATE UNIQUE INDEX attendance_by_slip ON attendance(meeting_id, slip)
      WHERE slip IS NOT NULL;
    """

/// The secret address of a member's calendar; only its hash is kept, and each has one at most.
private let calendarTable = """
    CREATE TABLE calendar_address (
      member_id INTEGER PRIMARY KEY REFERENCES member(id) ON DELETE CASCADE,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      created INTEGER NOT NULL
    ) STRICT;
    """

/// When the latest meeting began to which somebody came; NULL for whoever came to none.
///
/// It follows from attendance through triggers, whatever writes there. With it, who came or did
/// not come of a million members is counted in an index.
private let lastVisit = """
    ALTER TABLE member ADD COLUMN last_visit INTEGER;
    UPDATE member SET last_visit = (SELECT max(starts_at) FROM attendance
      JOIN meeting ON meeting.id = meeting_id WHERE member_id = member.id AND cancelled = 0)
      WHERE id IN (SELECT member_id FROM attendance);
    CREATE INDEX member_by_last_visit ON member(status, last_visit);
    CREATE TRIGGER visit_is_added AFTER INSERT ON attendance WHEN NEW.member_id NOT NULL BEGIN
      UPDATE member SET last_visit = meeting.starts_at FROM meeting
        WHERE member.id = NEW.member_id AND meeting.id = NEW.meeting_id AND cancelled = 0
          AND (last_visit IS NULL OR last_visit < meeting.starts_at);
    END;
    CREATE TRIGGER visit_is_removed AFTER DELETE ON attendance WHEN OLD.member_id NOT NULL BEGIN
      UPDATE member SET last_visit = (SELECT max(starts_at) FROM attendance
        JOIN meeting ON meeting.id = meeting_id WHERE member_id = member.id AND cancelled = 0)
        WHERE id = OLD.member_id;
    END;
    CREATE TRIGGER visit_is_moved AFTER UPDATE OF member_id, meeting_id ON attendance BEGIN
      UPDATE member SET last_visit = (SELECT max(starts_at) FROM attendance
        JOIN meeting ON meeting.id = meeting_id WHERE member_id = member.id AND cancelled = 0)
        WHERE id IN (OLD.member_id, NEW.member_id);
    END;
    CREATE TRIGGER visited_meeting_is_moved AFTER UPDATE OF starts_at, cancelled ON meeting
      WHEN OLD.starts_at <> NEW.starts_at OR OLD.cancelled <> NEW.cancelled BEGIN
      UPDATE member SET last_visit = (SELECT max(starts_at) FROM attendance
        JOIN meeting ON meeting.id = meeting_id WHERE member_id = member.id AND cancelled = 0)
        WHERE id IN (SELECT member_id FROM attendance WHERE meeting_id = NEW.id);
    END;
    """
