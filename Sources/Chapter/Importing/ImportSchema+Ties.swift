import GRDB

/// Registers what an import does with the organizations at which people work, and with periods of
/// membership.
func registerImportTieMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("import-0005") { db in try db.execute(sql: tieTables) }
}

/// What of a row is not there yet: somebody works at an organization, or holds a position there,
/// or in the chapter itself.
///
/// Periods of membership are kept as history writes them. `key` is the folded name of the organization. What was done is counted in the import, because
/// staged rows go once they are applied.
private let tieTables = """
    CREATE TABLE import_tie (
      import_id INTEGER NOT NULL REFERENCES import(id),
      row INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      organization TEXT,
      key TEXT,
      title TEXT,
      is_work INTEGER NOT NULL CHECK (is_work IN (0, 1)),
      PRIMARY KEY (import_id, row, ordinal),
      CHECK ((organization IS NULL) = (key IS NULL)),
      CHECK (title IS NOT NULL OR (is_work = 1 AND organization IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_period (
      import_id INTEGER NOT NULL REFERENCES import(id),
      row INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      period TEXT NOT NULL,
      PRIMARY KEY (import_id, row, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX import_tie_by_key ON import_tie(import_id, key);
    ALTER TABLE import ADD COLUMN organizations INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN ties INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN positions INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE import ADD COLUMN periods INTEGER NOT NULL DEFAULT 0;
    """
