import Federation
public import GRDB

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
            for person in ids {
                if let now = try Household.of(person, in: db) {
                    guard now.household != household else { continue }
                    try Household.leave(person, on: nil, by: "MakeHousehold", in: context)
                }
                try Household.enter(household, person, by: "MakeHousehold", in: context)
            }
            return household
        }
    }

    /// Whether it makes a household and nobody moves out of another one, so that removing it takes
    /// back everything.
    public func isAllNew(in db: Database) throws -> Bool {
        guard into == nil else { return false }
        return try !people.contains { try Household.of($0, in: db) != nil }
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
