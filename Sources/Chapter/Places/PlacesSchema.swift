import GRDB

/// Registers the tables of where addresses are and of the outlines that the chapter draws.
func registerPlacesMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("places-0001") { db in
        try db.execute(sql: placeTables)
        try db.execute(sql: pointTables)
        try db.execute(sql: pointTriggers)
        try db.execute(sql: outlineTables)
    }
    migrator.registerMigration("places-0002") { db in try db.execute(sql: partsByHand) }
    migrator.registerMigration("places-0003") { db in
        // Who has exactly the same address, whatever place in line it has.
        try db.execute(
            sql: """
                CREATE INDEX member_address_by_all_lines
                  ON member_address(\(linesKeySQL("key")), member_id)
                """)
    }
}

/// What an address is taken apart into, for matching alone; its lines stay as they were typed.
///
/// `home_key` is the same for all who live behind one door, and empty where that cannot be told.
private let placeTables = """
    CREATE TABLE address_part (
      member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      address_key TEXT NOT NULL,
      number TEXT, street TEXT, unit TEXT, floor TEXT,
      home_key TEXT NOT NULL,
      PRIMARY KEY (member_id, address_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX address_part_by_home ON address_part(home_key, member_id);
    """

/// What somebody has put right by hand of how an address was read, under its folded lines.
///
/// The parts are as `AddressParts` writes them, so that they compare with what was computed.
private let partsByHand = """
    CREATE TABLE address_part_by_hand (
      key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 1300),
      number TEXT CHECK (length(number) BETWEEN 1 AND 40),
      street TEXT CHECK (length(street) BETWEEN 1 AND 200),
      unit TEXT CHECK (length(unit) BETWEEN 1 AND 40),
      floor TEXT CHECK (length(floor) BETWEEN 1 AND 40),
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      CHECK (coalesce(number, street, unit, floor) IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX address_part_by_lines ON address_part(\(linesKeySQL("address_key")));
    """

/// Points that were set, and where each contact is because of them.
///
/// Degrees are WGS 84 in millionths. `source` says how a point came about: set by hand, or what
/// everybody of this postcode gets. `kind` says what `key` is: the folded lines of an address, a
/// `home_key`, a postcode without blanks, or the folded place of a meeting. `contact_point` follows
/// from the rest through the triggers below, for the address that is first in line.
private let pointTables = """
    CREATE TABLE place_point (
      kind TEXT NOT NULL CHECK (kind IN ('address', 'home', 'postcode', 'meeting')),
      key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 1300),
      latitude INTEGER NOT NULL CHECK (latitude BETWEEN -90000000 AND 90000000),
      longitude INTEGER NOT NULL CHECK (longitude BETWEEN -180000000 AND 180000000),
      source TEXT NOT NULL CHECK (source IN ('by hand', 'import', 'postcode')),
      confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
      PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE contact_point (
      member_id INTEGER PRIMARY KEY,
      latitude INTEGER NOT NULL,
      longitude INTEGER NOT NULL,
      source TEXT NOT NULL,
      confidence INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX contact_point_by_place ON contact_point(latitude, longitude, member_id);
    CREATE INDEX contact_point_by_longitude ON contact_point(longitude);
    CREATE INDEX member_address_by_lines ON member_address(\(linesKeySQL("key")))
      WHERE is_primary = 'primary';
    CREATE INDEX member_by_district ON member(district) WHERE district IS NOT NULL;
    CREATE VIEW contact_point_now AS
      SELECT member_address.member_id AS member_id,
        coalesce(a.latitude, h.latitude, p.latitude) AS latitude,
        coalesce(a.longitude, h.longitude, p.longitude) AS longitude,
        coalesce(a.source, h.source, p.source) AS source,
        coalesce(a.confidence, h.confidence, p.confidence) AS confidence
      FROM member_address
      LEFT JOIN place_point a ON a.kind = 'address' AND a.key = \(linesKeySQL("member_address.key"))
      LEFT JOIN address_part s
        ON s.member_id = member_address.member_id AND s.address_key = member_address.key
      LEFT JOIN place_point h ON h.kind = 'home' AND h.key = s.home_key
      LEFT JOIN place_point p ON p.kind = 'postcode' AND p.key = \(postcodeKeySQL("postcode"))
      WHERE is_primary = 'primary';
    """

/// Keeps `contact_point` in step with addresses, however they are changed.
private let pointTriggers = """
    CREATE TRIGGER address_comes AFTER INSERT ON member_address BEGIN
      \(settlePoint(of: "NEW.member_id"))
    END;
    CREATE TRIGGER address_changes AFTER UPDATE ON member_address BEGIN
      \(settlePoint(of: "OLD.member_id"))
      \(settlePoint(of: "NEW.member_id"))
    END;
    CREATE TRIGGER address_goes AFTER DELETE ON member_address BEGIN
      \(settlePoint(of: "OLD.member_id"))
    END;
    CREATE TRIGGER address_is_taken_apart AFTER INSERT ON address_part
      WHEN EXISTS (SELECT 1 FROM place_point WHERE kind = 'home' AND key = NEW.home_key) BEGIN
      \(settlePoint(of: "NEW.member_id"))
    END;
    """

/// The statements that find out anew where a contact is.
private func settlePoint(of member: String) -> String {
    """
    DELETE FROM contact_point WHERE member_id = \(member);
    INSERT INTO contact_point SELECT * FROM contact_point_now
      WHERE member_id = \(member) AND latitude IS NOT NULL;
    """
}

/// Coastlines and the borders of branches, ring by ring, whole and simplified for drawing.
///
/// Level 0 is what was added; level n leaves out what is smaller than 2^n millionths of a degree.
/// `area` numbers the polygons, NULL for a line. `shape` holds longitude and latitude of each point
/// as 32-bit little-endian numbers; the last point of a ring, which is its first, is left out.
private let outlineTables = """
    CREATE TABLE outline (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
      folded_name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('coastline', 'branch')),
      points INTEGER NOT NULL CHECK (points >= 0),
      added_at INTEGER NOT NULL,
      added_by TEXT NOT NULL,
      UNIQUE (kind, folded_name)
    ) STRICT;
    CREATE TABLE outline_ring (
      outline_id INTEGER NOT NULL REFERENCES outline(id) ON DELETE CASCADE,
      level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 30),
      ordinal INTEGER NOT NULL,
      area INTEGER,
      is_hole INTEGER NOT NULL CHECK (is_hole IN (0, 1)),
      points INTEGER NOT NULL CHECK (points * 8 = length(shape)),
      west INTEGER NOT NULL, south INTEGER NOT NULL,
      east INTEGER NOT NULL, north INTEGER NOT NULL,
      shape BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX outline_ring_by_outline ON outline_ring(outline_id, level, ordinal);
    CREATE TABLE branch_postcode (
      outline_id INTEGER NOT NULL REFERENCES outline(id) ON DELETE CASCADE,
      postcode TEXT NOT NULL UNIQUE CHECK (length(postcode) BETWEEN 1 AND 40)
    ) STRICT;
    CREATE INDEX branch_postcode_by_branch ON branch_postcode(outline_id);
    """
