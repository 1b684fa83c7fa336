import GRDB

/// Registers the tables of contacts who may be one, of merges, and of shared homes.
func registerDuplicatesMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("duplicates-0001") { db in try db.execute(sql: duplicateTables) }
}

/// Pairs of contacts who may be the same, and what was decided.
///
/// `reasons` are the codes of the rules that fit, one a line. Of a merge, `merge_row` keeps every
/// row that changed or went, as it was, so that it can be taken back later.
private let duplicateTables = """
    CREATE TABLE duplicate_pair (
      first_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      second_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
      reasons TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'later', 'not the same')),
      decided_at INTEGER,
      decided_by TEXT,
      PRIMARY KEY (first_id, second_id),
      CHECK (first_id < second_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duplicate_pair_by_second ON duplicate_pair(second_id);
    CREATE INDEX duplicate_pair_by_score ON duplicate_pair(state, score DESC);
    CREATE TABLE merge (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      kept_id INTEGER NOT NULL,
      gone_id INTEGER NOT NULL,
      gone_name TEXT NOT NULL,
      first_history INTEGER NOT NULL,
      last_history INTEGER NOT NULL,
      undone_at INTEGER,
      undone_by TEXT
    ) STRICT;
    CREATE INDEX merge_by_kept ON merge(kept_id);
    CREATE INDEX merge_by_gone ON merge(gone_id);
    CREATE TABLE merge_row (
      merge_id INTEGER NOT NULL REFERENCES merge(id),
      ordinal INTEGER NOT NULL,
      table_name TEXT NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('moved', 'removed', 'changed')),
      row_key TEXT NOT NULL,
      before TEXT NOT NULL CHECK (json_valid(before)),
      PRIMARY KEY (merge_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE household_suggestion (
      address_key TEXT PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('open', 'later', 'no')),
      decided_at INTEGER,
      decided_by TEXT
    ) STRICT, WITHOUT ROWID;
    """
