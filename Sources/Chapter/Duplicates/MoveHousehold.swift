import GRDB

/// Gives a household a new address, and everybody of it who moves along.
///
/// Whoever does not move along keeps their address, and is asked about on the household's page:
/// they may have moved out. Other addresses, such as one at work, stay.
public struct MoveHousehold: Act {
    /// What moving did.
    public struct Moved: Hashable, Sendable {
        /// What `UndoMove` takes; nil where everything was so already.
        public let id: Int64?
        /// How many people have the new address, without the household itself.
        public let people: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which household.
    public var household: MemberID
    /// Who of it moves along.
    public var people: [MemberID]
    /// Where to.
    public var address: PostalAddress

    /// A household that moves.
    public init(_ household: MemberID, _ people: [MemberID], to address: PostalAddress) {
        self.household = household
        self.people = people
        self.address = address
    }

    /// Changes all addresses in one transaction.
    public func perform(in context: ActContext) throws -> Result<Moved, Refusal> {
        try refusing {
            let db = context.db
            let house = try context.contactToChange(household)
            guard house.values[.kind] == "household" else { throw Refusal.notFound("household") }
            let ids = Set(people).sorted()
            guard !ids.isEmpty else {
                throw Refusal.invalid("people", "Choose who has moved along.")
            }
            var home = address
            home.kind = .home
            home.state = .ok
            // A country alone leads to nobody's door.
            let parts = [home.line1, home.line2, home.city, home.region, home.postcode]
            guard parts.contains(where: { !$0.entered.isEmpty }) else {
                throw Refusal.invalid("address", "Write the new address.")
            }
            let row = try home.row().get()
            let left = try Set(Household.homes(of: [household], in: db))
            let first = try db.nextHistory()
            for id in ids {
                guard try Household.of(id, in: db)?.household == household else {
                    throw Refusal(
                        .conflict,
                        "Somebody of these lives in this household no longer. Look at it again.")
                }
                try move(try context.contactToChange(id), to: row, from: left, context)
            }
            try move(house, to: row, from: left, context)
            return Moved(
                id: try db.writeBulkChange(from: first, at: context.now), people: ids.count)
        }
    }

    /// Puts the new address in the place of the one that is left, or of the first home.
    private func move(
        _ contact: StoredPerson, to new: DetailRow, from left: Set<String>, _ context: ActContext
    ) throws {
        var rows = contact.rows(.address)
        let old =
            try rows.firstIndex { row in
                try PlaceKey.home(of: row, in: context.db).map { left.contains($0) } ?? false
            }
            ?? rows.firstIndex(where: \.isHome)
        if let old {
            rows[old] = new.primary(rows[old].isPrimary)
        } else {
            rows.insert(new.primary(!rows.contains(where: \.isPrimary)), at: 0)
        }
        try context.replaceAddresses(of: contact, with: rows, by: "MoveHousehold")
    }
}
