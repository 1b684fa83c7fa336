import GRDB

/// Registers the tables of how contacts belong to each other and what they are to the chapter.
func registerRelationsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("relations-0001") { db in
        try db.execute(sql: relationTables)
        try db.execute(sql: positionTable)
    }
    migrator.registerMigration("relations-0002") { db in
        // A committee, a coalition: a chapter that has made these words itself keeps its own.
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO relation_type
                  (code, forward, backward, folded_forward, folded_backward, from_kind, to_kind,
                   one_from, one_to)
                VALUES ('belongs to', 'belongs to', 'brings together', 'belongs to',
                  'brings together', NULL, 'organization', 0, 0)
                """)
    }
    migrator.registerMigration("relations-0003") { db in
        // Who works where is counted place by place, along these alone. One that began with the
        // type would be taken for whose type alone is known.
        try db.execute(
            sql: """
                CREATE INDEX relation_by_place
                  ON relation(to_id, from_id, type_id, starts_on, ends_on);
                DROP INDEX position_by_organization;
                CREATE INDEX position_by_place
                  ON position(organization_id, member_id, starts_on, ends_on)
                  WHERE organization_id IS NOT NULL;
                """)
    }
}

/// A relation reads in two directions: "works at" from one end, "employs" from the other.
///
/// A type without kinds joins any two contacts. `one_from` allows an open relation of the type
/// only once for whoever it begins at, `one_to` once for whoever it leads to: a household has one
/// head. A type with the same words in both directions, such as "is a friend of", is stored with
/// the smaller id first. What was ended keeps its row.
private let relationTables = """
    CREATE TABLE relation_type (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      code TEXT UNIQUE CHECK (length(code) BETWEEN 1 AND 40),
      forward TEXT NOT NULL CHECK (length(forward) BETWEEN 1 AND 80),
      backward TEXT NOT NULL CHECK (length(backward) BETWEEN 1 AND 80),
      folded_forward TEXT NOT NULL,
      folded_backward TEXT NOT NULL,
      from_kind TEXT CHECK (from_kind IN ('person', 'organization', 'household')),
      to_kind TEXT CHECK (to_kind IN ('person', 'organization', 'household')),
      one_from INTEGER NOT NULL DEFAULT 0 CHECK (one_from IN (0, 1)),
      one_to INTEGER NOT NULL DEFAULT 0 CHECK (one_to IN (0, 1)),
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
      UNIQUE (folded_forward, folded_backward)
    ) STRICT;
    INSERT INTO relation_type
      (code, forward, backward, folded_forward, folded_backward, from_kind, to_kind, one_from,
       one_to)
    VALUES
      ('works at', 'works at', 'employs', 'works at', 'employs', 'person', 'organization', 0, 0),
      ('lives in', 'lives in', 'is the home of', 'lives in', 'is the home of', 'person',
       'household', 1, 0),
      ('speaks for', 'speaks for', 'is spoken for by', 'speaks for', 'is spoken for by', 'person',
       NULL, 0, 0),
      ('part of', 'is part of', 'includes', 'is part of', 'includes', 'organization',
       'organization', 0, 0),
      ('knows', 'knows', 'knows', 'knows', 'knows', 'person', 'person', 0, 0);
    CREATE TABLE relation (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      type_id INTEGER NOT NULL REFERENCES relation_type(id),
      from_id INTEGER NOT NULL REFERENCES member(id),
      to_id INTEGER NOT NULL REFERENCES member(id),
      starts_on TEXT CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      note TEXT CHECK (length(note) BETWEEN 1 AND 500),
      CHECK (from_id <> to_id),
      CHECK (ends_on >= starts_on)
    ) STRICT;
    CREATE UNIQUE INDEX relation_once ON relation(type_id, from_id, to_id, coalesce(starts_on, ''));
    CREATE INDEX relation_by_from ON relation(from_id);
    CREATE INDEX relation_by_to ON relation(to_id);
    """

/// What a contact is to the chapter, or to an organization, for a time: steward, treasurer,
/// journalist.
///
/// It gives no rights; rights come from `member_role`.
///
/// `point_person` is whoever looks after a contact. Its index holds everybody, so that those whom
/// nobody looks after are counted without reading them.
private let positionTable = """
    CREATE TABLE position (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      member_id INTEGER NOT NULL REFERENCES member(id),
      title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
      key TEXT NOT NULL,
      organization_id INTEGER REFERENCES member(id),
      starts_on TEXT CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      note TEXT CHECK (length(note) BETWEEN 1 AND 500),
      CHECK (ends_on >= starts_on)
    ) STRICT;
    CREATE INDEX position_by_member ON position(member_id);
    CREATE INDEX position_by_key ON position(key, member_id);
    CREATE INDEX position_by_organization ON position(organization_id)
      WHERE organization_id IS NOT NULL;
    ALTER TABLE member ADD COLUMN point_person INTEGER REFERENCES member(id);
    CREATE INDEX member_by_point_person ON member(point_person, status);
    """
