import GRDB

/// Registers the tables of the chapter's people, what they may do and what became of them.
func registerPeopleMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("people-0001") { db in
        try db.execute(sql: memberTable)
        try db.execute(sql: reachTables)
        try db.execute(sql: labelTables)
        try db.execute(sql: historyTable)
        try db.execute(sql: signInTables)
    }
    migrator.registerMigration("people-0002") { db in
        try db.execute(sql: bulkTable)
    }
    migrator.registerMigration("people-0003") { db in try db.execute(sql: contactKinds) }
    migrator.registerMigration("people-0004") { db in try db.execute(sql: skillTable) }
    migrator.registerMigration("people-0005") { db in try db.execute(sql: deviceColumn) }
    migrator.registerMigration("people-0006") { db in try db.execute(sql: namesInParts) }
    migrator.registerMigration("people-0007") { db in try db.execute(sql: peopleTotals) }
}

/// What somebody can do and would do, beside what they care about.
private let skillTable = """
    CREATE TABLE member_skill (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      skill TEXT NOT NULL CHECK (length(skill) BETWEEN 1 AND 80),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE INDEX member_skill_by_key ON member_skill(key, member_id);
    """

/// A contact is a person, an organization or a household; only a person can be a member.
///
/// Messengers are whatever else leads to a contact: Signal, Matrix, a web address.
private let contactKinds = """
    ALTER TABLE member ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'
      CHECK (kind IN ('person', 'organization', 'household'));
    CREATE INDEX member_by_kind ON member(kind, folded_name, id) WHERE kind <> 'person';
    CREATE TRIGGER only_people_are_members_at_first BEFORE INSERT ON member
      WHEN NEW.kind <> 'person' AND NEW.status IN ('member', 'former') BEGIN
      SELECT RAISE(ABORT, 'only a person can be a member');
    END;
    CREATE TRIGGER only_people_are_members BEFORE UPDATE OF kind, status ON member
      WHEN NEW.kind <> 'person' AND NEW.status IN ('member', 'former') BEGIN
      SELECT RAISE(ABORT, 'only a person can be a member');
    END;
    CREATE TABLE member_messenger (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      service TEXT NOT NULL CHECK (service IN
        ('Signal', 'WhatsApp', 'Telegram', 'Matrix', 'web address', 'fax', 'other')),
      handle TEXT NOT NULL CHECK (length(handle) BETWEEN 1 AND 254),
      state TEXT NOT NULL CHECK (state IN ('ok', 'bounced', 'opted out', 'wrong number')),
      is_primary TEXT NOT NULL CHECK (is_primary IN ('primary', '')),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE UNIQUE INDEX member_messenger_primary ON member_messenger(member_id)
      WHERE is_primary = 'primary';
    """

/// One row for every change of many people at once, so that it can be taken back as one.
///
/// `first_history` to `last_history` are the rows that it wrote: one transaction, so nobody else's
/// are among them. The index lets lists begin with whoever joined last.
private let bulkTable = """
    CREATE TABLE bulk_change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      first_history INTEGER NOT NULL,
      last_history INTEGER NOT NULL CHECK (last_history >= first_history),
      undone_at INTEGER
    ) STRICT;
    CREATE INDEX member_by_joined ON member(coalesce(joined_on, ''), id);
    """

/// One row a person.
///
/// Texts are NFC; a missing value is NULL, never an empty text.
///
/// AUTOINCREMENT, because history keeps the numbers of people whose rows are gone.
private let memberTable = """
    CREATE TABLE member (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      folded_name TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('contact', 'supporter', 'member', 'former')),
      legal_name TEXT CHECK (length(legal_name) BETWEEN 1 AND 200),
      pronouns TEXT CHECK (length(pronouns) BETWEEN 1 AND 60),
      language TEXT CHECK (length(language) BETWEEN 1 AND 60),
      birth_date TEXT CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      joined_on TEXT CHECK (joined_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ended_on TEXT CHECK (ended_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      employer TEXT CHECK (length(employer) BETWEEN 1 AND 200),
      workplace TEXT CHECK (length(workplace) BETWEEN 1 AND 200),
      job TEXT CHECK (length(job) BETWEEN 1 AND 200),
      shift TEXT CHECK (length(shift) BETWEEN 1 AND 200),
      union_member TEXT CHECK (union_member IN ('yes', 'no')),
      union_name TEXT CHECK (length(union_name) BETWEEN 1 AND 200),
      union_local TEXT CHECK (length(union_local) BETWEEN 1 AND 200),
      student TEXT CHECK (student IN ('yes', 'no')),
      school TEXT CHECK (length(school) BETWEEN 1 AND 200),
      accommodations TEXT CHECK (length(accommodations) BETWEEN 1 AND 2000),
      do_not_call TEXT CHECK (do_not_call IN ('yes', 'no')),
      do_not_text TEXT CHECK (do_not_text IN ('yes', 'no')),
      do_not_email TEXT CHECK (do_not_email IN ('yes', 'no')),
      mailing_preference TEXT CHECK (length(mailing_preference) BETWEEN 1 AND 60),
      household TEXT CHECK (length(household) BETWEEN 1 AND 200),
      listed_chapter TEXT CHECK (length(listed_chapter) BETWEEN 1 AND 200),
      district TEXT CHECK (length(district) BETWEEN 1 AND 60),
      membership_type TEXT CHECK (membership_type IN
        ('yearly', 'monthly', 'one-time', 'lifetime', 'income-based')),
      monthly_dues TEXT CHECK (monthly_dues IN ('never', 'active', 'past due', 'overdue',
        'lapsed', 'cancelled by member', 'cancelled by admin', 'cancelled after failures',
        'cancelled by processor', 'failed two months or more')),
      yearly_dues TEXT CHECK (yearly_dues IN ('never', 'active', 'past due', 'overdue',
        'lapsed', 'cancelled by member', 'cancelled by admin', 'cancelled after failures',
        'cancelled by processor', 'failed two months or more')),
      standing TEXT CHECK (standing IN ('in good standing', 'member', 'lapsed')),
      expires_on TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
    ) STRICT;
    CREATE INDEX member_by_name ON member(folded_name, id);
    CREATE INDEX member_by_status ON member(status, folded_name, id);
    CREATE VIRTUAL TABLE member_search USING fts5(
      words, tokenize = "unicode61 remove_diacritics 0", prefix = '2', detail = none);
    """

