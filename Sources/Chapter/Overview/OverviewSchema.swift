import GRDB

/// Registers the indexes by which past days are answered.
func registerOverviewMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("overview-0001") { db in try db.execute(sql: pastDayIndexes) }
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

/// Nothing is stored but indexes: what a past day was like is read from the rows that are there.
private let pastDayIndexes = """
    CREATE INDEX history_of_membership ON history(member_id, id, at, act, field, old, new)
      WHERE \(historyOfMembership);
    CREATE INDEX history_of_labels ON history(field, at, id, member_id, old, new)
      WHERE \(historyOfLabels);
    CREATE INDEX member_by_employer ON member(employer, id) WHERE employer IS NOT NULL;
    CREATE INDEX member_by_workplace ON member(workplace, id) WHERE workplace IS NOT NULL;
    """
