import GRDB

/// Registers what an import does with notes about people.
func registerImportNoteMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("import-notes-0001") { db in try db.execute(sql: noteTable) }
}

/// Notes that are not on the timeline of their person yet.
///
/// `number` counts them through the import, from 1, and with it their rows of `interaction` get
/// their ids, from `first_note` to `last_note`. What was done is counted in the import.
private let noteTable = """
    CREATE TABLE import_person_note (
      import_id INTEGER NOT NULL REFERENCES import(id),
      row INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 200),
      body TEXT CHECK (length(body) BETWEEN 1 AND 10000),
      PRIMARY KEY (import_id, row, ordinal)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE import ADD COLUMN notes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN first_note INTEGER;
    ALTER TABLE import ADD COLUMN last_note INTEGER;
    """
