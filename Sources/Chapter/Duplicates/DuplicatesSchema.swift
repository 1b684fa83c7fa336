import GRDB

/// Registers the tables of contacts who may be one, of merges, and of shared homes.
func registerDuplicatesMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("duplicates-0001") { db in
        try db.execute(sql: duplicateTables)
        try db.execute(sql: mergeTables)
        try db.execute(sql: householdTable)
    }
    migrator.registerMigration("duplicates-0002") { db in
        try db.execute(sql: mergesOfSeveral)
    }
}

/// Pairs of contacts who may be the same, and what was decided.
///
/// `reasons` are the codes of the rules that fit, one a line. `history_mark` is the newest row of
/// history when the last search of everybody began. The index of birth dates finds candidates.
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
    CREATE TABLE duplicate_scan (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      began_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL CHECK (ended_at >= began_at),
      history_mark INTEGER NOT NULL,
      pairs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX member_by_birth_date ON member(birth_date) WHERE birth_date IS NOT NULL;
    """

/// Of a merge, `merge_row` keeps every row that it changed, removed or added, as it was before and
/// as the merge left it, so that it can be taken back later.
///
/// What undoing could not bring back says why in `stayed`. `merge_count` is how many rows of each
/// table spoke of the kept contact after the merge: what is there beyond that came later.
private let mergeTables = """
    CREATE TABLE merge (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      why TEXT CHECK (length(why) BETWEEN 1 AND 500),
      kept_id INTEGER NOT NULL,
      kept_name TEXT NOT NULL,
      gone_id INTEGER NOT NULL CHECK (gone_id <> kept_id),
      gone_name TEXT NOT NULL,
      first_history INTEGER NOT NULL,
      last_history INTEGER NOT NULL,
      undone_at INTEGER,
      undone_by TEXT,
      CHECK ((undone_at IS NULL) = (undone_by IS NULL))
    ) STRICT;
    CREATE INDEX merge_by_kept ON merge(kept_id);
    CREATE INDEX merge_by_gone ON merge(gone_id);
    CREATE TABLE merge_row (
      merge_id INTEGER NOT NULL REFERENCES merge(id),
      ordinal INTEGER NOT NULL,
      table_name TEXT NOT NULL,
      before TEXT CHECK (before IS NULL OR json_valid(before)),
      after TEXT CHECK (after IS NULL OR json_valid(after)),
      stayed TEXT CHECK (stayed IN ('changed since', 'removed since', 'taken since')),
      PRIMARY KEY (merge_id, ordinal),
      CHECK (before IS NOT NULL OR after IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE merge_count (
      merge_id INTEGER NOT NULL REFERENCES merge(id),
      table_name TEXT NOT NULL,
      rows INTEGER NOT NULL,
      newer INTEGER,
      PRIMARY KEY (merge_id, table_name)
    ) STRICT, WITHOUT ROWID;
    """

/// Merges of several into one at once have the same `set_id`: the first one of them.
private let mergesOfSeveral = """
    ALTER TABLE merge ADD COLUMN set_id INTEGER REFERENCES merge(id);
    CREATE INDEX merge_by_set ON merge(set_id) WHERE set_id IS NOT NULL;
    """

/// Homes of several people who are in no household together; `people` is how many there are.
private let householdTable = """
    CREATE TABLE household_suggestion (
      home_key TEXT PRIMARY KEY,
      people INTEGER NOT NULL CHECK (people > 1),
      state TEXT NOT NULL CHECK (state IN ('open', 'later', 'no')),
      decided_at INTEGER,
      decided_by TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX household_suggestion_by_state ON household_suggestion(state, home_key);
    """
