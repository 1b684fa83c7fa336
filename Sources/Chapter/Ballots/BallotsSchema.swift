import GRDB

/// Registers the tables of the chapter's own ballots.
func registerBallotsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("ballots-0001") { db in
        try db.execute(sql: ballotTables)
    }
    migrator.registerMigration("ballots-0002") { db in
        try db.execute(sql: ballotClosing)
    }
    migrator.registerMigration("ballots-0003") { db in
        try db.execute(sql: ballotsByEveryMethod)
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

/// Ballots by every method that papers with numbers are counted by.
///
/// `lot_secret` is what lots are drawn with; the announcement commits to it.
private let ballotsByEveryMethod = """
    CREATE TABLE ballot_of_any_method (
      id BLOB PRIMARY KEY CHECK (length(id) = 16),
      nonce BLOB NOT NULL CHECK (length(nonce) = 16),
      question TEXT NOT NULL CHECK (question <> ''),
      method TEXT NOT NULL CHECK (method <> ''),
      seats INTEGER NOT NULL CHECK (seats >= 1),
      highest_score INTEGER NOT NULL CHECK (highest_score >= 0),
      threshold TEXT NOT NULL CHECK (threshold IN
        ('simple-majority', 'two-thirds', 'absolute-majority', 'most')),
      quorum_numerator INTEGER,
      quorum_denominator INTEGER CHECK ((quorum_numerator IS NULL) = (quorum_denominator IS NULL)),
      electorate TEXT NOT NULL CHECK (electorate = 'members'),
      state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'cancelled')),
      drafted_at INTEGER NOT NULL,
      manifest BLOB,
      lot_secret BLOB CHECK (length(lot_secret) = 32),
      reason TEXT NOT NULL DEFAULT '',
      closes_at INTEGER CHECK (closes_at > 0),
      CHECK (state NOT IN ('open', 'closed') OR manifest IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO ballot_of_any_method
      SELECT id, nonce, question, method, 1, 0, threshold, quorum_numerator, quorum_denominator,
        electorate, state, drafted_at, manifest, NULL, reason, closes_at FROM ballot;
    DROP TABLE ballot;
    ALTER TABLE ballot_of_any_method RENAME TO ballot;
    """
