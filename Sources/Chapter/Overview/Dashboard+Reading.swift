public import Federation
public import GRDB

extension Dashboard {
    /// Reads a day, as 2026-05-01, for a viewer who may see people; nil is today.
    ///
    /// Days to come are refused.
    public static func read(
        on day: String? = nil, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<Dashboard, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let days = try DashboardDays(day, at: now, in: db)
            let people = try MembersThroughTime.fetch(db)
            return try read(days, people, in: db)
        }
    }

    private static func read(
        _ days: DashboardDays, _ people: MembersThroughTime, in db: Database
    ) throws -> Dashboard {
        let months = days.months(monthsShown)
        let ends = months.map { min($0.last, days.day) }
        let visits = try VisitsThroughTime(before: ends, of: people, at: days.now, in: db)
        let meetings = try MeetingsByMonth(months, until: days.day, at: days.now, in: db)
        let counts = try StatusDays(until: days.today, in: db)
        let shown = months.indices.map { index in
            let changes = counts.changes(in: months[index], until: days.day)
            return Month(
                month: months[index], lastDay: ends[index].description,
                members: counts.totals(on: ends[index]).members,
                joined: changes.joined, returned: changes.returned,
                left: changes.left, meetings: meetings.meetings[index],
                heads: meetings.heads[index],
                came: visits.members(at: index, of: people).count)
        }
        let members = people.members(on: days.day)
        let membersToday = days.day == days.today ? members : people.members(on: days.today)
        var labels: [DashboardLabel: [Label]] = [:]
        for kind in DashboardLabel.allCases {
            labels[kind] = try LabelsThroughTime(kind, until: days.day, of: people, in: db)
                .most(members, membersToday, labelsAtMost, in: db)
        }
        let places = try MembersByPlace(
            people: people, then: members, now: membersToday, days: days
        ).all(in: db)
        return Dashboard(
            day: days.day.description, today: days.today.description, months: shown,
            cohorts: people.cohorts(days.quarters(quartersShown), until: days.day),
            funnel: Funnel(
                known: counts.totals(on: days.day).known,
                helping: counts.totals(on: days.day).helping,
                members: counts.totals(on: days.day).members, came: shown.last?.came ?? 0),
            inGoodStanding: try countInGoodStanding(on: days.day, in: db),
            membersToday: counts.totals(on: days.today).members, labels: labels,
            places: places,
            turnout: try VoteTurnout.read(since: months.first?.first, until: days.day, in: db))
    }

    /// How many of the members of a day were in good standing; nil before there was a rule.
    private static func countInGoodStanding(on day: DayNumber, in db: Database) throws -> Int? {
        guard let standing = try pastStandingSQL(on: day, in: db) else { return nil }
        return try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM (\(StatusSpan.membersSQL(on: day))) s
                CROSS JOIN member ON member.id = s.member_id WHERE \(standing.sql)
                """, arguments: standing.arguments)
    }
}

/// The day that was asked for, today, and what leads up to it.
struct DashboardDays {
    let day: DayNumber
    let today: DayNumber
    let now: Timestamp

    /// Reads a day; nil is today.
    init(_ text: String?, at now: Timestamp, in db: Database) throws {
        self.now = now
        today = DayNumber(try chapterDay(db, at: now))
        day = try enteredDay(text, "on").map { DayNumber($0) } ?? today
        guard day <= today else {
            throw Refusal.invalid("on", "\(day) is still to come. Choose today or a day before.")
        }
    }

    /// The last so many months.
    func months(_ count: Int) -> [YearMonth] {
        let last = YearMonth(day)
        return (0..<count).reversed().map { last.plus(-$0) }
    }

    /// The last so many quarters.
    func quarters(_ count: Int) -> [Quarter] {
        let last = Quarter(day)
        return (0..<count).reversed().map { last.plus(-$0) }
    }
}
