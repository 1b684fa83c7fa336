import GRDB

/// Registers the tables of what a chapter wants to know beyond what every chapter knows.
func registerFieldsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("fields-0001") { db in
        try db.execute(sql: fieldTables)
        try db.execute(sql: objectTables)
    }
    migrator.registerMigration("fields-0002") { db in try db.execute(sql: ruleTable) }
    migrator.registerMigration("fields-0003") { db in try db.execute(sql: linkingFields) }
    migrator.registerMigration("fields-0004") { db in try db.execute(sql: keptObjectHistory) }
    migrator.registerMigration("fields-0005") { db in try db.execute(sql: objectImportTables) }
    migrator.registerMigration("fields-0006") { db in try db.execute(sql: builtInRuleTable) }
}

/// Fields that a chapter adds to its contacts and to its own kinds of objects, and their values.
///
/// A field belongs to contacts when `object_type_id` is NULL, and then to those of `contact_kind`
/// or to all. `least`, `most` bound a number, a day or the length of a text; `pattern` is what a
/// text looks like (`?` one sign, `*` any, `#` a digit); a day is not before the one in the field
/// `not_before`; `message` is what the chapter says when a value does not fit. A choice is retired,
/// not removed, because values stay. A value of a field of contacts is a row of the detail
/// "own field": `field_code` and `value`; the code of a field with several values ends in `[]`.
private let fieldTables = """
    CREATE TABLE object_type (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
      plural TEXT NOT NULL CHECK (length(plural) BETWEEN 1 AND 60),
      folded_name TEXT NOT NULL UNIQUE,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
    ) STRICT;
    CREATE TABLE own_field (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      object_type_id INTEGER REFERENCES object_type(id),
      contact_kind TEXT CHECK (contact_kind IN ('person', 'organization', 'household')),
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      folded_name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN
        ('line', 'text', 'number', 'day', 'yes or no', 'choice', 'choices', 'web address', 'place',
         'contact')),
      help TEXT CHECK (length(help) BETWEEN 1 AND 300),
      is_required INTEGER NOT NULL DEFAULT 0 CHECK (is_required IN (0, 1)),
      is_unique INTEGER NOT NULL DEFAULT 0 CHECK (is_unique IN (0, 1)),
      least TEXT CHECK (length(least) BETWEEN 1 AND 30),
      most TEXT CHECK (length(most) BETWEEN 1 AND 30),
      pattern TEXT CHECK (length(pattern) BETWEEN 1 AND 80),
      not_before TEXT CHECK (length(not_before) BETWEEN 1 AND 60),
      message TEXT CHECK (length(message) BETWEEN 1 AND 300),
      ordinal INTEGER NOT NULL,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX own_field_by_name ON own_field(coalesce(object_type_id, 0), folded_name);
    CREATE TABLE own_field_choice (
      field_id INTEGER NOT NULL REFERENCES own_field(id),
      ordinal INTEGER NOT NULL,
      choice TEXT NOT NULL CHECK (length(choice) BETWEEN 1 AND 80),
      key TEXT NOT NULL,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
      PRIMARY KEY (field_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE member_own_field (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      field_code TEXT NOT NULL CHECK (length(field_code) BETWEEN 1 AND 60),
      value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 2000),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE INDEX member_own_field_by_value ON member_own_field(field_code, value, member_id);
    """

/// Things that are no contact, such as a worksite, a building or a petition sheet.
private let objectTables = """
    CREATE TABLE own_object (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      type_id INTEGER NOT NULL REFERENCES object_type(id),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      folded_name TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE INDEX own_object_by_name ON own_object(type_id, folded_name);
    CREATE TABLE own_object_value (
      object_id INTEGER NOT NULL REFERENCES own_object(id),
      field_code TEXT NOT NULL CHECK (length(field_code) BETWEEN 1 AND 60),
      value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 2000),
      key TEXT NOT NULL,
      PRIMARY KEY (object_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX own_object_value_by_value ON own_object_value(field_code, value);
    CREATE TABLE own_object_contact (
      object_id INTEGER NOT NULL REFERENCES own_object(id),
      member_id INTEGER NOT NULL REFERENCES member(id),
      capacity TEXT NOT NULL DEFAULT '' CHECK (length(capacity) <= 80),
      starts_on TEXT CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      PRIMARY KEY (object_id, member_id, capacity)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX own_object_contact_by_member ON own_object_contact(member_id);
    CREATE TABLE own_object_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      object_id INTEGER NOT NULL,
      version INTEGER NOT NULL,
      field TEXT NOT NULL,
      old TEXT,
      new TEXT
    ) STRICT;
    CREATE INDEX own_object_history_by_object ON own_object_history(object_id, id);
    """

