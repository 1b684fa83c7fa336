import GRDB

/// Registers the tables of tags on things that are no contacts, and of groups of tags.
func registerTagsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("tags-0001") { db in try db.execute(sql: thingTags) }
    migrator.registerMigration("tags-0002") { db in
        // A CHECK cannot be changed: the tables are made anew, with every row and the numbers that
        // were given.
        try db.execute(sql: tagsOfAnything)
        try db.execute(sql: tagHistoryOfAnything)
    }
}

/// The same table as before, for tags on anything: `TaggedThing` knows what there is.
///
/// A place is named by its folded name, which is longer than a number.
private let tagsOfAnything = """
    CREATE TABLE thing_tag_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      subject_kind TEXT NOT NULL CHECK (length(subject_kind) BETWEEN 1 AND 40),
      subject_id TEXT NOT NULL CHECK (length(subject_id) BETWEEN 1 AND 1000),
      key TEXT NOT NULL,
      tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 80),
      UNIQUE (subject_kind, subject_id, key)
    ) STRICT;
    INSERT INTO thing_tag_anew (id, subject_kind, subject_id, key, tag)
      SELECT id, subject_kind, subject_id, key, tag FROM thing_tag;
    UPDATE sqlite_sequence
      SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'thing_tag')
      WHERE name = 'thing_tag_anew'
        AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'thing_tag');
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'thing_tag_anew', seq FROM sqlite_sequence WHERE name = 'thing_tag'
        AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'thing_tag_anew');
    DROP TABLE thing_tag;
    ALTER TABLE thing_tag_anew RENAME TO thing_tag;
    CREATE INDEX thing_tag_by_key ON thing_tag(key, subject_kind);
    """

/// The same for their history, which from now on nobody rewrites or removes.
private let tagHistoryOfAnything = """
    CREATE TABLE tag_history_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      subject_kind TEXT CHECK (length(subject_kind) BETWEEN 1 AND 40),
      subject_id TEXT CHECK (length(subject_id) BETWEEN 1 AND 1000),
      tag TEXT,
      old TEXT,
      new TEXT,
      CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
    ) STRICT;
    INSERT INTO tag_history_anew (id, at, actor, act, subject_kind, subject_id, tag, old, new)
      SELECT id, at, actor, act, subject_kind, subject_id, tag, old, new FROM tag_history;
    UPDATE sqlite_sequence
      SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'tag_history')
      WHERE name = 'tag_history_anew'
        AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'tag_history');
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'tag_history_anew', seq FROM sqlite_sequence WHERE name = 'tag_history'
        AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'tag_history_anew');
    DROP TABLE tag_history;
    ALTER TABLE tag_history_anew RENAME TO tag_history;
    CREATE INDEX tag_history_by_subject ON tag_history(subject_kind, subject_id)
      WHERE subject_id IS NOT NULL;
    CREATE TRIGGER tag_history_is_not_rewritten BEFORE UPDATE ON tag_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    CREATE TRIGGER tag_history_is_not_removed BEFORE DELETE ON tag_history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    """

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
