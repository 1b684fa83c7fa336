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
    /// The members of a day who worked at an organization on it, or had to do with a thing.
    case worksAt(DashboardPlace)
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

    /// Up to so many people are sorted by name when they are found; of more, the index of names is
    /// walked.
    var broad = 2000
    /// How many candidates are looked at before it is enough to say “at least”.
    var lookedAt = 10_000

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
            return try page(of: condition(days, in: db), in: db)
        }
    }

    private func page(of people: PeopleCondition, in db: Database) throws -> MemberPage {
        switch try found(people, in: db) {
        case .these(let ids):
            let isFew = ids.count <= broad
            let list = "member.id IN (\(ids.map(String.init).joined(separator: ",")))"
            return try page(
                isFew ? "" : "INDEXED BY member_by_name", isFew ? list : people.fits,
                isFew ? [] : people.arguments, (ids.count, false), in: db)
        case .counted(let count):
            return try page(
                "INDEXED BY member_by_name", people.fits, people.arguments, count, in: db)
        }
    }

    private func page(
        _ index: String, _ fits: String, _ fitArguments: StatementArguments, _ count: Counted,
        in db: Database
    ) throws -> MemberPage {
        var (sql, arguments) = (fits, fitArguments)
        if let last = after.flatMap(NamePosition.init) {
            sql += " AND (folded_name, id) > (?, ?)"
            arguments += [last.name, last.id]
        }
        let limit = min(max(1, self.limit), MemberList.largestPage)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, folded_name FROM member \(index) WHERE \(sql)
                ORDER BY folded_name, id LIMIT ?
                """, arguments: arguments + [limit + 1])
        let shown = rows.prefix(limit)
        return MemberPage(
            people: try MemberSummary.fetch(db, shown.map { $0[0] }), count: count.number,
            countIsLeast: count.isLeast,
            next: rows.count > limit
                ? shown.last.map { NamePosition(id: $0[0], name: $0[1]).description } : nil)
    }
}

extension DashboardPeople {
    /// How many are meant, and whether it is only the least that it can be.
    private typealias Counted = (number: Int, isLeast: Bool)

    private enum Found {
        case these([Int64])
        case counted(Counted)
    }

    /// Finds who is meant as far as it is worth it.
    ///
    /// Where many of the first candidates are meant, counting the rest would take longer than the
    /// page itself, and the dashboard has the number. Where hardly any are, walking along names
    /// would take longer than finding all.
    private func found(_ people: PeopleCondition, in db: Database) throws -> Found {
        if people.allFit {
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM (\(people.candidates))",
                arguments: people.candidateArguments)
            guard let count, count <= broad else {
                return .counted((count ?? 0, false))
            }
            return .these(
                try Int64.fetchAll(
                    db, sql: people.candidates, arguments: people.candidateArguments))
        }
        func fitting(_ candidates: String) throws -> (ids: [Int64], looked: Int) {
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    WITH c (id) AS MATERIALIZED (\(candidates))
                    SELECT member.id, (\(people.fits)) IS 1
                    FROM c CROSS JOIN member ON member.id = c.id
                    """, arguments: people.candidateArguments + people.arguments)
            var (ids, looked): ([Int64], Int) = ([], 0)
            while let row = try rows.next() {
                looked += 1
                if let fits: Bool = row[1], fits { ids.append(row[0]) }
            }
            return (ids, looked)
        }
        let first = try fitting("SELECT * FROM (\(people.candidates)) LIMIT \(lookedAt + 1)")
        if first.looked <= lookedAt { return .these(first.ids) }
        if first.ids.count > lookedAt / 10 {
            return .counted((first.ids.count, true))
        }
        return .these(try fitting(people.candidates).ids)
    }
}
