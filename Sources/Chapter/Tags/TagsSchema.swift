import GRDB

/// Registers the tables of tags on things that are no contacts, and of groups of tags.
func registerTagsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("tags-0001") { db in try db.execute(sql: thingTags) }
}

/// Tags of whatever is no contact, one row a tag of a thing; those of contacts are in `member_tag`.
///
/// `key` is the folded tag, as in `member_tag`: a tag is one tag on whatever it is.
///
/// `tag_group` says to which group a tag belongs, such as Languages; a tag is in one at most, and a
/// group is there as long as a tag is in it. `tag_history` tells of both: of a thing's tag `old`
/// and `new` are tags, of a group (which has no subject) they are groups of `tag`. `tag_bulk` names
/// the rows that a change of many wrote beside its history of contacts.
private let thingTags = """
    CREATE TABLE thing_tag (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      subject_kind TEXT NOT NULL
        CHECK (subject_kind IN ('meeting', 'agreement', 'object', 'interaction')),
      subject_id TEXT NOT NULL CHECK (length(subject_id) BETWEEN 1 AND 80),
      key TEXT NOT NULL,
      tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 80),
      UNIQUE (subject_kind, subject_id, key)
    ) STRICT;
    CREATE INDEX thing_tag_by_key ON thing_tag(key, subject_kind);
    CREATE TABLE tag_group (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 80),
      group_key TEXT NOT NULL,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80)
    ) STRICT;
    CREATE INDEX tag_group_by_group ON tag_group(group_key);
    CREATE TABLE tag_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      subject_kind TEXT
        CHECK (subject_kind IN ('meeting', 'agreement', 'object', 'interaction')),
      subject_id TEXT CHECK (length(subject_id) BETWEEN 1 AND 80),
      tag TEXT,
      old TEXT,
      new TEXT,
      CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
    ) STRICT;
    CREATE INDEX tag_history_by_subject ON tag_history(subject_kind, subject_id)
      WHERE subject_id IS NOT NULL;
    CREATE TABLE tag_bulk (
      bulk_id INTEGER PRIMARY KEY REFERENCES bulk_change(id),
      first_history INTEGER NOT NULL,
      last_history INTEGER NOT NULL CHECK (last_history >= first_history)
    ) STRICT;
    """
