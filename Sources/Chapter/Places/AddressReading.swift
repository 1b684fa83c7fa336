public import GRDB

/// How a home address of a contact was read, for matching, households and walk lists.
public struct AddressReading: Hashable, Sendable {
    /// Its place among the contact's addresses, from 1.
    public let place: Int
    /// The address as it was typed, without empty lines.
    public let lines: [String]
    /// The number of the house, folded as it is compared.
    public let number: String?
    /// The street, with its abbreviations written out.
    public let street: String?
    /// The door within the house.
    public let unit: String?
    /// The floor.
    public let floor: String?
    /// Whether somebody has put it right by hand.
    public let isByHand: Bool

    /// Reads those of a contact for who may see people.
    public static func all(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<[AddressReading], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard let person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        return .success(try person.addressReadings(in: db))
    }
}

extension StoredPerson {
    /// How each home address was read.
    func addressReadings(in db: Database) throws -> [AddressReading] {
        try rows(.address).enumerated().filter {
            $1.isHome && !($1.cells[0].isEmpty && $1.cells[1].isEmpty)
        }.map { index, row in
            let parts = try AddressParts(row, in: db)
            let cells = row.cells
            return AddressReading(
                place: index + 1,
                lines: [cells[0], cells[1], "\(cells[4]) \(cells[2])", cells[3], cells[5]]
                    .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty },
                number: parts.number, street: parts.street, unit: parts.unit, floor: parts.floor,
                isByHand: parts.isByHand)
        }
    }
}

extension AddressParts {
    /// How an address is to be read: what somebody has put right goes before what can be told from
    /// its lines.
    init(_ row: DetailRow, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT number, street, unit, floor FROM address_part_by_hand WHERE key = ?")
        let found = try Row.fetchOne(statement, arguments: [PlaceKey.lines(of: row)])
        if let found {
            self.init(found)
        } else {
            self.init(line1: row.cells[0], line2: row.cells[1])
        }
    }

    /// What a row of `address_part_by_hand` says.
    init(_ row: Row) {
        self.init(
            number: row["number"], street: row["street"], unit: row["unit"], floor: row["floor"])
    }

    /// The parts in one line, for history; nil for nothing.
    var historyText: String? {
        let text = [number, street, floor.map { "floor \($0)" }, unit.map { "unit \($0)" }]
            .compactMap(\.self).joined(separator: ", ")
        return text.isEmpty ? nil : text
    }
}