/// Rules across two own fields of one contact (`object_type_id` is NULL) or one object.
///
/// Fields are never removed, so their codes stay. `value` makes the other field needed; NULL stands
/// for any value.
private let ruleTable = """
    CREATE TABLE field_rule (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      object_type_id INTEGER REFERENCES object_type(id),
      kind TEXT NOT NULL CHECK (kind IN
        ('needs', 'at most', 'less than', 'at least', 'more than')),
      field_code TEXT NOT NULL REFERENCES own_field(code),
      value TEXT CHECK (length(value) BETWEEN 1 AND 2000),
      other_code TEXT NOT NULL REFERENCES own_field(code),
      message TEXT CHECK (length(message) BETWEEN 1 AND 300),
      CHECK (field_code <> other_code)
    ) STRICT;
    CREATE INDEX field_rule_by_type ON field_rule(object_type_id, id);
    """

/// A field can have an own object as its value.
///
/// It is one of `linked_type_id`, which calls the field `back_name` on its own page. A table with
/// another CHECK is a new table under the old name.
private let linkingFields = """
    CREATE TABLE own_field_new (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      object_type_id INTEGER REFERENCES object_type(id),
      contact_kind TEXT CHECK (contact_kind IN ('person', 'organization', 'household')),
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      folded_name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN
        ('line', 'text', 'number', 'day', 'yes or no', 'choice', 'choices', 'web address', 'place',
         'contact', 'object')),
      help TEXT CHECK (length(help) BETWEEN 1 AND 300),
      is_required INTEGER NOT NULL DEFAULT 0 CHECK (is_required IN (0, 1)),
      is_unique INTEGER NOT NULL DEFAULT 0 CHECK (is_unique IN (0, 1)),
      least TEXT CHECK (length(least) BETWEEN 1 AND 30),
      most TEXT CHECK (length(most) BETWEEN 1 AND 30),
      pattern TEXT CHECK (length(pattern) BETWEEN 1 AND 80),
      not_before TEXT CHECK (length(not_before) BETWEEN 1 AND 60),
      message TEXT CHECK (length(message) BETWEEN 1 AND 300),
      ordinal INTEGER NOT NULL,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
      linked_type_id INTEGER REFERENCES object_type(id),
      back_name TEXT CHECK (length(back_name) BETWEEN 1 AND 80),
      CHECK ((kind = 'object') = (linked_type_id IS NOT NULL))
    ) STRICT;
    INSERT INTO own_field_new
      (id, version, object_type_id, contact_kind, code, name, folded_name, kind, help, is_required,
       is_unique, least, most, pattern, not_before, message, ordinal, retired)
    SELECT id, version, object_type_id, contact_kind, code, name, folded_name, kind, help,
      is_required, is_unique, least, most, pattern, not_before, message, ordinal, retired
    FROM own_field;
    DROP TABLE own_field;
    ALTER TABLE own_field_new RENAME TO own_field;
    CREATE UNIQUE INDEX own_field_by_name ON own_field(coalesce(object_type_id, 0), folded_name);
    CREATE INDEX own_field_by_linked_type ON own_field(linked_type_id);
    """

/// The history of objects knows a field by its code too, since names change, and nothing of it is
/// ever rewritten.
private let keptObjectHistory = """
    ALTER TABLE own_object_history ADD COLUMN field_code TEXT
      CHECK (length(field_code) BETWEEN 1 AND 60);
    UPDATE own_object_history SET field_code = (
      SELECT f.code FROM own_field f JOIN own_object o ON o.type_id = f.object_type_id
      WHERE o.id = own_object_history.object_id AND f.name = own_object_history.field)
      WHERE field NOT IN ('name', 'contact', 'removed');
    CREATE TRIGGER own_object_history_is_not_rewritten BEFORE UPDATE ON own_object_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    CREATE TRIGGER own_object_history_is_not_removed BEFORE DELETE ON own_object_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    """
