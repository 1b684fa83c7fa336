import GRDB

/// How many people were what to the chapter on each day, added up from `status_day`.
struct StatusDays {
    /// How many there were at the end of a day.
    struct Totals {
        /// Contacts, supporters and members.
        var known = 0
        /// Supporters and members.
        var helping = 0
        var members = 0
    }

    /// What changed in a month.
    struct Changes {
        /// Who became a member for the first time.
        var joined = 0
        /// Who became one again.
        var returned = 0
        /// Who was no longer one.
        var left = 0
    }

    private struct Day {
        let day: DayNumber
        let totals: Totals
        let changes: Changes
    }

    /// The days on which something changed, the earliest first, up to the last that is asked for.
    private let days: [Day]

    /// Reads the days up to one.
    init(until last: DayNumber, in db: Database) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM status_day WHERE day <= ? ORDER BY day",
            arguments: [last.value])
        var days: [Day] = []
        var totals = Totals()
        while let row = try rows.next() {
            totals.known += row["known"]
            totals.helping += row["helping"]
            totals.members += row["members"]
            days.append(
                Day(
                    day: DayNumber(value: row["day"]), totals: totals,
                    changes: Changes(
                        joined: row["joined"], returned: row["returned"], left: row["gone"])))
        }
        self.days = days
    }

    /// How many there were at the end of a day.
    func totals(on day: DayNumber) -> Totals {
        days.last { $0.day <= day }?.totals ?? Totals()
    }

    /// What changed in a month, up to a day.
    func changes(in month: YearMonth, until last: DayNumber) -> Changes {
        var sum = Changes()
        for entry in days where entry.day <= last && (month.first...month.last).contains(entry.day)
        {
            sum.joined += entry.changes.joined
            sum.returned += entry.changes.returned
            sum.left += entry.changes.left
        }
        return sum
    }
}
