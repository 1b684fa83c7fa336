import GRDB

/// Gives an address of a contact new lines, also for others who have exactly this address.
///
/// Kind, state and place in line stay with each of them as they are. All of it is one act with one
/// undo, and a line of history at each.
public struct ChangeSharedAddress: Act {
    /// What it did.
    public struct Changed: Hashable, Sendable {
        /// What `UndoMove` takes; nil where everything was so already.
        public let id: Int64?
        /// How many contacts have the new lines.
        public let contacts: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose address.
    public var member: MemberID
    /// Its place among the contact's addresses, from 1.
    public var place: Int
    /// The new lines; kind, state and place in line do not matter.
    public var address: PostalAddress
    /// For whom else.
    public var others: [MemberID]
    /// The version of the record that the editor saw; nil takes it as it is.
    public var expectedVersion: Int?

    /// New lines for an address of a contact and of others.
    public init(
        _ member: MemberID, _ place: Int, to address: PostalAddress, alsoFor others: [MemberID],
        expectedVersion: Int? = nil
    ) {
        self.member = member
        self.place = place
        self.address = address
        self.others = others
        self.expectedVersion = expectedVersion
    }

    /// Changes all of them in one transaction.
    public func perform(in context: ActContext) throws -> Result<Changed, Refusal> {
        try refusing {
            let person = try context.personToChange(member, expected: expectedVersion).get()
            let rows = person.rows(.address)
            guard rows.indices.contains(place - 1) else {
                throw Refusal(.notFound, "\(person.name) has no such address.", field: "place")
            }
            let new = try address.row().get()
            let old = PlaceKey.lines(of: rows[place - 1])
            let ids = Set(others).subtracting([member]).sorted()
            guard ids.count <= SharedAddress.othersAtMost else {
                throw Refusal.invalid(
                    "others",
                    "At most \(SharedAddress.othersAtMost) others are changed at once.")
            }
            let first = try context.db.nextHistory()
            try give(new, to: person, from: old, context)
            for id in ids {
                try give(new, to: try context.contactToChange(id), from: old, context)
            }
            return Changed(
                id: try context.db.writeBulkChange(from: first, at: context.now),
                contacts: ids.count + 1)
        }
    }

    private func give(
        _ new: DetailRow, to contact: StoredPerson, from old: String, _ context: ActContext
    ) throws {
        var rows = contact.rows(.address)
        let places = rows.indices.filter { PlaceKey.lines(of: rows[$0]) == old }
        guard !places.isEmpty else {
            throw Refusal(
                .conflict,
                "\(contact.name) has this address no longer. Look at who has it again.")
        }
        for place in places {
            rows[place] = DetailRow(
                .address, Array(new.cells[0..<6]) + Array(rows[place].cells[6...]))
        }
        try context.replaceAddresses(of: contact, with: rows, by: "ChangeSharedAddress")
    }
}

/// Gives a person the address of the household in which they live, or of the organization at which
/// they work.
///
/// From then on it is one that both have: `ChangeSharedAddress` changes it for both.
public struct TakeAddressOf: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who.
    public var member: MemberID
    /// Whose address.
    public var holder: MemberID

    /// A person and the household or organization.
    public init(_ member: MemberID, _ holder: MemberID) {
        self.member = member
        self.holder = holder
    }

    /// Adds it behind the person's own and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let db = context.db
            let person = try context.contactToChange(member)
            guard
                try SharedAddress.ties(of: member, in: db).contains(where: {
                    $0.memberID == holder
                })
            else {
                throw Refusal(
                    .conflict,
                    "\(person.name) neither lives nor works there. Say so first, then take the "
                        + "address.")
            }
            let other = try context.contactToChange(holder)
            guard let row = other.rows(.address).first else {
                throw Refusal(.conflict, "\(other.name) has no postal address.")
            }
            let kind: ReachKind = other.values[.kind] == "household" ? .home : .work
            var rows = person.rows(.address)
            rows.append(
                DetailRow(
                    .address,
                    Array(row.cells[0..<6])
                        + [kind.rawValue, ReachState.ok.rawValue, rows.isEmpty ? "primary" : ""]))
            return try context.replaceAddresses(of: person, with: rows, by: "TakeAddressOf")
        }
    }
}

extension ActContext {
    /// Writes the addresses of a contact; what somebody would have twice they have once.
    @discardableResult
    func replaceAddresses(
        of contact: StoredPerson, with rows: [DetailRow], by act: String
    ) throws -> Int {
        var seen: Set<String> = []
        let first = Set(rows.filter(\.isPrimary).map(\.key))
        let once = rows.filter { seen.insert($0.key).inserted }
            .map { $0.primary(first.contains($0.key)) }
        return try replace(
            .address, of: contact, with: once.map { .success($0) }, by: act, why: nil)
    }
}
