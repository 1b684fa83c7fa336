import GRDB

/// Registers the table of what contacts let the chapter's members see of themselves.
func registerDirectoryMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("directory-0001") { db in try db.execute(sql: directoryTable) }
    migrator.registerMigration("directory-0002") { db in try db.execute(sql: directoryWithSkills) }
}

/// The same table, in which skills can be shown, too.
private let directoryWithSkills = """
    DROP TRIGGER directory_ends_with_membership;
    CREATE TABLE directory_field_next (
      member_id INTEGER NOT NULL REFERENCES member(id),
      field TEXT NOT NULL CHECK (field IN
        ('name', 'pronouns', 'positions', 'phone', 'e-mail', 'messengers', 'town', 'address',
         'workplace', 'job', 'interests', 'skills', 'place')),
      since INTEGER NOT NULL,
      PRIMARY KEY (member_id, field)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO directory_field_next SELECT member_id, field, since FROM directory_field;
    DROP TABLE directory_field;
    ALTER TABLE directory_field_next RENAME TO directory_field;
    CREATE INDEX directory_field_by_field ON directory_field(field, member_id);
    CREATE TRIGGER directory_ends_with_membership AFTER UPDATE OF status, kind ON member
      WHEN NEW.kind <> OLD.kind OR NEW.kind = 'person' AND NEW.status <> 'member' BEGIN
      DELETE FROM directory_field WHERE member_id = NEW.id;
    END;
    """

/// One row for each field that a contact lets the members see; no row, nothing is seen.
///
/// Only persons themselves choose for themselves. What was chosen ends with being a member: whoever
/// comes back is asked anew, and nobody is in the directory because of a tick from years ago. It
/// ends, too, when an organization turns out to be a person.
private let directoryTable = """
    CREATE TABLE directory_field (
      member_id INTEGER NOT NULL REFERENCES member(id),
      field TEXT NOT NULL CHECK (field IN
        ('name', 'pronouns', 'positions', 'phone', 'e-mail', 'messengers', 'town', 'address',
         'workplace', 'job', 'interests', 'place')),
      since INTEGER NOT NULL,
      PRIMARY KEY (member_id, field)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX directory_field_by_field ON directory_field(field, member_id);
    CREATE TRIGGER directory_ends_with_membership AFTER UPDATE OF status, kind ON member
      WHEN NEW.kind <> OLD.kind OR NEW.kind = 'person' AND NEW.status <> 'member' BEGIN
      DELETE FROM directory_field WHERE member_id = NEW.id;
    END;
    """
