import GRDB

/// Registers the tables of searches that are kept.
func registerListsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("lists-0001") { db in try db.execute(sql: savedSearchTables) }
    migrator.registerMigration("lists-0002") { db in try db.execute(sql: reachIndexes) }
    migrator.registerMigration("lists-0003") { db in try db.execute(sql: keptViews) }
    migrator.registerMigration("lists-0004") { db in try db.execute(sql: widerViews) }
    migrator.registerMigration("lists-0005") { db in try db.execute(sql: searchHistory) }
}

/// A search that is kept, always live, and who is in or out of it whatever the search says.
///
/// Shared ones have different names, and so have those of one owner. `query` is the search as JSON in the shape of `SearchQuery`: the tree has no fixed columns.
private let savedSearchTables = """
    CREATE TABLE saved_search (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      folded_name TEXT NOT NULL,
      query TEXT NOT NULL CHECK (json_valid(query) AND length(query) <= 20000),
      is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
      owner TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX saved_search_by_name
      ON saved_search(folded_name, CASE is_shared WHEN 1 THEN '' ELSE owner END)
      WHERE removed_at IS NULL;
    CREATE TABLE saved_search_person (
      search_id INTEGER NOT NULL REFERENCES saved_search(id) ON DELETE CASCADE,
      member_id INTEGER NOT NULL REFERENCES member(id),
      is_in INTEGER NOT NULL CHECK (is_in IN (0, 1)),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      PRIMARY KEY (search_id, member_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX saved_search_person_by_member ON saved_search_person(member_id);
    """

/// Who has an address that works is asked of everybody in a list: the index alone can tell.
private let reachIndexes = """
    CREATE INDEX member_email_that_works ON member_email(member_id) WHERE state = 'ok';
    CREATE INDEX member_phone_that_works ON member_phone(member_id) WHERE state = 'ok';
    """

/// How a kept search is shown; nothing is the usual columns, by name.
private let keptViews = """
    ALTER TABLE saved_search ADD COLUMN columns TEXT CHECK (length(columns) <= 400);
    ALTER TABLE saved_search ADD COLUMN sort TEXT CHECK (length(sort) BETWEEN 1 AND 40);
    """

/// Own fields are columns too, so the names of all of them need more room.
private let widerViews = """
    ALTER TABLE saved_search RENAME COLUMN columns TO narrow_columns;
    ALTER TABLE saved_search ADD COLUMN columns TEXT CHECK (length(columns) <= 2000);
    UPDATE saved_search SET columns = narrow_columns;
    ALTER TABLE saved_search DROP COLUMN narrow_columns;
    """

/// What each saved search was like after each change, one row a change: who, when, and all of it.
///
/// The first row of a search that was there before is what it was like then.
private let searchHistory = """
    CREATE TABLE saved_search_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      search_id INTEGER NOT NULL REFERENCES saved_search(id),
      version INTEGER NOT NULL CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      query TEXT NOT NULL CHECK (json_valid(query) AND length(query) <= 20000),
      columns TEXT CHECK (length(columns) <= 2000),
      sort TEXT CHECK (length(sort) BETWEEN 1 AND 40),
      is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
      is_removed INTEGER NOT NULL CHECK (is_removed IN (0, 1))
    ) STRICT;
    CREATE INDEX saved_search_history_by_search ON saved_search_history(search_id, id);
    INSERT INTO saved_search_history (at, actor, act, search_id, version, name, query, columns,
      sort, is_shared, is_removed)
      SELECT changed_at, 'operator', 'KeepSearchHistory', id, version, name, query, columns, sort,
        is_shared, removed_at IS NOT NULL
      FROM saved_search ORDER BY id;
    CREATE TRIGGER saved_search_history_is_not_rewritten BEFORE UPDATE ON saved_search_history
    BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    CREATE TRIGGER saved_search_history_is_not_removed BEFORE DELETE ON saved_search_history
    BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    """
