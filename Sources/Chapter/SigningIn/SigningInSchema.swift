import GRDB

/// Registers what lets people in besides links and tokens, and how the chapter looks.
func registerSigningInMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("signing-in-0001") { db in
        try db.execute(sql: sessionColumns)
        try db.execute(sql: passphraseTables)
        try db.execute(sql: codeTables)
        try db.execute(sql: lookTable)
    }
}

/// How somebody came in, in which kind of browser, and the day on which it was used last.
///
/// No network address and no whole name of a browser: what is not kept cannot be asked for.
private let sessionColumns = """
    ALTER TABLE member_token ADD COLUMN way TEXT NOT NULL DEFAULT 'token'
      CHECK (way IN ('token', 'link', 'passphrase', 'code'));
    ALTER TABLE member_token ADD COLUMN browser TEXT CHECK (length(browser) BETWEEN 1 AND 40);
    ALTER TABLE member_token ADD COLUMN seen INTEGER;
    """

/// Passphrases as Argon2id keeps them, and second steps.
///
/// A second step whose `confirmed` is NULL is not on yet. Each step of time counts once: `last_step`
/// is the newest that was used.
private let passphraseTables = """
    CREATE TABLE member_passphrase (
      member_id INTEGER PRIMARY KEY REFERENCES member(id),
      kept TEXT NOT NULL CHECK (length(kept) BETWEEN 1 AND 128),
      changed INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE second_step (
      member_id INTEGER PRIMARY KEY REFERENCES member(id),
      secret BLOB NOT NULL CHECK (length(secret) = 20),
      made INTEGER NOT NULL,
      confirmed INTEGER,
      last_step INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE recovery_code (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      member_id INTEGER NOT NULL REFERENCES member(id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recovery_code_by_member ON recovery_code(member_id);
    """

/// Codes on paper, and people who are half in: the second step is still to come.
private let codeTables = """
    CREATE TABLE printed_code (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      member_id INTEGER NOT NULL REFERENCES member(id),
      printed_by TEXT NOT NULL,
      created INTEGER NOT NULL,
      expires INTEGER NOT NULL CHECK (expires > created),
      used INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX printed_code_by_member ON printed_code(member_id);
    CREATE TABLE half_sign_in (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      member_id INTEGER NOT NULL REFERENCES member(id),
      way TEXT NOT NULL CHECK (way IN ('link', 'passphrase', 'code')),
      printed_by TEXT,
      printed_at INTEGER,
      created INTEGER NOT NULL,
      expires INTEGER NOT NULL CHECK (expires > created),
      tries INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX half_sign_in_by_member ON half_sign_in(member_id);
    """

private let lookTable = """
    CREATE TABLE chapter_look (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      accent TEXT CHECK (accent GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]')
    ) STRICT;
    """
