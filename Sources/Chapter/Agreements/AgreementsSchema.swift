import GRDB

/// Registers the tables of what contacts and the chapter have agreed upon in writing.
func registerAgreementsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("agreements-0001") { db in try db.execute(sql: agreementTables) }
}

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
