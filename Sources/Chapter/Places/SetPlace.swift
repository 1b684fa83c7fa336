import GRDB

/// Says where a contact's first address is, or takes that back.
///
/// Everybody behind the same door is there, too. A point set by hand goes before one of a postcode.
public struct SetPlace: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose address.
    public var member: MemberID
    /// Where it is; nil to go back to what the postcode says.
    public var point: GeoPoint?

    /// A point for an address.
    public init(_ member: MemberID, _ point: GeoPoint?) {
        self.member = member
        self.point = point
    }

    /// Keeps the point and gives where the contact is now.
    public func perform(in context: ActContext) throws -> Result<PersonPlace, Refusal> {
        try refusing {
            let db = context.db
            guard let person = try StoredPerson.fetch(db, member) else {
                throw Refusal.notFound("person")
            }
            guard let address = person.rows(.address).first(where: \.isPrimary) else {
                throw Refusal(
                    .conflict, "\(person.name) has no postal address that could be put on the map.")
            }
            let before = try PersonPlace.read(of: member, in: db, for: .operator).get()
            let lines = PlaceKey.lines(of: address)
            let home = try PlaceKey.home(of: address, in: db)
            try db.setPoint("address", lines, point, .byHand)
            if let home { try db.setPoint("home", home, point, .byHand) }
            try db.execute(
                sql: """
                    DELETE FROM contact_point WHERE member_id IN (\(Self.neighbours))
                    """, arguments: [lines, home])
            try db.execute(
                sql: """
                    INSERT INTO contact_point SELECT * FROM contact_point_now
                    WHERE latitude IS NOT NULL AND member_id IN (\(Self.neighbours))
                    """, arguments: [lines, home])
            let after = try PersonPlace.read(of: member, in: db, for: .operator).get()
            if before.point != after.point || before.source != after.source {
                var change = PersonChange(of: person, by: "SetPlace", in: context)
                try change.record(
                    Self.historyField, old: before.point?.text, new: after.point?.text)
            }
            return after
        }
    }

    /// What history calls where a contact is.
    static let historyField = "place"

    /// Who lives at the same lines or behind the same door.
    private static let neighbours = """
        SELECT member_id FROM member_address
        WHERE is_primary = 'primary' AND \(linesKeySQL("key")) = ?
        UNION SELECT member_id FROM address_part WHERE home_key = ?
        """
}

/// How a point came about.
public enum PlaceSource: String, CaseIterable, Hashable, Sendable, Codable {
    /// Somebody set it.
    case byHand = "by hand"
    /// It came with a list.
    case list = "import"
    /// It is where everybody of this postcode is.
    case postcode

    /// How sure it is that the address is there, of 100.
    var confidence: Int {
        switch self {
        case .byHand: 100
        case .list: 80
        case .postcode: 50
        }
    }
}

extension Database {
    /// Keeps a point under a key, or takes it away.
    func setPoint(_ kind: String, _ key: String, _ point: GeoPoint?, _ source: PlaceSource) throws {
        guard let point else {
            return try execute(
                sql: "DELETE FROM place_point WHERE kind = ? AND key = ?", arguments: [kind, key])
        }
        let statement = try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO place_point
                  (kind, key, latitude, longitude, source, confidence) VALUES (?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            kind, key, point.latitude, point.longitude, source.rawValue, source.confidence,
        ])
    }
}
