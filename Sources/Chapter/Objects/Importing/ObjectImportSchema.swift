/// Lists of own objects that came in: what each row would do, did, and what undoing it has kept.
///
/// A list waits while `applied_at` is NULL. `content` is what the row says, as `ObjectRow` keeps it;
/// `changes` what is different, as `ObjectImport.Change` keeps it. From `version_before` to
/// `version_after` the row has changed the object, and tied the contacts in `ties` to it.
let objectImportTables = """
    CREATE TABLE object_import (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      object_type_id INTEGER NOT NULL REFERENCES object_type(id),
      file TEXT NOT NULL CHECK (length(file) BETWEEN 1 AND 200),
      unused TEXT,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      applied_at INTEGER,
      undone_at INTEGER CHECK (undone_at IS NULL OR applied_at IS NOT NULL)
    ) STRICT;
    CREATE INDEX object_import_by_type ON object_import(object_type_id, id);
    CREATE TABLE object_import_row (
      import_id INTEGER NOT NULL REFERENCES object_import(id) ON DELETE CASCADE,
      row INTEGER NOT NULL CHECK (row > 0),
      outcome TEXT NOT NULL CHECK (outcome IN ('new', 'changed', 'same', 'left')),
      name TEXT NOT NULL,
      object_id INTEGER,
      version_before INTEGER,
      version_after INTEGER,
      content TEXT NOT NULL,
      changes TEXT NOT NULL,
      ties TEXT NOT NULL,
      reason TEXT,
      kept TEXT,
      PRIMARY KEY (import_id, row)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX object_import_row_by_outcome ON object_import_row(import_id, outcome, row);
    CREATE INDEX object_import_row_by_object ON object_import_row(object_id)
      WHERE object_id IS NOT NULL;
    """
