public import GRDB

/// Where members work: an organization among the contacts, or one of the chapter's own things.
public enum DashboardPlace: Hashable, Sendable {
    /// Whoever works at it or holds a position there.
    case organization(Int64)
    /// Whoever has to do with it.
    case thing(Int64)

    /// What it is called, for a viewer who may see people.
    public func name(in db: Database, for viewer: Viewer) throws -> Result<String, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let name: String? =
            switch self {
            case .organization(let id):
                try String.fetchOne(
                    db, sql: "SELECT name FROM member WHERE id = ?", arguments: [id])
            case .thing(let id):
                try String.fetchOne(
                    db, sql: "SELECT name FROM own_object WHERE id = ? AND removed_at IS NULL",
                    arguments: [id])
            }
        guard let name else {
            return .failure(.notFound(isThing ? "object" : "person"))
        }
        return .success(name)
    }

    private var isThing: Bool { if case .thing = self { true } else { false } }
}

extension Dashboard {
    /// A place and how many members it has.
    public struct Place: Hashable, Sendable {
        /// Which.
        public let place: DashboardPlace
        /// What it is called.
        public let name: String
        /// How many members of that day worked there then.
        public let then: Int
        /// How many of today's members work there today.
        public let now: Int
    }

    /// The places of one kind with the most members.
    public struct Places: Hashable, Sendable {
        /// The kind of things; nil for organizations.
        public let kind: Int64?
        /// What things of the kind are called; nil for organizations.
        public let plural: String?
        /// The places, those with the most members first.
        public let places: [Place]
    }

    /// So many kinds of things are shown.
    public static let kindsAtMost = 6
}

/// How many members work where, at the end of a day and today.
///
/// It says what stands in the days of relations, of positions and of ties to things; who is there
/// twice is counted once. It is read place by place along indexes that hold all of it.
struct MembersByPlace {
    let people: MembersThroughTime
    /// The members of the day, and those of today.
    let then: [Bool]
    let now: [Bool]
    let days: DashboardDays

    private struct Counted {
        var then = 0
        var now = 0
    }

    /// Organizations first, then each kind of things that has somebody.
    func all(in db: Database) throws -> [Dashboard.Places] {
        let work = try Self.work(in: db)
        let organizations = try counts(Self.organizations, ["work": work], in: db)
        let names = try names(of: best(organizations), in: "member", db)
        let first = Dashboard.Places(
            kind: nil, plural: nil,
            places: best(organizations).map { id, counted in
                Dashboard.Place(
                    place: .organization(id), name: names[id] ?? "", then: counted.then,
                    now: counted.now)
            })
        return [first] + (try things(in: db))
    }

    private func things(in db: Database) throws -> [Dashboard.Places] {
        let counts = try counts(Self.things, [:], in: db)
        guard !counts.isEmpty else { return [] }
        var byKind: [Int64: [Int64: Counted]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, type_id FROM own_object WHERE removed_at IS NULL")
        while let row = try rows.next() {
            let id: Int64 = row[0]
            if let counted = counts[id] { byKind[row[1], default: [:]][id] = counted }
        }
        let kinds = try Row.fetchAll(
            db, sql: "SELECT id, plural FROM object_type WHERE retired = 0 ORDER BY folded_name")
        return try kinds.filter { byKind[$0[0]] != nil }.prefix(Dashboard.kindsAtMost).map { kind in
            let shown = best(byKind[kind[0]] ?? [:])
            let names = try names(of: shown, in: "own_object", db)
            return Dashboard.Places(
                kind: kind[0], plural: kind[1],
                places: shown.map { id, counted in
                    Dashboard.Place(
                        place: .thing(id), name: names[id] ?? "", then: counted.then,
                        now: counted.now)
                })
        }
    }

    /// Counts the members of each place.
    private func counts(_ pairs: String, _ arguments: StatementArguments, in db: Database) throws
        -> [Int64: Counted]
    {
        var counts: [Int64: Counted] = [:]
        try forEachMember(pairs, arguments, on: days.day, then, in: db) {
            counts[$0, default: Counted()].then += 1
        }
        if days.day == days.today {
            counts = counts.mapValues { Counted(then: $0.then, now: $0.then) }
        } else {
            try forEachMember(pairs, arguments, on: days.today, now, in: db) {
                counts[$0, default: Counted()].now += 1
            }
        }
        return counts
    }

    private func forEachMember(
        _ pairs: String, _ arguments: StatementArguments, on day: DayNumber, _ members: [Bool],
        in db: Database, _ body: (_ place: Int64) -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db, sql: pairs,
            arguments: arguments + ["day": day.calendar?.description])
        while let row = try rows.next() {
            guard let position = people.position(of: row[1]), members[position] else { continue }
            body(row[0])
        }
    }

    private func best(_ counts: [Int64: Counted]) -> [(key: Int64, value: Counted)] {
        Array(
            counts.sorted {
                ($0.value.then, $0.value.now, $1.key) > ($1.value.then, $1.value.now, $0.key)
            }.prefix(Dashboard.labelsAtMost))
    }

    private func names(
        of places: [(key: Int64, value: Counted)], in table: String, _ db: Database
    ) throws -> [Int64: String] {
        let list = places.map { "\($0.key)" }.joined(separator: ",")
        var names: [Int64: String] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT id, name FROM \(table) WHERE id IN (\(list))")
        {
            names[row[0]] = row[1]
        }
        return names
    }
}

extension MembersByPlace {
    /// The kind of relation that says where somebody works.
    static func work(in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM relation_type WHERE code = 'works at'")
    }

    /// The row holds on the day.
    static let holds = holdsSQL(on: ":day")

    /// Who works at which organization on a day, each once, in the order of both.
    static let organizations = """
        SELECT to_id, from_id FROM relation INDEXED BY relation_by_place
        WHERE type_id = :work AND \(holds)
        UNION
        SELECT organization_id, member_id FROM position INDEXED BY position_by_place
        WHERE organization_id IS NOT NULL AND \(holds)
        ORDER BY 1, 2
        """

    /// Who has to do with which thing on a day, each once, in the order of both.
    static let things = """
        SELECT DISTINCT object_id, member_id FROM own_object_contact
        WHERE \(holds) ORDER BY 1, 2
        """
}

extension PeopleCondition {
    /// The members of a day who worked at a place on it.
    static func working(at place: DashboardPlace, on day: DayNumber, in db: Database) throws
        -> PeopleCondition
    {
        guard let calendar = day.calendar else { return .nobody }
        let holds = holdsSQL(on: "'\(calendar)'")
        let (who, has): (String, String)
        switch place {
        case .organization(let id):
            let work = try MembersByPlace.work(in: db) ?? 0
            let relation = "relation WHERE type_id = \(work) AND to_id = \(id) AND \(holds)"
            let position = "position WHERE organization_id = \(id) AND \(holds)"
            who = "SELECT from_id FROM \(relation) UNION SELECT member_id FROM \(position)"
            has = """
                (EXISTS (SELECT 1 FROM \(relation) AND from_id = member.id)
                OR EXISTS (SELECT 1 FROM \(position) AND member_id = member.id))
                """
        case .thing(let id):
            let tie = "own_object_contact WHERE object_id = \(id) AND \(holds)"
            who = "SELECT DISTINCT member_id FROM \(tie)"
            has = "EXISTS (SELECT 1 FROM \(tie) AND member_id = member.id)"
        }
        return PeopleCondition(
            candidates: who, candidateArguments: [],
            fits: "\(StatusSpan.isMemberSQL("member.id", on: day)) AND \(has)", arguments: [])
    }
}