/// How people are reached: any number of each, one of them first in line.
private let reachTables = """
    CREATE TABLE member_email (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
      kind TEXT NOT NULL CHECK (kind IN ('home', 'work', 'mobile', 'other')),
      state TEXT NOT NULL CHECK (state IN ('ok', 'bounced', 'opted out', 'wrong number')),
      is_primary TEXT NOT NULL CHECK (is_primary IN ('primary', '')),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE UNIQUE INDEX member_email_primary ON member_email(member_id)
      WHERE is_primary = 'primary';
    CREATE INDEX member_email_by_key ON member_email(key);
    CREATE TABLE member_phone (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      number TEXT NOT NULL CHECK (length(number) BETWEEN 3 AND 40),
      kind TEXT NOT NULL CHECK (kind IN ('home', 'work', 'mobile', 'other')),
      state TEXT NOT NULL CHECK (state IN ('ok', 'bounced', 'opted out', 'wrong number')),
      is_primary TEXT NOT NULL CHECK (is_primary IN ('primary', '')),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE UNIQUE INDEX member_phone_primary ON member_phone(member_id)
      WHERE is_primary = 'primary';
    CREATE INDEX member_phone_by_key ON member_phone(key);
    CREATE TABLE member_address (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      line1 TEXT NOT NULL CHECK (length(line1) <= 200),
      line2 TEXT NOT NULL CHECK (length(line2) <= 200),
      city TEXT NOT NULL CHECK (length(city) <= 200),
      region TEXT NOT NULL CHECK (length(region) <= 200),
      postcode TEXT NOT NULL CHECK (length(postcode) <= 40),
      country TEXT NOT NULL CHECK (length(country) <= 200),
      kind TEXT NOT NULL CHECK (kind IN ('home', 'work', 'mobile', 'other')),
      state TEXT NOT NULL CHECK (state IN ('ok', 'bounced', 'opted out', 'wrong number')),
      is_primary TEXT NOT NULL CHECK (is_primary IN ('primary', '')),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE UNIQUE INDEX member_address_primary ON member_address(member_id)
      WHERE is_primary = 'primary';
    """

/// What people are called by others, what they care about and what they may do.
private let labelTables = """
    CREATE TABLE member_tag (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 80),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE INDEX member_tag_by_key ON member_tag(key, member_id);
    CREATE TABLE member_interest (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      interest TEXT NOT NULL CHECK (length(interest) BETWEEN 1 AND 80),
      key TEXT NOT NULL,
      UNIQUE (member_id, key)
    ) STRICT;
    CREATE INDEX member_interest_by_key ON member_interest(key, member_id);
    CREATE TABLE member_external_id (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      scheme TEXT NOT NULL CHECK (length(scheme) BETWEEN 1 AND 60),
      value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 120),
      key TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX member_external_id_by_member ON member_external_id(member_id);
    CREATE TABLE member_role (
      id INTEGER PRIMARY KEY,
      member_id INTEGER NOT NULL REFERENCES member(id),
      role TEXT NOT NULL CHECK (role IN ('coordinator', 'federation admin')),
      since INTEGER NOT NULL,
      until INTEGER CHECK (until >= since)
    ) STRICT;
    CREATE UNIQUE INDEX member_role_held ON member_role(member_id, role) WHERE until IS NULL;
    """

/// Who changed what of whom, when and why: one row a field.
///
/// `member_id` is no foreign key: a person whose import was undone is gone, their history is not.
/// It is NULL for what concerns a list and not one person. `version` is the person's version after
/// the change. What was added has no `old`, what was removed no `new`.
private let historyTable = """
    CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL,
      member_id INTEGER,
      version INTEGER,
      field TEXT NOT NULL,
      old TEXT,
      new TEXT,
      why TEXT,
      import_id INTEGER
    ) STRICT;
    CREATE INDEX history_by_member ON history(member_id, id);
    CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    CREATE TRIGGER history_is_not_removed BEFORE DELETE ON history BEGIN
      SELECT RAISE(ABORT, 'history is append-only');
    END;
    """

/// Only hashes are kept of what lets a person in.
private let signInTables = """
    CREATE TABLE sign_in_link (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      member_id INTEGER NOT NULL REFERENCES member(id),
      created INTEGER NOT NULL,
      expires INTEGER NOT NULL CHECK (expires > created),
      used INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sign_in_link_by_member ON sign_in_link(member_id);
    CREATE TABLE member_token (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      member_id INTEGER NOT NULL REFERENCES member(id),
      created INTEGER NOT NULL,
      expires INTEGER NOT NULL CHECK (expires > created),
      revoked INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX member_token_by_member ON member_token(member_id);
    """
