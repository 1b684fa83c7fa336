import GRDB

/// Registers the tables of what contacts and the chapter have agreed upon in writing.
func registerAgreementsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("agreements-0001") { db in try db.execute(sql: agreementTables) }
}

/// Registers what agreements have to do with tasks, which have a table by then, and signatures.
func registerLaterAgreementsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("agreements-0002") { db in
        try db.execute(sql: tasksBeforeTheEnd)
        try db.execute(sql: signatures)
    }
    migrator.registerMigration("agreements-0003") { db in try db.execute(sql: agreementHistory) }
    migrator.registerMigration("agreements-0004") { db in try db.execute(sql: ownKinds) }
}

/// So many days before its end a task makes itself, once for each end: `agreement_task` has those
/// that were made, and for which end.
private let tasksBeforeTheEnd = """
    ALTER TABLE agreement ADD COLUMN task_days INTEGER CHECK (task_days BETWEEN 1 AND 730);
    ALTER TABLE agreement ADD COLUMN task_assignee INTEGER REFERENCES member(id);
    ALTER TABLE agreement ADD COLUMN task_summary TEXT
      CHECK (length(task_summary) BETWEEN 1 AND 200);
    CREATE INDEX agreement_with_task ON agreement(ends_on)
      WHERE task_days IS NOT NULL AND removed_at IS NULL;
    CREATE TABLE agreement_task (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      agreement_id INTEGER NOT NULL REFERENCES agreement(id) ON DELETE CASCADE,
      interaction_id INTEGER NOT NULL UNIQUE REFERENCES interaction(id),
      ends_on TEXT NOT NULL CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
    ) STRICT;
    CREATE INDEX agreement_task_by_end ON agreement_task(agreement_id, ends_on);
    """

/// Which file shows a party's signature, and what the chapter's key has signed of an agreement.
///
/// A seal is kept as it was signed and never changes; `version` is that of the agreement then,
/// `certificate` and `signature` are hexadecimal.
private let signatures = """
    ALTER TABLE agreement_party ADD COLUMN file_id INTEGER
      REFERENCES agreement_file(id) ON DELETE SET NULL;
    CREATE TABLE agreement_seal (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      agreement_id INTEGER NOT NULL REFERENCES agreement(id) ON DELETE CASCADE,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 100000),
      certificate TEXT NOT NULL CHECK (length(certificate) BETWEEN 1 AND 100000),
      signature TEXT NOT NULL CHECK (length(signature) = 128)
    ) STRICT;
    CREATE INDEX agreement_seal_by_agreement ON agreement_seal(agreement_id);
    """

/// Kinds of agreements that the chapter has named; an agreement of such a kind is `other`.
///
/// A kind is retired, not removed, because agreements stay.
private let ownKinds = """
    CREATE TABLE agreement_kind (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      folded_name TEXT NOT NULL UNIQUE,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
    ) STRICT;
    ALTER TABLE agreement ADD COLUMN own_kind INTEGER REFERENCES agreement_kind(id)
      CHECK (own_kind IS NULL OR kind = 'other');
    CREATE INDEX agreement_by_own_kind ON agreement(own_kind) WHERE own_kind IS NOT NULL;
    """

/// Who changed what of an agreement: one row a field, which `AgreementField` knows.
///
/// It is apart from the history of contacts, where each party has what it means for that party.
private let agreementHistory = """
    CREATE TABLE agreement_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      agreement_id INTEGER NOT NULL REFERENCES agreement(id),
      version INTEGER NOT NULL,
      field TEXT NOT NULL,
      old TEXT,
      new TEXT
    ) STRICT;
    CREATE INDEX agreement_history_by_agreement ON agreement_history(agreement_id, id);
    CREATE TRIGGER agreement_history_is_not_rewritten BEFORE UPDATE ON agreement_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    CREATE TRIGGER agreement_history_is_not_removed BEFORE DELETE ON agreement_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    """

/// An agreement has any number of parties, each in a capacity, and any number of files.
///
/// One that was removed keeps its row, so that it can be brought back.
///
/// What is to be done about it on a day is a task on the agreement. A file's bytes are in the
/// database, so that a backup of it is complete; they stand last, so that whatever is before them
/// is read without them.
private let agreementTables = """
    CREATE TABLE agreement (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN
        ('collective agreement', 'coalition', 'volunteer', 'data consent', 'authorization card',
         'other')),
      title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
      starts_on TEXT CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      note TEXT CHECK (length(note) BETWEEN 1 AND 2000),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      removed_at INTEGER,
      CHECK (ends_on >= starts_on)
    ) STRICT;
    CREATE INDEX agreement_by_end ON agreement(ends_on, id) WHERE removed_at IS NULL;
    CREATE TABLE agreement_party (
      agreement_id INTEGER NOT NULL REFERENCES agreement(id) ON DELETE CASCADE,
      member_id INTEGER NOT NULL REFERENCES member(id),
      capacity TEXT CHECK (length(capacity) BETWEEN 1 AND 80),
      signed_on TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      PRIMARY KEY (agreement_id, member_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX agreement_party_by_member ON agreement_party(member_id);
    CREATE TABLE agreement_file (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      agreement_id INTEGER NOT NULL REFERENCES agreement(id) ON DELETE CASCADE,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      media_type TEXT NOT NULL CHECK (length(media_type) BETWEEN 1 AND 100),
      added_at INTEGER NOT NULL,
      added_by TEXT NOT NULL,
      bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 10485760)
    ) STRICT;
    CREATE INDEX agreement_file_by_agreement ON agreement_file(agreement_id);
    """
