import Federation
import GRDB

/// Makes a household of people who live behind one door, or takes them into one that is there.
///
/// It is a contact of its own, called by what stands on its letters: one letter, one knock. Each of
/// the people stays who they are and lives in it from now on; whoever lived in another household
/// moves out of that one.
public struct MakeHousehold: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who lives there.
    public var people: [MemberID]
    /// What stands on letters, such as “The Silva family”; not looked at for one that is there.
    public var name: String
    /// The household that is there already; nil makes one.
    public var into: MemberID?

    /// A household of these people.
    public init(_ people: [MemberID], name: String, into: MemberID? = nil) {
        self.people = people
        self.name = name
        self.into = into
    }

    /// Makes it and gives the household.
    public func perform(in context: ActContext) throws -> Result<MemberID, Refusal> {
        try refusing {
            let ids = Set(people).sorted()
            guard ids.count > 1 || (into != nil && !ids.isEmpty) else {
                throw Refusal.invalid("people", "A household has two people or more. Choose them.")
            }
            let db = context.db
            let residents = try StoredPerson.fetch(db, ids)
            guard residents.count == ids.count else { throw Refusal.notFound("person") }
            let household = try into.map { try existing($0, in: db) } ?? added(residents, context)
            for person in residents {
                if let now = try Household.of(person.id, in: db) {
                    guard now.household != household else { continue }
                    try Household.leave(person, on: nil, by: "MakeHousehold", in: context)
                }
                try Household.enter(household, person, by: "MakeHousehold", in: context)
            }
            for key in try Household.homes(of: ids, in: db) { try db.refreshHome(key) }
            return household
        }
    }

    private func existing(_ id: MemberID, in db: Database) throws -> MemberID {
        let kind = try String.fetchOne(
            db, sql: "SELECT kind FROM member WHERE id = ?", arguments: [id])
        guard kind == "household" else { throw Refusal.notFound("household") }
        return id
    }

    /// A new contact with the home that most of them have.
    private func added(_ residents: [StoredPerson], _ context: ActContext) throws -> MemberID {
        let homes = residents.compactMap { person in person.rows(.address).first(where: \.isHome) }
        func count(_ home: DetailRow) -> Int { homes.count { $0.key == home.key } }
        // Of two that are as frequent it is the first.
        let most = homes.map(count).max()
        let common = homes.first { count($0) == most }
        let act = AddMember(
            [.name: name, .kind: "household", .status: "contact"],
            addresses: common.map { [PostalAddress($0.primary(true))] } ?? [],
            ownFieldsCanWait: true, allowDuplicate: true)
        return try act.perform(in: context).get().memberID
    }
}

/// Reading who lives in which household now.
enum Household {
    /// Lets a person live in a household from now on.
    static func enter(
        _ household: MemberID, _ person: StoredPerson, by act: String, in context: ActContext
    ) throws {
        // Since when is not known, unless they have lived there before.
        let wasThere = try Bool.fetchOne(
            context.db, sql: "SELECT 1 FROM relation WHERE from_id = ? AND to_id = ?",
            arguments: [person.id, household])
        let day = wasThere == nil ? nil : CalendarDay(context.now)?.description
        try context.db.execute(
            sql: """
                INSERT INTO relation (type_id, from_id, to_id, starts_on)
                SELECT id, ?, ?, ? FROM relation_type WHERE code = 'lives in'
                ON CONFLICT DO UPDATE SET ends_on = NULL
                """, arguments: [person.id, household, day])
        var change = PersonChange(of: person, by: act, in: context)
        try change.record("lives in", old: nil, new: try name(household, in: context.db))
        try change.finish()
    }

    /// Lets a person live there no longer; nil ends it today.
    ///
    /// It gives the record's new version.
    @discardableResult
    static func leave(
        _ person: StoredPerson, on day: String?, by act: String, in context: ActContext
    ) throws -> Int {
        guard let now = try of(person.id, in: context.db) else {
            throw Refusal(.conflict, "This person is in no household.")
        }
        try context.db.execute(
            sql: "UPDATE relation SET ends_on = max(coalesce(starts_on, ''), ?) WHERE id = ?",
            arguments: [day ?? CalendarDay(context.now)?.description, now.relation])
        var change = PersonChange(of: person, by: act, in: context)
        try change.record("lives in", old: try name(now.household, in: context.db), new: nil)
        return try change.finish()
    }

    private static func name(_ household: MemberID, in db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT name FROM member WHERE id = ?", arguments: [household])
    }

    /// The household of a person, and the relation that says so; nil for none.
    static func of(_ person: MemberID, in db: Database) throws
        -> (household: MemberID, relation: Int64)?
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT r.to_id, r.id FROM relation r JOIN relation_type t ON t.id = r.type_id
                WHERE r.from_id = ? AND t.code = 'lives in' AND r.ends_on IS NULL
                ORDER BY r.id DESC LIMIT 1
                """, arguments: [person])
        return row.map { ($0[0], $0[1]) }
    }

    /// The homes of people.
    static func homes(of ids: [MemberID], in db: Database) throws -> [String] {
        let list = ids.map(\.description).joined(separator: ",")
        return try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT home_key FROM address_part
                WHERE member_id IN (\(list)) AND home_key <> ''
                """)
    }
}
