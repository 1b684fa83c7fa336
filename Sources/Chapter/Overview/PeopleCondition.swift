import Federation
import GRDB

/// Who is behind a number of the dashboard, in the two ways in which they are looked for.
struct PeopleCondition {
    /// The ids of everybody who may be meant, each once, read along an index.
    let candidates: String
    /// What the `?` of the candidates stand for.
    let candidateArguments: StatementArguments
    /// Whether a row of `member` is meant; candidates or not.
    let fits: String
    /// What the `?` of `fits` stand for.
    let arguments: StatementArguments
    /// Whether every candidate is meant.
    var allFit = false
}

extension DashboardPeople {
    /// Who is asked for.
    func condition(_ days: DashboardDays, in db: Database) throws -> PeopleCondition {
        switch question {
        case .known, .helping, .members, .joined, .returned, .left, .cohort, .kept:
            SpanCondition(question, on: days.day)?.people ?? .nobody
        case .came: .whoCame(days)
        case .inGoodStanding: try .inGoodStanding(true, on: days.day, in: db)
        case .notInGoodStanding: try .inGoodStanding(false, on: days.day, in: db)
        case .labelled(let kind, let name):
            try PeopleWithLabel(kind, name, on: days.day).condition(in: db)
        case .worksAt(let place): try .working(at: place, on: days.day, in: db)
        }
    }
}

extension PeopleCondition {
    /// Nobody at all.
    static let nobody = PeopleCondition(
        candidates: "SELECT id FROM member WHERE 0", candidateArguments: [], fits: "0",
        arguments: [], allFit: true)

    /// The members of a day who came to a meeting of the chapter in the days before.
    ///
    /// A meeting is on the day that it was where it was held. One that was cancelled or has not
    /// begun is none.
    fileprivate static func whoCame(_ days: DashboardDays) -> PeopleCondition {
        let day = days.day
        let first = day.plus(days: 1 - ChapterOverview.lately)
        let meetings = """
            starts_at >= ? AND starts_at < ? AND starts_at <= ? AND cancelled = 0
            AND (starts_at + utc_offset * 60000) / 86400000 BETWEEN ? AND ?
            """
        let arguments: StatementArguments = [
            first.plus(days: -2).milliseconds, day.plus(days: 2).milliseconds,
            days.now.milliseconds, first.value, day.value,
        ]
        return PeopleCondition(
            candidates: """
                SELECT DISTINCT a.member_id
                FROM meeting CROSS JOIN attendance a ON a.meeting_id = meeting.id
                WHERE \(meetings) AND a.member_id NOT NULL
                """, candidateArguments: arguments,
            fits: """
                \(StatusSpan.isMemberSQL("member.id", on: day)) AND EXISTS (
                  SELECT 1 FROM attendance a WHERE a.member_id = member.id
                  AND a.meeting_id IN (SELECT id FROM meeting WHERE \(meetings)))
                """, arguments: arguments)
    }

    /// The members of a day who were in good standing by the rule of that day, or who were not;
    /// before there was a rule nobody was.
    fileprivate static func inGoodStanding(_ isGood: Bool, on day: DayNumber, in db: Database)
        throws -> PeopleCondition
    {
        let standing = try pastStandingSQL(on: day, in: db)
        let member = StatusSpan.isMemberSQL("member.id", on: day)
        return PeopleCondition(
            candidates: StatusSpan.membersSQL(on: day), candidateArguments: [],
            fits: standing.map { "\(member) AND (\($0.sql)) \(isGood ? "= 1" : "IS NOT 1")" }
                ?? (isGood ? "0" : member),
            arguments: standing?.arguments ?? [])
    }
}

extension StatusSpan {
    /// Whether a row of `status_span s` says that its person was a member at the end of a day.
    static func memberSQL(on day: DayNumber) -> String {
        "s.status = 2 AND s.until_day > \(day.value) AND s.from_day <= \(day.value)"
    }

    /// Whether somebody was a member at the end of a day.
    static func isMemberSQL(_ id: String, on day: DayNumber) -> String {
        """
        EXISTS (SELECT 1 FROM status_span s WHERE s.member_id = \(id) AND \(memberSQL(on: day)))
        """
    }

    /// The ids of all who were: nobody has two spans of one day.
    static func membersSQL(on day: DayNumber) -> String {
        "SELECT s.member_id FROM status_span s WHERE \(memberSQL(on: day))"
    }
}
