import GRDB

/// Registers the tables in which lists are staged before they are applied.
func registerImportMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("import-0001") { db in
        try db.execute(sql: importTables)
        try db.execute(sql: personTable)
    }
    migrator.registerMigration("import-0002") { db in try db.execute(sql: uploadTables) }
    migrator.registerMigration("import-0003") { db in
        try db.execute(sql: "ALTER TABLE import_person ADD COLUMN kind TEXT")
    }
    registerLaterImportMigrations(in: &migrator)
    registerImportTieMigrations(in: &migrator)
    migrator.registerMigration("import-0006") { db in try db.execute(sql: partsOfNames) }
}

/// The parts of names, with the family name also as lists are ordered by it.
private let partsOfNames = """
    ALTER TABLE import_person ADD COLUMN form_of_address TEXT;
    ALTER TABLE import_person ADD COLUMN given_name TEXT;
    ALTER TABLE import_person ADD COLUMN family_name TEXT;
    ALTER TABLE import_person ADD COLUMN name_suffix TEXT;
    ALTER TABLE import_person ADD COLUMN nickname TEXT;
    ALTER TABLE import_person ADD COLUMN folded_family TEXT;
    """

/// One row an import, and one a row of its file that says something.
///
/// `history_mark` is the newest row of history when the list was compared with the people;
/// `first_history` to `last_history` are the rows that applying wrote. `ordinal` numbers the new
/// people; `member_version` is what the list was compared with.
private let importTables = """
    CREATE TABLE import (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      file TEXT NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ('add only', 'fill blanks', 'update')),
      state TEXT NOT NULL CHECK (state IN ('staging', 'staged', 'applied', 'undone')),
      encoding TEXT NOT NULL,
      delimiter TEXT NOT NULL,
      history_mark INTEGER NOT NULL,
      first_history INTEGER,
      last_history INTEGER
    ) STRICT;
    CREATE TABLE import_row (
      import_id INTEGER NOT NULL REFERENCES import(id),
      row INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN
        ('new', 'updated', 'unchanged', 'conflicting', 'failed')),
      member_id INTEGER,
      member_version INTEGER,
      ordinal INTEGER,
      reason TEXT,
      undone TEXT CHECK (undone IN ('removed', 'restored', 'kept')),
      PRIMARY KEY (import_id, row)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_note (
      import_id INTEGER NOT NULL REFERENCES import(id),
      ordinal INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('column', 'unused', 'warning')),
      header TEXT NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (import_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_detail (
      import_id INTEGER NOT NULL REFERENCES import(id),
      detail TEXT NOT NULL,
      row INTEGER NOT NULL,
      key TEXT NOT NULL,
      replaces TEXT,
      c0 TEXT, c1 TEXT, c2 TEXT, c3 TEXT, c4 TEXT, c5 TEXT, c6 TEXT, c7 TEXT, c8 TEXT,
      PRIMARY KEY (import_id, detail, row, key)
    ) STRICT, WITHOUT ROWID;
    """

/// What will be written of each row: for new people everything, for known people what changes.
///
/// `words` are the new search words, where they change.
private let personTable = """
    CREATE TABLE import_person (
      import_id INTEGER NOT NULL REFERENCES import(id),
      row INTEGER NOT NULL,
      folded_name TEXT,
      words TEXT,
      name TEXT, status TEXT, legal_name TEXT, pronouns TEXT, language TEXT, birth_date TEXT,
      joined_on TEXT, ended_on TEXT, employer TEXT, workplace TEXT, job TEXT, shift TEXT,
      union_member TEXT, union_name TEXT, union_local TEXT, student TEXT, school TEXT,
      accommodations TEXT, do_not_call TEXT, do_not_text TEXT, do_not_email TEXT,
      mailing_preference TEXT, household TEXT, listed_chapter TEXT, district TEXT,
      membership_type TEXT, monthly_dues TEXT, yearly_dues TEXT, standing TEXT, expires_on TEXT,
      PRIMARY KEY (import_id, row)
    ) STRICT, WITHOUT ROWID;
    """

/// Lists that were sent and wait until somebody has said what their columns are.
///
/// `import_id` is what was staged of the list last; an empty `target` leaves the column out.
private let uploadTables = """
    CREATE TABLE import_list (
      id TEXT PRIMARY KEY CHECK (length(id) = 32),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      file TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ('add only', 'fill blanks', 'update')),
      encoding TEXT,
      delimiter TEXT,
      has_heading INTEGER NOT NULL DEFAULT 1 CHECK (has_heading IN (0, 1)),
      day_first INTEGER CHECK (day_first IN (0, 1)),
      import_id INTEGER UNIQUE REFERENCES import(id) ON DELETE SET NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_choice (
      list_id TEXT NOT NULL REFERENCES import_list(id) ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK (place >= 0),
      target TEXT NOT NULL,
      PRIMARY KEY (list_id, place)
    ) STRICT, WITHOUT ROWID;
    """
