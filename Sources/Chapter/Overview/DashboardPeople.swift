public import Federation
public import GRDB

/// Which people a number of the dashboard counts.
public enum DashboardQuestion: Hashable, Sendable {
    /// Contacts, supporters and members of a day.
    case known
    /// Supporters and members of a day.
    case helping
    /// The members of a day.
    case members
    /// The members of a day who came to a meeting in the `ChapterOverview.lately` days before.
    case came
    /// The members of a day who were in good standing by the rule of that day.
    case inGoodStanding
    /// The members of a day who were not.
    case notInGoodStanding
    /// Who became a member for the first time in a month.
    case joined(YearMonth)
    /// Who became a member again in a month.
    case returned(YearMonth)
    /// Who was no longer a member in a month.
    case left(YearMonth)
    /// Who became a member for the first time in a quarter.
    case cohort(Quarter)
    /// Who of those was a member so many months later.
    case kept(Quarter, months: Int)
    /// The members of a day with an interest, a tag, an employer or a workplace.
    case labelled(DashboardLabel, String)
}

/// The people behind a number of the dashboard, by name, a page at a time.
///
/// Nothing after its day counts. Who left twice in one month is there once, and counted once.
public struct DashboardPeople: Sendable {
    /// Which people.
    public var question: DashboardQuestion
    /// The day, as 2026-05-01; nil is today.
    public var day: String?
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page, at most `MemberList.largestPage`.
    public var limit: Int

    /// The people of a number on a day.
    public init(
        _ question: DashboardQuestion, on day: String? = nil, after: String? = nil, limit: Int = 50
    ) {
        self.question = question
        self.day = day
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> Result<MemberPage, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let days = try DashboardDays(day, at: now, in: db)
            let people = try MembersThroughTime.fetch(db, at: now)
            let found = try positions(days, people, in: db).map { people.ids[$0] }
            return try page(of: found, in: db)
        }
    }

    /// The places of the people, in rising order.
    private func positions(
        _ days: DashboardDays, _ people: MembersThroughTime, in db: Database
    ) throws -> [Int] {
        let day = days.day
        func inMonth(_ month: YearMonth, _ change: MembersThroughTime.Change) -> [Int] {
            let last = min(month.last, day)
            return month.first <= last ? people.people(who: change, in: month.first...last) : []
        }
        switch question {
        case .known: return people.known(on: day)
        case .helping: return people.helping(on: day)
        case .members: return (0..<people.count).filter { people.isMember($0, on: day) }
        case .came:
            return try VisitsThroughTime(before: [day], of: people, at: days.now, in: db)
                .members(at: 0, of: people)
        case .inGoodStanding: return try people.inGoodStanding(on: day, in: db) ?? []
        case .notInGoodStanding: return try people.notInGoodStanding(on: day, in: db)
        case .joined(let month): return inMonth(month, .joined)
        case .returned(let month): return inMonth(month, .returned)
        case .left(let month): return inMonth(month, .left)
        case .cohort(let quarter): return people.joined(in: quarter, until: day)
        case .kept(let quarter, let months):
            return people.kept(people.joined(in: quarter, until: day), after: months)
        case .labelled(let kind, let name):
            return try LabelsThroughTime(kind, until: day, of: people, in: db)
                .people(with: name, of: people.members(on: day))
        }
    }

    /// From so many people on, the index of names is walked instead of sorting what was found.
    private static let broad = 2000

    private func page(of ids: [Int64], in db: Database) throws -> MemberPage {
        let limit = min(max(1, self.limit), MemberList.largestPage)
        var sql = "SELECT id, folded_name FROM member WHERE 1"
        var arguments: StatementArguments = []
        let isBroad = ids.count > Self.broad
        if !isBroad {
            sql += " AND id IN (\(ids.map(String.init).joined(separator: ",")))"
        }
        if let last = after.flatMap(NamePosition.init) {
            sql += " AND (folded_name, id) > (?, ?)"
            arguments += [last.name, last.id]
        }
        let wanted = Set(ids)
        let rows = try Row.fetchCursor(
            db, sql: sql + " ORDER BY folded_name, id", arguments: arguments)
        var shown: [MemberID] = []
        var (last, next): (String?, String?)
        while let row = try rows.next() {
            let id: Int64 = row[0]
            guard wanted.contains(id) else { continue }
            if shown.count == limit {
                next = last
                break
            }
            shown.append(MemberID(id))
            last = NamePosition(id: id, name: row[1]).description
        }
        return MemberPage(
            people: try MemberSummary.fetch(db, shown), count: wanted.count, next: next)
    }
}
