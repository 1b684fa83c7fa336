import GRDB

/// Registers the tables that say which member a handle is.
func registerGroupsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("groups-0001") { db in
        try db.execute(sql: groupTables)
    }
}

/// The only links from a handle to its member: deleting a row unlinks for good.
///
/// Everything that members say in groups is in the shared tables, under handles. A founder who has
/// not joined yet becomes a steward when they do; that row goes then.
private let groupTables = """
    CREATE TABLE group_handle (
      member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      group_id BLOB NOT NULL CHECK (length(group_id) = 16),
      handle BLOB NOT NULL UNIQUE CHECK (length(handle) = 16),
      PRIMARY KEY (member_id, group_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE group_founder (
      group_id BLOB PRIMARY KEY CHECK (length(group_id) = 16),
      member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX group_founder_by_member ON group_founder(member_id);
    """
