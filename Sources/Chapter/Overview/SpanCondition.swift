import Federation
import GRDB

/// Which spans of status make somebody one of those whom a number of the dashboard counts.
struct SpanCondition {
    /// What is asked of a row of `status_span s`.
    private let condition: String
    /// The people who have such a span, each once.
    private let ids: String
    /// What the `?` of either stand for.
    private let arguments: StatementArguments

    /// Who has such a span.
    var people: PeopleCondition {
        PeopleCondition(
            candidates: ids, candidateArguments: arguments,
            fits: """
                EXISTS (SELECT 1 FROM status_span s
                WHERE s.member_id = member.id AND \(condition))
                """, arguments: arguments, allFit: true)
    }

    /// The condition of a number; nil for one that asks for more than spans.
    init?(_ question: DashboardQuestion, on day: DayNumber) {
        func inMonth(_ month: YearMonth, _ column: String, _ counted: String) -> Self {
            Self(
                "s.\(counted) AND s.\(column) BETWEEN ? AND ?",
                [month.first.value, min(month.last, day).value])
        }
        switch question {
        case .known: self = Self(status: "IN (0, 1, 2)", on: day)
        case .helping: self = Self(status: "IN (1, 2)", on: day)
        case .members: self = Self(status: "= 2", on: day)
        case .joined(let month): self = inMonth(month, "from_day", "begins = 1")
        case .returned(let month): self = inMonth(month, "from_day", "begins = 2")
        case .left(let month): self = inMonth(month, "until_day", "ends > 0")
        case .cohort(let quarter):
            self = Self(
                "s.begins = 1 AND s.from_day BETWEEN ? AND ?",
                [quarter.first.value, min(quarter.last, day).value])
        case .kept(let quarter, let months):
            guard let kept = Self(quarter, keptAfter: months, until: day) else { return nil }
            self = kept
        case .came, .inGoodStanding, .notInGoodStanding, .labelled, .worksAt: return nil
        }
    }

    /// Who was something at the end of a day: nobody has two spans of one day.
    private init(status: String, on day: DayNumber) {
        condition = "s.status \(status) AND s.until_day > ? AND s.from_day <= ?"
        ids = "SELECT s.member_id FROM status_span s WHERE \(condition)"
        arguments = [day.value, day.value]
    }

    private init(_ condition: String, _ arguments: StatementArguments) {
        self.condition = condition
        self.arguments = arguments
        ids = "SELECT DISTINCT s.member_id FROM status_span s WHERE \(condition)"
    }

    /// Who joined in a quarter and was a member so many months after that day.
    ///
    /// Days of the quarter are few: each has its anniversary beside it.
    private init?(_ quarter: Quarter, keptAfter months: Int, until day: DayNumber) {
        let last = min(quarter.last, day)
        guard quarter.first <= last else {
            self.init("0", [])
            return
        }
        var (rows, arguments): ([String], StatementArguments) = ([], [])
        var joined = quarter.first
        while joined <= last {
            rows.append("(?, ?)")
            arguments += [joined.value, joined.plus(months: months).value]
            joined = joined.plus(days: 1)
        }
        self.init(
            """
            s.begins = 1 AND s.from_day BETWEEN \(quarter.first.value) AND \(last.value)
            AND EXISTS (
              WITH due (joined, anniversary) AS (VALUES \(rows.joined(separator: ", ")))
              SELECT 1 FROM due CROSS JOIN status_span k ON k.member_id = s.member_id
              WHERE due.joined = s.from_day AND k.status = 2
                AND k.from_day <= anniversary AND k.until_day > anniversary)
            """, arguments)
    }
}
