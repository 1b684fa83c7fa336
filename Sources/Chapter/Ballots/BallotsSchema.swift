import GRDB

/// Registers the tables of the chapter's own ballots.
func registerBallotsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("ballots-0001") { db in
        try db.execute(sql: ballotTables)
    }
    migrator.registerMigration("ballots-0002") { db in
        try db.execute(sql: ballotClosing)
    }
}

/// What a ballot asks and how far it is.
///
/// Who may vote, who has and the papers are in the ballot's own file, never here.
private let ballotTables = """
    CREATE TABLE ballot (
      id BLOB PRIMARY KEY CHECK (length(id) = 16),
      nonce BLOB NOT NULL CHECK (length(nonce) = 16),
      question TEXT NOT NULL CHECK (question <> ''),
      method TEXT NOT NULL CHECK (method IN ('yes-no-abstain', 'single-choice')),
      threshold TEXT NOT NULL CHECK (threshold IN
        ('simple-majority', 'two-thirds', 'absolute-majority', 'most')),
      quorum_numerator INTEGER,
      quorum_denominator INTEGER CHECK ((quorum_numerator IS NULL) = (quorum_denominator IS NULL)),
      electorate TEXT NOT NULL CHECK (electorate = 'members'),
      state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'cancelled')),
      drafted_at INTEGER NOT NULL,
      manifest BLOB,
      reason TEXT NOT NULL DEFAULT '',
      CHECK (state NOT IN ('open', 'closed') OR manifest IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE ballot_option (
      ballot_id BLOB NOT NULL REFERENCES ballot(id) ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number >= 0),
      text TEXT NOT NULL CHECK (text <> ''),
      PRIMARY KEY (ballot_id, number)
    ) STRICT, WITHOUT ROWID;
    """

/// When a ballot closes by itself, in milliseconds since 1970; null where a coordinator closes it.
private let ballotClosing = """
    ALTER TABLE ballot ADD COLUMN closes_at INTEGER CHECK (closes_at > 0);
    """
