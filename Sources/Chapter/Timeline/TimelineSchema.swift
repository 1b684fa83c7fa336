import GRDB

/// Registers the tables of what was and what will be done with contacts.
func registerTimelineMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("timeline-0001") { db in
        try db.execute(sql: interactionTables)
        try db.execute(sql: interactionHistory)
    }
    migrator.registerMigration("timeline-0002") { db in
        // As what somebody spoke, such as “steward, Harbour Hotel”.
        try db.execute(
            sql: """
                ALTER TABLE interaction_party ADD COLUMN capacity TEXT
                  CHECK (length(capacity) BETWEEN 1 AND 120)
                """)
    }
    migrator.registerMigration("timeline-0003") { db in
        // A CHECK cannot be changed: the table is made anew, with every row and the numbers that
        // were given. Foreign keys are looked at again when the migration ends.
        try db.execute(sql: interactionAgain)
        try db.execute(sql: interactionIndexes)
    }
    migrator.registerMigration("timeline-0004") { db in
        // The places of what was written down, for the map and for forms that offer them.
        try db.execute(
            sql: """
                CREATE INDEX interaction_by_place ON interaction(place, at, is_private, made_by)
                  WHERE place IS NOT NULL AND removed_at IS NULL
                """)
    }
    migrator.registerMigration("timeline-0005") { db in
        // The day from which on a task is shown to whoever has it, before it is due or without a
        // day by which. What somebody has to do is counted along the index alone.
        try db.execute(
            sql: """
                ALTER TABLE interaction ADD COLUMN remind_on TEXT CHECK (remind_on IS NULL
                  OR (remind_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'
                    AND kind = 'task'));
                DROP INDEX interaction_open_by_assignee;
                CREATE INDEX interaction_open_by_assignee
                  ON interaction(assignee, due_on, is_private, made_by, remind_on)
                  WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
                """)
    }
}

/// The same table as before, for tasks about anything: `InteractionSubject` knows what there is.
private let interactionAgain = """
    CREATE TABLE interaction_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN
        ('note', 'call', 'visit', 'conversation', 'e-mail', 'letter', 'message', 'task')),
      side TEXT NOT NULL CHECK (side IN ('us', 'them', 'about')),
      summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 200),
      body TEXT CHECK (length(body) BETWEEN 1 AND 10000),
      outcome TEXT CHECK (length(outcome) BETWEEN 1 AND 200),
      place TEXT CHECK (length(place) BETWEEN 1 AND 200),
      channel TEXT CHECK (length(channel) BETWEEN 1 AND 80),
      at INTEGER NOT NULL,
      due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      assignee INTEGER REFERENCES member(id),
      done_at INTEGER,
      done_by TEXT,
      done_note TEXT CHECK (length(done_note) BETWEEN 1 AND 500),
      is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      subject_kind TEXT CHECK (length(subject_kind) BETWEEN 1 AND 40),
      subject_id TEXT CHECK (length(subject_id) BETWEEN 1 AND 80),
      follows INTEGER REFERENCES interaction(id),
      removed_at INTEGER,
      removed_by TEXT,
      CHECK (kind = 'task' OR (due_on IS NULL AND assignee IS NULL AND done_at IS NULL)),
      CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
      CHECK ((done_at IS NULL) = (done_by IS NULL)),
      CHECK (done_note IS NULL OR done_at IS NOT NULL),
      CHECK ((removed_at IS NULL) = (removed_by IS NULL))
    ) STRICT;
    INSERT INTO interaction_anew
      SELECT id, version, kind, side, summary, body, outcome, place, channel, at, due_on, assignee,
        done_at, done_by, done_note, is_private, made_at, made_by, subject_kind, subject_id,
        follows, removed_at, removed_by
      FROM interaction;
    UPDATE sqlite_sequence
      SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'interaction')
      WHERE name = 'interaction_anew'
        AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'interaction');
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'interaction_anew', seq FROM sqlite_sequence WHERE name = 'interaction'
        AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'interaction_anew');
    DROP TABLE interaction;
    ALTER TABLE interaction_anew RENAME TO interaction;
    """

private let interactionIndexes = """
    CREATE INDEX interaction_open_by_assignee
      ON interaction(assignee, due_on, is_private, made_by)
      WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
    CREATE INDEX interaction_open_by_day ON interaction(coalesce(due_on, '9999'), id)
      WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
    CREATE INDEX interaction_open_by_maker ON interaction(made_by)
      WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
    CREATE INDEX interaction_done ON interaction(done_at, id)
      WHERE done_at IS NOT NULL AND removed_at IS NULL;
    CREATE INDEX interaction_by_assignee ON interaction(assignee) WHERE assignee IS NOT NULL;
    CREATE INDEX interaction_by_subject ON interaction(subject_kind, subject_id)
      WHERE subject_id IS NOT NULL;
    CREATE INDEX interaction_by_follows ON interaction(follows) WHERE follows IS NOT NULL;
    """

