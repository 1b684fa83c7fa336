import GRDB

/// Registers the tables of where addresses are and of the outlines that the chapter draws.
func registerPlacesMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("places-0001") { db in try db.execute(sql: placeTables) }
}

/// What an address is taken apart into, for matching alone; its lines stay as they were typed.
///
/// `home_key` is the same for all who live behind one door, and empty where that cannot be told.
/// Degrees are WGS 84. `source` says how
/// the point came about: set by hand, or a place that everybody of this postcode gets.
private let placeTables = """
    CREATE TABLE address_part (
      member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      address_key TEXT NOT NULL,
      number TEXT, street TEXT, unit TEXT, floor TEXT,
      home_key TEXT NOT NULL,
      PRIMARY KEY (member_id, address_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX address_part_by_home ON address_part(home_key, member_id);
    CREATE TABLE place_point (
      home_key TEXT PRIMARY KEY,
      latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
      longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
      source TEXT NOT NULL CHECK (source IN ('by hand', 'import', 'postcode')),
      confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE outline (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      folded_name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('coastline', 'branch')),
      shape TEXT NOT NULL CHECK (json_valid(shape) AND length(shape) <= 8000000),
      added_at INTEGER NOT NULL,
      added_by TEXT NOT NULL,
      UNIQUE (kind, folded_name)
    ) STRICT;
    """
