import GRDB

/// Registers the indexes by which past days are answered.
func registerOverviewMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("overview-0001") { db in try db.execute(sql: pastDayIndexes) }
    migrator.registerMigration("overview-0002") { db in
        try db.execute(sql: statusTables)
        try db.execute(sql: statusTriggers)
        // Whoever is there already is settled when the chapter is opened.
        try db.execute(
            sql: "INSERT INTO status_stale SELECT id FROM member WHERE kind = 'person'")
    }
    migrator.registerMigration("overview-0003") { db in
        // Whether anything was written by a day of those who were members on it.
        try db.execute(
            sql: """
                CREATE INDEX status_span_by_record
                  ON status_span(status, recorded_day, from_day, until_day)
                """)
    }
}

/// Which rows of history say whether somebody was a member.
///
/// A query must say it in the same words, or the index below is not used. The first date of
/// joining is not among them: it is what a later row calls old, or what the record says now.
let historyOfMembership =
    "field = 'status' OR (field IN ('joined_on', 'ended_on') AND old NOT NULL)"

/// Which rows of history say what somebody cared about, was tagged with or worked at; a query must
/// say this too.
let historyOfLabels = "field IN ('tag', 'interest', 'employer', 'workplace')"

/// What history is asked for.
private let pastDayIndexes = """
    CREATE INDEX history_of_membership ON history(member_id, id, at, act, field, old, new)
      WHERE \(historyOfMembership);
    CREATE INDEX history_of_labels ON history(field, at, id, member_id, old, new)
      WHERE \(historyOfLabels);
    CREATE INDEX member_by_employer ON member(employer, id) WHERE employer IS NOT NULL;
    CREATE INDEX member_by_workplace ON member(workplace, id) WHERE workplace IS NOT NULL;
    """

/// What everybody was to the chapter on which days, as it follows from history and periods.
///
/// Days are numbers after 1970-01-01. `status_span` has, for each person, stretches of days that
/// do not overlap: 0 contact, 1 supporter, 2 member, 3 former. The first day of all is the smallest
/// 32-bit number, and one that never comes the largest. `begins` is 1 where a member joined, 2 where
/// one returned, for the first time in its month; `ends` is 1 where one left, for the first time in
/// its month. `recorded_day` is since when something is written of the person.
///
/// `status_day` is what changed on each day, for as many people. `status_stale` is of whom something
/// was written since, `status_clock` in which time zone the days are.
private let statusTables = """
    CREATE TABLE status_span (
      member_id INTEGER NOT NULL REFERENCES member(id) ON DELETE CASCADE,
      from_day INTEGER NOT NULL,
      until_day INTEGER NOT NULL CHECK (until_day > from_day),
      status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
      begins INTEGER NOT NULL CHECK (begins BETWEEN 0 AND 2),
      ends INTEGER NOT NULL CHECK (ends BETWEEN 0 AND 1),
      recorded_day INTEGER NOT NULL,
      PRIMARY KEY (member_id, from_day)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX status_span_by_status ON status_span(status, until_day);
    CREATE INDEX status_span_by_begin ON status_span(begins, from_day) WHERE begins > 0;
    CREATE INDEX status_span_by_end ON status_span(until_day) WHERE ends > 0;
    CREATE TABLE status_day (
      day INTEGER PRIMARY KEY,
      known INTEGER NOT NULL, helping INTEGER NOT NULL, members INTEGER NOT NULL,
      joined INTEGER NOT NULL, returned INTEGER NOT NULL, gone INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE status_stale (member_id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE status_clock (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      time_zone TEXT NOT NULL
    ) STRICT;
    """

/// Keeps the days in step with spans, and notes of whom something is written.
private let statusTriggers = """
    CREATE TRIGGER status_span_comes AFTER INSERT ON status_span BEGIN
      \(statusDays(of: "NEW", sign: ""))
    END;
    CREATE TRIGGER status_span_goes AFTER DELETE ON status_span BEGIN
      \(statusDays(of: "OLD", sign: "-"))
    END;
    CREATE TRIGGER status_stale_person_comes AFTER INSERT ON member BEGIN
      \(stale("NEW.id"))
    END;
    CREATE TRIGGER status_stale_person_changes
      AFTER UPDATE OF status, joined_on, ended_on, kind ON member BEGIN
      \(stale("NEW.id"))
    END;
    CREATE TRIGGER status_stale_line_comes AFTER INSERT ON history
      WHEN NEW.member_id NOT NULL AND NEW.field IN ('status', 'joined_on', 'ended_on') BEGIN
      \(stale("NEW.member_id"))
    END;
    CREATE TRIGGER status_stale_period_comes AFTER INSERT ON membership_period BEGIN
      \(stale("NEW.member_id"))
    END;
    CREATE TRIGGER status_stale_period_changes AFTER UPDATE ON membership_period BEGIN
      \(stale("OLD.member_id"))
      \(stale("NEW.member_id"))
    END;
    CREATE TRIGGER status_stale_period_goes AFTER DELETE ON membership_period BEGIN
      \(stale("OLD.member_id"))
    END;
    """

private func stale(_ id: String) -> String {
    "INSERT OR IGNORE INTO status_stale SELECT \(id) WHERE \(id) NOT NULL;"
}

/// What a span changes on its first day and on the first day after it.
private func statusDays(of span: String, sign: String) -> String {
    let add = """
        ON CONFLICT (day) DO UPDATE SET known = known + excluded.known,
          helping = helping + excluded.helping, members = members + excluded.members,
          joined = joined + excluded.joined, returned = returned + excluded.returned,
          gone = gone + excluded.gone
        """
    let (known, helping, member) =
        ("(\(span).status < 3)", "(\(span).status IN (1, 2))", "(\(span).status = 2)")
    return """
        INSERT INTO status_day VALUES (\(span).from_day,
          \(sign)\(known), \(sign)\(helping), \(sign)\(member),
          \(sign)(\(span).begins = 1), \(sign)(\(span).begins = 2), 0) \(add);
        INSERT INTO status_day SELECT \(span).until_day,
          -(\(sign)\(known)), -(\(sign)\(helping)), -(\(sign)\(member)),
          0, 0, \(sign)\(span).ends WHERE \(span).until_day < 2147483647 \(add);
        """
}
