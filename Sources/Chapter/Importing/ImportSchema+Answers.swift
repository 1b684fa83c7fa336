import GRDB

/// Registers what importing learnt later: asking, the keys of people, systems, words of columns.
func registerLaterImportMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("import-0004") { db in
        // A CHECK cannot be changed: the tables are made anew, with every row and the numbers that
        // were given. Foreign keys are looked at again when the migration ends.
        try db.execute(sql: importAgain)
        try db.execute(sql: listAgain)
        try db.execute(sql: answerTables)
    }
}

/// The same table as before with a mode more, with what was chosen, and with its counts.
private let importAgain = """
    CREATE TABLE import_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      file TEXT NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ('add only', 'fill blanks', 'update', 'ask')),
      state TEXT NOT NULL CHECK (state IN ('staging', 'staged', 'applied', 'undone')),
      encoding TEXT NOT NULL,
      delimiter TEXT NOT NULL,
      history_mark INTEGER NOT NULL,
      first_history INTEGER,
      last_history INTEGER,
      match_key TEXT NOT NULL DEFAULT 'automatic',
      system TEXT,
      tag TEXT CHECK (length(tag) BETWEEN 1 AND 80),
      new_people INTEGER NOT NULL DEFAULT 0,
      updated_people INTEGER NOT NULL DEFAULT 0,
      unchanged_people INTEGER NOT NULL DEFAULT 0,
      left_out INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO import_anew
      SELECT i.id, i.at, i.actor, i.file, i.mode, i.state, i.encoding, i.delimiter, i.history_mark,
        i.first_history, i.last_history, 'automatic', NULL, NULL,
        count(*) FILTER (WHERE r.outcome = 'new'), count(*) FILTER (WHERE r.outcome = 'updated'),
        count(*) FILTER (WHERE r.outcome = 'unchanged'),
        count(*) FILTER (WHERE r.outcome IN ('conflicting', 'failed'))
      FROM import i LEFT JOIN import_row r ON r.import_id = i.id GROUP BY i.id;
    UPDATE sqlite_sequence
      SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'import')
      WHERE name = 'import_anew' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'import');
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'import_anew', seq FROM sqlite_sequence WHERE name = 'import'
        AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'import_anew');
    DROP TABLE import;
    ALTER TABLE import_anew RENAME TO import;
    """

/// `as_of` is when the columns were chosen that a list of the same headings got back.
private let listAgain = """
    CREATE TABLE import_list_anew (
      id TEXT PRIMARY KEY CHECK (length(id) = 32),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      file TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ('add only', 'fill blanks', 'update', 'ask')),
      encoding TEXT,
      delimiter TEXT,
      has_heading INTEGER NOT NULL DEFAULT 1 CHECK (has_heading IN (0, 1)),
      day_first INTEGER CHECK (day_first IN (0, 1)),
      import_id INTEGER UNIQUE REFERENCES import(id) ON DELETE SET NULL,
      sheet TEXT,
      recognizes INTEGER NOT NULL DEFAULT 1 CHECK (recognizes IN (0, 1)),
      match_key TEXT NOT NULL DEFAULT 'automatic',
      tag TEXT CHECK (length(tag) BETWEEN 1 AND 80),
      as_of INTEGER
    ) STRICT, WITHOUT ROWID;
    INSERT INTO import_list_anew
      (id, at, actor, file, bytes, mode, encoding, delimiter, has_heading, day_first, import_id)
      SELECT id, at, actor, file, bytes, mode, encoding, delimiter, has_heading, day_first,
        import_id FROM import_list;
    DROP TABLE import_list;
    ALTER TABLE import_list_anew RENAME TO import_list;
    """

/// What words of columns mean, what a person answered, and what is remembered of lists with the
/// same headings.
///
/// An empty `meaning` leaves the word out. A question is about a field of the person of a row that
/// the list has otherwise, or about the row of a detail with this `key`. `occurrence` tells columns
/// with one heading apart.
private let answerTables = """
    CREATE TABLE import_value (
      list_id TEXT NOT NULL REFERENCES import_list(id) ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK (place >= 0),
      value TEXT NOT NULL,
      meaning TEXT NOT NULL,
      PRIMARY KEY (list_id, place, value)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_question (
      import_id INTEGER NOT NULL REFERENCES import(id),
      row INTEGER NOT NULL,
      field TEXT NOT NULL,
      key TEXT NOT NULL,
      answer TEXT CHECK (answer IN ('list', 'here')),
      PRIMARY KEY (import_id, row, field, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_memory (
      headings TEXT PRIMARY KEY CHECK (length(headings) = 64),
      at INTEGER NOT NULL,
      mode TEXT NOT NULL,
      match_key TEXT NOT NULL,
      day_first INTEGER CHECK (day_first IN (0, 1)),
      recognizes INTEGER NOT NULL CHECK (recognizes IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_memory_column (
      headings TEXT NOT NULL REFERENCES import_memory(headings) ON DELETE CASCADE,
      heading TEXT NOT NULL,
      occurrence INTEGER NOT NULL,
      target TEXT NOT NULL,
      PRIMARY KEY (headings, heading, occurrence)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_memory_value (
      headings TEXT NOT NULL REFERENCES import_memory(headings) ON DELETE CASCADE,
      heading TEXT NOT NULL,
      occurrence INTEGER NOT NULL,
      value TEXT NOT NULL,
      meaning TEXT NOT NULL,
      PRIMARY KEY (headings, heading, occurrence, value)
    ) STRICT, WITHOUT ROWID;
    """
