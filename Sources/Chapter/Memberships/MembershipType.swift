public import Federation
public import GRDB

/// A kind of membership that the chapter has.
public struct MembershipType: Hashable, Sendable {
    /// The row.
    public let id: Int64
    /// What an editor sends back, so that nobody's change is lost.
    public let version: Int
    /// What is said of it.
    public let plan: MembershipTypePlan
    /// Whether nobody can begin it any longer.
    public let isRetired: Bool
    /// How many people it counts for today.
    public let people: Int

    /// The kinds of the chapter, the lowest first, for whoever may take part; retired ones last.
    public static func all(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> [MembershipType]
    {
        guard viewer.may(.takePart) || viewer.may(.seePeople) else { return [] }
        let today = try chapterDay(db, at: now).description
        return try Row.fetchAll(
            db,
            sql: """
                SELECT *, (SELECT count(DISTINCT member_id) FROM membership_period
                  WHERE type_id = t.id AND starts_on <= :today AND \(PeriodSQL.countsUntil("")) >= :today) AS people
                FROM membership_type t ORDER BY retired, rank, folded_name
                """, arguments: ["today": today]
        ).map { MembershipType($0, people: $0["people"]) }
    }

    /// Whether there is a kind that can be begun.
    public static func areAny(in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM membership_type WHERE retired = 0)") ?? false
    }

    /// Reads a kind; a refusal is thrown where there is none.
    static func find(_ id: Int64, in db: Database) throws -> MembershipType {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM membership_type WHERE id = ?", arguments: [id])
        else { throw Refusal.notFound("kind of membership") }
        return MembershipType(row, people: 0)
    }

    private init(_ row: Row, people: Int) {
        id = row["id"]
        version = row["version"]
        plan = MembershipTypePlan(
            name: row["name"], term: MembershipTerm(row), graceDays: row["grace_days"],
            rank: row["rank"])
        isRetired = row["retired"]
        self.people = people
    }
}

extension MembershipTerm {
    fileprivate init(_ row: Row) {
        func day(_ column: String) -> MonthDay? {
            (row[column] as String?).flatMap { MonthDay($0) }
        }
        if let months: Int = row["months"] {
            self = .rolling(months: months)
        } else if let starts = day("year_starts") {
            self = .fixed(yearStarts: starts, rollover: day("rollover"))
        } else {
            self = .open
        }
    }
}

/// What is said of a kind of membership.
public struct MembershipTypePlan: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// How long a period of it runs.
    public var term: MembershipTerm
    /// For how many days after its end a period still counts.
    public var graceDays: Int
    /// Where it stands among the kinds: a change to a higher one is an upgrade.
    public var rank: Int

    /// The longest rolling period, in months: ten years.
    public static let monthsAtMost = 120
    /// The longest grace, in days.
    public static let graceAtMost = 366
    /// The highest rank.
    public static let rankAtMost = 1000
    /// So many kinds a chapter has.
    public static let kindsAtMost = 100

    /// A kind that is about to be added or changed.
    public init(name: String, term: MembershipTerm, graceDays: Int = 0, rank: Int = 0) {
        self.name = name
        self.term = term
        self.graceDays = graceDays
        self.rank = rank
    }

    /// The plan as it is stored; what does not fit is thrown as a refusal.
    func checked(besides id: Int64?, in db: Database) throws -> MembershipTypePlan {
        var plan = self
        guard let name = try EnteredText.line(name, "name", limit: 80).get() else {
            throw Refusal.invalid("name", "A kind of membership needs a name.")
        }
        plan.name = name
        if case .rolling(let months) = term, !(1...Self.monthsAtMost).contains(months) {
            throw Refusal.invalid(
                "months", "A rolling period has 1 to \(Self.monthsAtMost) months.")
        }
        if case .fixed(let starts, let rollover) = term, rollover == starts {
            throw Refusal.invalid(
                "rollover",
                "The rollover day must be another day than the one on which the year begins.")
        }
        guard (0...Self.graceAtMost).contains(graceDays) else {
            throw Refusal.invalid("graceDays", "Grace lasts 0 to \(Self.graceAtMost) days.")
        }
        guard (0...Self.rankAtMost).contains(rank) else {
            throw Refusal.invalid("rank", "The rank is a number from 0 to \(Self.rankAtMost).")
        }
        let other = try Int64.fetchOne(
            db, sql: "SELECT id FROM membership_type WHERE folded_name = ? AND id IS NOT ?",
            arguments: [foldedName(name), id])
        guard other == nil else {
            throw Refusal(
                .conflict, "There is a kind of membership called “\(name)” already.", field: "name")
        }
        return plan
    }

    /// The columns of a row with their values.
    var cells: StatementArguments {
        var (period, months): (String, Int?) = ("open", nil)
        var (starts, over): (String?, String?) = (nil, nil)
        switch term {
        case .open: break
        case .rolling(let count): (period, months) = ("rolling", count)
        case .fixed(let day, let rollover):
            (period, starts, over) = ("fixed", day.description, rollover?.description)
        }
        return [
            "name": name, "folded": foldedName(name), "period": period, "months": months,
            "starts": starts, "over": over, "grace": graceDays, "rank": rank,
        ]
    }

    /// What history says of it.
    var words: String {
        let runs =
            switch term {
            case .open: "no end"
            case .rolling(let months): "\(months) months"
            case .fixed(let starts, let rollover):
                "year from \(starts)" + (rollover.map { ", rollover \($0)" } ?? "")
            }
        return "\(name): \(runs), \(graceDays) days of grace, rank \(rank)"
    }
}
