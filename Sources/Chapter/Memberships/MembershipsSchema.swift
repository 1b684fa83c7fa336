import GRDB

/// Registers the tables of memberships and of what makes a member one in good standing.
func registerMembershipsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("memberships-0001") { db in
        try db.execute(sql: membershipTables)
        try db.execute(sql: standingTable)
    }
    migrator.registerMigration("memberships-0002") { try $0.execute(sql: movingColumns) }
}

/// Kinds of membership, and one row for each period of each person's membership.
///
/// `rolling` periods last `months` from the day they begin. `fixed` ones end the day before
/// `year_starts` (MM-DD); who joins on or after `rollover` (MM-DD) is paid up for the next year
/// too. `open` ones have no end. For `grace_days` after its end a period still counts.
///
/// `member.status` follows from the periods of whoever has any: `SettleMemberships` brings it up
/// to date when a day begins and whenever a period changes, so that lists and rolls need no dates;
/// `membership_clock` has the day up to which it has.
/// A period that ended early has `ended_on`, the first day on which it no longer counts, and says
/// why. `grace_days` are those of the kind when the period began, so that changing the kind changes
/// nobody's past. `member_since` is a day since which the person had been a member without a break
/// although no period is kept here: before periods were kept, or in another chapter.
///
/// What all questions about days compare with is indexed: `PeriodSQL` has the same expressions.
private let membershipTables = """
    CREATE TABLE membership_type (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      folded_name TEXT NOT NULL UNIQUE,
      period TEXT NOT NULL CHECK (period IN ('rolling', 'fixed', 'open')),
      months INTEGER CHECK (months BETWEEN 1 AND 120),
      year_starts TEXT CHECK (year_starts GLOB '[01][0-9]-[0-3][0-9]'),
      rollover TEXT CHECK (rollover GLOB '[01][0-9]-[0-3][0-9]'),
      grace_days INTEGER NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 366),
      rank INTEGER NOT NULL DEFAULT 0,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
      CHECK ((period = 'rolling') = (months IS NOT NULL)),
      CHECK ((period = 'fixed') = (year_starts IS NOT NULL)),
      CHECK (rollover IS NULL OR period = 'fixed')
    ) STRICT;
    CREATE TABLE membership_period (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      member_id INTEGER NOT NULL REFERENCES member(id),
      type_id INTEGER NOT NULL REFERENCES membership_type(id),
      starts_on TEXT NOT NULL
        CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      runs_until TEXT CHECK (runs_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      grace_days INTEGER NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 366),
      member_since TEXT CHECK (member_since GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ended_on TEXT CHECK (ended_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      why_ended TEXT CHECK (length(why_ended) BETWEEN 1 AND 500),
      recorded_at INTEGER NOT NULL,
      recorded_by TEXT NOT NULL,
      CHECK (runs_until >= starts_on),
      CHECK (ended_on >= starts_on),
      CHECK (member_since <= starts_on)
    ) STRICT;
    CREATE INDEX membership_period_by_member
      ON membership_period(member_id, \(PeriodSQL.countsUntil("")), starts_on);
    CREATE INDEX membership_period_by_end ON membership_period(\(PeriodSQL.countsUntil("")));
    CREATE INDEX membership_period_by_last_day ON membership_period(\(PeriodSQL.lastDay("")));
    CREATE INDEX membership_period_by_type ON membership_period(type_id, starts_on);
    CREATE INDEX membership_period_by_start ON membership_period(starts_on);
    CREATE TABLE membership_clock (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      settled_on TEXT NOT NULL
        CHECK (settled_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
    ) STRICT;
    """

/// `moved_to` is the other chapter to which somebody moved when the period ended early.
///
/// `vouched_by` is the certificate of another chapter that `member_since` was taken from: that
/// chapter's name, the beginning of its id, and the day on which it was made.
private let movingColumns = """
    ALTER TABLE membership_period ADD COLUMN moved_to TEXT
      CHECK (length(moved_to) BETWEEN 1 AND 300);
    ALTER TABLE membership_period ADD COLUMN vouched_by TEXT
      CHECK (length(vouched_by) BETWEEN 1 AND 300);
    """

/// What the chapter asks of a member in good standing; a new rule is a new row, so that any past
/// day is judged by the rule of its time.
///
/// A number that is NULL is not asked for. `standing_override` is a person's exception, with name
/// and reason.
private let standingTable = """
    CREATE TABLE standing_rule (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      since TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      joined_days INTEGER CHECK (joined_days BETWEEN 1 AND 3660),
      meetings INTEGER CHECK (meetings BETWEEN 1 AND 1000),
      within_months INTEGER CHECK (within_months BETWEEN 1 AND 120),
      grace_counts INTEGER NOT NULL DEFAULT 1 CHECK (grace_counts IN (0, 1)),
      recorded_at INTEGER NOT NULL,
      recorded_by TEXT NOT NULL,
      CHECK ((meetings IS NULL) = (within_months IS NULL))
    ) STRICT;
    CREATE TABLE standing_override (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      member_id INTEGER NOT NULL REFERENCES member(id),
      is_good INTEGER NOT NULL CHECK (is_good IN (0, 1)),
      starts_on TEXT NOT NULL
        CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
      recorded_at INTEGER NOT NULL,
      recorded_by TEXT NOT NULL,
      CHECK (ends_on >= starts_on)
    ) STRICT;
    CREATE INDEX standing_override_by_member ON standing_override(member_id);
    """
