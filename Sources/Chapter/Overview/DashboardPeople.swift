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
            if let spans = SpanCondition(question, on: days.day) {
                return try page(of: spans, in: db)
            }
            return try page(of: ids(days, in: db), in: db)
        }
    }

    /// The people of a number that spans of status alone do not tell.
    private func ids(_ days: DashboardDays, in db: Database) throws -> [Int64] {
        switch question {
        case .came: return try whoCame(days, in: db)
        case .labelled(let kind, let name):
            return try PeopleWithLabel(kind, name, on: days.day).ids(in: db)
        case .worksAt(let place):
            return try MembersByPlace.ids(at: place, on: days.day, in: db)
        case .inGoodStanding:
            let people = try MembersThroughTime.fetch(db)
            return try (people.inGoodStanding(on: days.day, in: db) ?? []).map { people.ids[$0] }
        case .notInGoodStanding:
            let people = try MembersThroughTime.fetch(db)
            return try people.notInGoodStanding(on: days.day, in: db).map { people.ids[$0] }
        case .known, .helping, .members, .joined, .returned, .left, .cohort, .kept: return []
        }
    }

    /// From so many people on, the index of names is walked instead of sorting what was found.
    private static let broad = 2000

    /// The page of people with certain spans of status.
    private func page(of spans: SpanCondition, in db: Database) throws -> MemberPage {
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM (\(spans.ids))", arguments: spans.arguments) ?? 0
        guard count > Self.broad else {
            let ids = try Int64.fetchAll(db, sql: spans.ids, arguments: spans.arguments)
            return try page(of: ids, in: db)
        }
        var sql = """
            SELECT id, folded_name FROM member INDEXED BY member_by_name
            WHERE EXISTS (SELECT 1 FROM status_span s
              WHERE s.member_id = member.id AND \(spans.condition))
            """
        var arguments = spans.arguments
        if let last = after.flatMap(NamePosition.init) {
            sql += " AND (folded_name, id) > (?, ?)"
            arguments += [last.name, last.id]
        }
        let limit = min(max(1, self.limit), MemberList.largestPage)
        let rows = try Row.fetchAll(
            db, sql: sql + " ORDER BY folded_name, id LIMIT ?", arguments: arguments + [limit + 1])
        let shown = rows.prefix(limit)
        return MemberPage(
            people: try MemberSummary.fetch(db, shown.map { $0[0] }), count: count,
            next: rows.count > limit
                ? shown.last.map { NamePosition(id: $0[0], name: $0[1]).description } : nil)
    }

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