/// One row for each thing done with contacts, planned or done: a note, a call, a visit, a task.
///
/// `side` answers who said it: 'us' what we told them, 'them' what they told us, 'about' what we
/// know of them. A task is planned until `done_at`. A private one is seen by `made_by` alone.
/// `at` is when it was, for a task when it was made, and once it is done, when; every row of
/// `interaction_party` repeats it, so that a timeline is one walk along an index.
///
/// `subject_kind` and `subject_id` name what else it is about: a meeting, an agreement, a saved
/// search, an object; contacts are in `interaction_party`. `follows` is what a task came of.
private let interactionTables = """
    CREATE TABLE interaction (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN
        ('note', 'call', 'visit', 'conversation', 'e-mail', 'letter', 'message', 'task')),
      side TEXT NOT NULL CHECK (side IN ('us', 'them', 'about')),
      summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 200),
      body TEXT CHECK (length(body) BETWEEN 1 AND 10000),
      outcome TEXT CHECK (length(outcome) BETWEEN 1 AND 200),
      place TEXT CHECK (length(place) BETWEEN 1 AND 200),
      channel TEXT CHECK (length(channel) BETWEEN 1 AND 80),
      at INTEGER NOT NULL,
      due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      assignee INTEGER REFERENCES member(id),
      done_at INTEGER,
      done_by TEXT,
      done_note TEXT CHECK (length(done_note) BETWEEN 1 AND 500),
      is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      subject_kind TEXT CHECK (subject_kind IN
        ('meeting', 'agreement', 'saved search', 'object', 'import')),
      subject_id TEXT CHECK (length(subject_id) BETWEEN 1 AND 80),
      follows INTEGER REFERENCES interaction(id),
      removed_at INTEGER,
      removed_by TEXT,
      CHECK (kind = 'task' OR (due_on IS NULL AND assignee IS NULL AND done_at IS NULL)),
      CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
      CHECK ((done_at IS NULL) = (done_by IS NULL)),
      CHECK (done_note IS NULL OR done_at IS NOT NULL),
      CHECK ((removed_at IS NULL) = (removed_by IS NULL))
    ) STRICT;
    CREATE INDEX interaction_open_by_assignee
      ON interaction(assignee, due_on, is_private, made_by)
      WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
    CREATE INDEX interaction_open_by_day ON interaction(coalesce(due_on, '9999'), id)
      WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
    CREATE INDEX interaction_open_by_maker ON interaction(made_by)
      WHERE kind = 'task' AND done_at IS NULL AND removed_at IS NULL;
    CREATE INDEX interaction_done ON interaction(done_at, id)
      WHERE done_at IS NOT NULL AND removed_at IS NULL;
    CREATE INDEX interaction_by_assignee ON interaction(assignee) WHERE assignee IS NOT NULL;
    CREATE INDEX interaction_by_subject ON interaction(subject_kind, subject_id)
      WHERE subject_id IS NOT NULL;
    CREATE INDEX interaction_by_follows ON interaction(follows) WHERE follows IS NOT NULL;
    CREATE TABLE interaction_party (
      interaction_id INTEGER NOT NULL REFERENCES interaction(id),
      member_id INTEGER NOT NULL REFERENCES member(id),
      at INTEGER NOT NULL,
      PRIMARY KEY (interaction_id, member_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX interaction_party_by_member ON interaction_party(member_id, at);
    """

/// Who changed what of an interaction or a task: one row a field.
///
/// It is apart from the history of people, which they read themselves. `is_private` says that the
/// row was written of something private: it stays its author's own, also when the rest is shown to
/// others later.
private let interactionHistory = """
    CREATE TABLE interaction_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      interaction_id INTEGER NOT NULL REFERENCES interaction(id),
      version INTEGER NOT NULL,
      field TEXT NOT NULL,
      old TEXT,
      new TEXT,
      is_private INTEGER NOT NULL CHECK (is_private IN (0, 1))
    ) STRICT;
    CREATE INDEX interaction_history_by_interaction ON interaction_history(interaction_id, id);
    CREATE TRIGGER interaction_history_is_not_rewritten BEFORE UPDATE ON interaction_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    CREATE TRIGGER interaction_history_is_not_removed BEFORE DELETE ON interaction_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    """
