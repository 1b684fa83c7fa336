import Federation
import GRDB

/// Puts right by hand what a home address was taken apart into, or gives it back to what can be
/// told from its lines.
///
/// It holds for everybody whose address has the same lines, now and later. What people see stays
/// as it was typed.
public struct SetAddressParts: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The parts of an address, as somebody says them.
    public struct Parts: Hashable, Sendable {
        /// The number of the house.
        public var number: String
        /// The street.
        public var street: String
        /// The door within the house.
        public var unit: String
        /// The floor.
        public var floor: String

        /// Parts; empty ones are none.
        public init(number: String = "", street: String = "", unit: String = "", floor: String = "")
        {
            self.number = number
            self.street = street
            self.unit = unit
            self.floor = floor
        }
    }

    /// Whose address.
    public var member: MemberID
    /// Its place among the contact's addresses, from 1.
    public var place: Int
    /// What it means; nil to give it back.
    public var parts: Parts?
    /// The version of the record that the editor saw; nil takes it as it is.
    public var expectedVersion: Int?

    /// An address of a contact and what it means.
    public init(_ member: MemberID, _ place: Int, _ parts: Parts?, expectedVersion: Int? = nil) {
        self.member = member
        self.place = place
        self.parts = parts
        self.expectedVersion = expectedVersion
    }

    /// Keeps it and gives how the contact's addresses are read now.
    public func perform(in context: ActContext) throws -> Result<[AddressReading], Refusal> {
        try refusing {
            let db = context.db
            let person = try context.personToChange(member, expected: expectedVersion).get()
            let rows = person.rows(.address)
            guard rows.indices.contains(place - 1), rows[place - 1].isHome else {
                throw Refusal(
                    .notFound, "\(person.name) has no such home address.", field: "place")
            }
            let address = rows[place - 1]
            // A town alone is nobody's door.
            guard !address.cells[0].isEmpty || !address.cells[1].isEmpty else {
                throw Refusal(
                    .conflict,
                    "This address of \(person.name) has no street. Write it into the address.",
                    field: "place")
            }
            let lines = PlaceKey.lines(of: address)
            let before = try AddressParts(address, in: db)
            if let parts {
                try keep(try checked(parts), lines, context)
            } else {
                try db.execute(
                    sql: "DELETE FROM address_part_by_hand WHERE key = ?", arguments: [lines])
            }
            let after = try AddressParts(address, in: db)
            guard after != before else { return try person.addressReadings(in: db) }
            try settle(lines, in: db)
            guard before.historyText != after.historyText else {
                return try person.addressReadings(in: db)
            }
            var change = PersonChange(of: person, by: "SetAddressParts", in: context)
            try change.record(
                Self.historyField, old: before.historyText, new: after.historyText)
            return try person.addressReadings(in: db)
        }
    }

    /// What history calls what an address was taken apart into.
    static let historyField = "address reading"

    private func checked(_ parts: Parts) throws -> AddressParts {
        func line(_ text: String, _ field: String, _ limit: Int) throws -> String {
            try EnteredText.line(text, field, limit: limit).get() ?? ""
        }
        let checked = AddressParts(
            byHand: try line(parts.number, "number", 20),
            street: try line(parts.street, "street", 100),
            unit: try line(parts.unit, "unit", 20), floor: try line(parts.floor, "floor", 20))
        guard checked.street != nil else {
            throw Refusal.invalid(
                "street", "Say the street, or give the address back to how we read it.")
        }
        return checked
    }

    private func keep(_ parts: AddressParts, _ lines: String, _ context: ActContext) throws {
        try context.db.execute(
            sql: """
                INSERT OR REPLACE INTO address_part_by_hand
                  (key, number, street, unit, floor, made_at, made_by) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                lines, parts.number, parts.street, parts.unit, parts.floor,
                context.now.milliseconds, context.viewer.actor,
            ])
    }

    /// Reads the address anew for everybody who has it.
    private func settle(_ lines: String, in db: Database) throws {
        let members = try MemberID.fetchAll(
            db,
            sql: """
                SELECT DISTINCT member_id FROM address_part WHERE \(linesKeySQL("address_key")) = ?
                UNION SELECT ?
                """, arguments: [lines, member])
        for person in try StoredPerson.fetch(db, members) {
            try db.writeAddressParts(of: person.id, person.rows(.address))
            // A point of the door that was may not be one of the door that is.
            try db.execute(
                sql: "DELETE FROM contact_point WHERE member_id = ?", arguments: [person.id])
            try db.execute(
                sql: """
                    INSERT INTO contact_point SELECT * FROM contact_point_now
                    WHERE member_id = ? AND latitude IS NOT NULL
                    """, arguments: [person.id])
        }
    }
}
