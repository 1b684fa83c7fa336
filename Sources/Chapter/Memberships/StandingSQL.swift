import Federation
import Foundation
import GRDB

/// A condition on rows of `member` with its arguments.
///
/// The arguments are named after what they belong to, so that conditions can stand together.
struct MemberCondition {
    /// An expression over `member` that is 1 or 0.
    let sql: String
    /// What its `?` stand for, in order.
    let arguments: StatementArguments
}

/// Since when somebody is a member whose periods nobody keeps: the day of joining, or, where no
/// list says it, the day on which they were added.
func begunSQL(_ days: DaysOfZone) -> String {
    """
    coalesce(member.joined_on, (SELECT \(days.sql("at")) FROM history
      WHERE member_id = member.id ORDER BY id LIMIT 1))
    """
}

/// The days of the chapter's calendar as far as they matter for a day.
func chapterDays(_ db: Database, for day: CalendarDay) throws -> DaysOfZone {
    try chapterDays(db, until: Timestamp(milliseconds: Int64(day.number + 2) * 86_400_000))
}

/// Whether somebody is a member on a day, as their row is now.
///
/// Whoever has periods is one while they count, on any past day too. Others are from the day they
/// joined, as long as their status says so, and before the day on which it ended: what their row
/// was like on a past day is for `MembersThroughTime` to say.
func isMemberSQL(on day: CalendarDay, in db: Database) throws -> MemberCondition {
    let text = day.description
    let begun = begunSQL(try chapterDays(db, for: day))
    return MemberCondition(
        sql: """
            (CASE WHEN EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = member.id)
            THEN EXISTS (SELECT 1 FROM membership_period p
              WHERE p.member_id = member.id AND \(PeriodSQL.countsUntil("p.")) >= ?
                AND \(PeriodSQL.countsUntil("p.")) >= p.starts_on AND (p.starts_on <= ?
                  OR (p.member_since <= ? AND coalesce(member.joined_on, p.starts_on) <= ?)))
            ELSE (member.status = 'member'
                OR (member.status = 'former' AND coalesce(member.ended_on, '') > ?))
              AND coalesce(\(begun), '') <= ?
            END)
            """, arguments: [text, text, text, text, text, text])
}

/// Whether somebody is in good standing on a day, as their row is now, by the rule of that day and
/// its exceptions.
///
/// It says the same as `GoodStanding.read`, which also says why.
func standingSQL(on day: CalendarDay, in db: Database) throws -> MemberCondition {
    let member = try isMemberSQL(on: day, in: db)
    let exception = exceptionSQL(on: day)
    let begun = begunSQL(try chapterDays(db, for: day))
    let rule = try ruleSQL(try StandingRule.on(day, in: db), on: day, begun: begun, in: db)
    return MemberCondition(
        sql: """
            (CASE WHEN \(member.sql) THEN coalesce(\(exception.sql), \(rule.sql)) ELSE 0 END)
            """, arguments: member.arguments + exception.arguments + rule.arguments)
}

/// What an exception says of somebody on a day: 1 for good standing, 0 for none, NULL where there
/// is no exception.
func exceptionSQL(on day: CalendarDay) -> MemberCondition {
    let text = day.description
    return MemberCondition(
        sql: """
            (SELECT o.is_good FROM standing_override o WHERE o.member_id = member.id
              AND o.starts_on <= ? AND coalesce(o.ends_on, '9999-12-31') >= ?
              ORDER BY o.id DESC LIMIT 1)
            """, arguments: [text, text])
}

/// Whether a member fulfils what a rule asks on a day.
///
/// `begun` is the expression of since when somebody without periods is a member.
func ruleSQL(
    _ rule: StandingRule, on day: CalendarDay, begun: String, in db: Database
) throws -> MemberCondition {
    let text = day.description
    var conditions: [String] = ["1"]
    var arguments: StatementArguments = []
    if !rule.graceCounts {
        conditions.append(
            """
            (NOT EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = member.id)
            OR EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = member.id
              AND \(PeriodSQL.lastDay("p.")) >= ? AND \(PeriodSQL.lastDay("p.")) >= p.starts_on
              AND coalesce(p.member_since, p.starts_on) <= ?))
            """)
        arguments += [text, text]
    }
    if let days = rule.joinedDays {
        let first = day.plus(days: -days).description
        conditions.append(withoutBreakSQL("coalesce(\(begun) <= ?, 0)"))
        arguments += [first, first, first, text, first]
    }
    if let meetings = rule.meetings, let months = rule.withinMonths {
        let span = try MeetingSpan(months: months, until: day, in: db)
        // The latest visit tells of nearly everybody, without a look at their meetings.
        conditions.append(
            """
            (CASE WHEN ifnull(member.last_visit < ?, 1) THEN 0
            WHEN \(meetings) = 1 AND member.last_visit < ? THEN 1
            ELSE (SELECT count(*) FROM attendance JOIN meeting ON meeting.id = attendance.meeting_id
              WHERE attendance.member_id = member.id AND meeting.cancelled = 0
                AND meeting.starts_at >= ? AND meeting.starts_at < ?) >= ? END)
            """)
        arguments += [span.from, span.until, span.from, span.until, meetings]
    }
    return MemberCondition(
        sql: "(\(conditions.joined(separator: " AND ")))", arguments: arguments)
}

/// Whether a day and all after it are counted: a period reaches over that day, and whatever period
/// ends before the day in question is followed by another without a gap.
///
/// `others` is what is asked of those without periods.
private func withoutBreakSQL(_ others: String) -> String {
    """
    (CASE WHEN EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = member.id)
    THEN EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = member.id
        AND \(PeriodSQL.countsUntil("p.")) >= ? AND \(PeriodSQL.countsUntil("p.")) >= p.starts_on
        AND coalesce(p.member_since, p.starts_on) <= ?)
      AND NOT EXISTS (SELECT 1 FROM membership_period e WHERE e.member_id = member.id
        AND \(PeriodSQL.countsUntil("e.")) >= ? AND \(PeriodSQL.countsUntil("e.")) < ? AND \(PeriodSQL.countsUntil("e.")) >= e.starts_on
        AND NOT EXISTS (SELECT 1 FROM membership_period q WHERE q.member_id = e.member_id
          AND \(PeriodSQL.countsUntil("q.")) > \(PeriodSQL.countsUntil("e.")) AND \(PeriodSQL.countsUntil("q.")) >= q.starts_on
          AND coalesce(q.member_since, q.starts_on) <= date(\(PeriodSQL.countsUntil("e.")), '+1 day')))
    ELSE \(others) END)
    """
}

/// The moments between which meetings count: from so many months before a day until its end, in
/// the chapter's time zone.
struct MeetingSpan {
    /// The first moment, in milliseconds.
    let from: Int64
    /// The first moment after.
    let until: Int64

    /// So many months until the end of a day.
    init(months: Int, until day: CalendarDay, in db: Database) throws {
        let zone = try chapterTimeZone(db)
        from = day.plus(months: -months).begins(in: zone)
        until = day.plus(days: 1).begins(in: zone)
    }
}
