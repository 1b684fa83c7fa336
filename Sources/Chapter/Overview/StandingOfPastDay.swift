import GRDB

/// Whether a member of a day was in good standing at its end, by the rule of that day and its
/// exceptions: an expression over `member` that is 1 or 0; nil where the chapter had made no rule.
///
/// Who was a member, and since when, is what `status_span` says: the row of somebody without
/// periods is that of today.
func pastStandingSQL(on day: DayNumber, in db: Database) throws -> MemberCondition? {
    guard let calendar = day.calendar else { return nil }
    let rule = try StandingRule.on(calendar, in: db)
    guard rule.since != nil else { return nil }
    let exception = exceptionSQL(on: calendar)
    let since = sinceSQL(day, calendar, begun: begunSQL(try chapterDays(db, for: calendar)))
    let fits = try ruleSQL(rule, on: calendar, begun: since, in: db)
    return MemberCondition(
        sql: "coalesce(\(exception.sql), \(fits.sql))",
        arguments: exception.arguments + fits.arguments)
}

/// Since when a member of a day was one whose periods nobody keeps.
///
/// For the present stretch of days it is the date of joining, which may be that of an earlier one;
/// for one that is over it is its first day.
private func sinceSQL(_ day: DayNumber, _ calendar: CalendarDay, begun: String) -> String {
    """
    (SELECT CASE WHEN \(begun) <= '\(calendar)' AND (s.until_day = \(DayNumber.never.value)
        OR NOT EXISTS (SELECT 1 FROM status_span l WHERE l.member_id = member.id
          AND l.status = 2 AND l.from_day > s.from_day))
      THEN \(begun) ELSE date(max(s.from_day, \(firstDay)) * 86400, 'unixepoch') END
    FROM status_span s WHERE s.member_id = member.id AND \(StatusSpan.memberSQL(on: day)))
    """
}

/// 0001-01-01, for whoever was a member from the beginning.
private let firstDay = -719_162
