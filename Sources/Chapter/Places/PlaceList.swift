public import GRDB

/// The contacts of one part of the map, a page at a time.
public struct PlaceList: Sendable {
    /// A contact in the list.
    public struct Contact: Hashable, Sendable {
        /// Who.
        public let member: MemberID
        /// Their name.
        public let name: String
        /// contact, supporter, member or former.
        public let status: String
        /// The branch that is on record, or nothing.
        public let branch: String?
        /// Where they are.
        public let point: GeoPoint
        /// How that is known.
        public let source: PlaceSource?
    }

    /// A page of the list.
    public struct Page: Hashable, Sendable {
        /// The contacts by name.
        public let contacts: [Contact]
        /// How many they are in all.
        public let count: Int
        /// What to ask for the next page with; nil on the last.
        public let next: String?
    }

    /// Which square of the map.
    public var cell: PlaceCell
    /// Only those of this list; nil for everybody.
    public var list: MemberList?
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page.
    public var limit: Int

    /// The contacts in a square.
    public init(
        _ cell: PlaceCell, of list: MemberList? = nil, after: String? = nil, limit: Int = 50
    ) {
        self.list = list
        self.cell = cell
        self.after = after
        self.limit = limit
    }

    /// From so many contacts on, the index of names is walked.
    private static let broad = 2000

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { try page(in: db, PlacedPeople(list, in: db, for: viewer)) }
    }

    private func page(in db: Database, _ among: PlacedPeople) throws -> Page {
        let inside = PlacedPeople.inside(cell.box)
        var arguments = among.arguments
        let count = try among.count("contact_point", inside, in: db)
        let isBroad = count > Self.broad
        let tables =
            isBroad
            ? "member INDEXED BY member_by_name CROSS JOIN contact_point"
            : "contact_point CROSS JOIN member"
        var condition = "\(inside) AND \(among.sql)"
        if let last = after.flatMap(NamePosition.init) {
            condition += " AND (folded_name, id) > (?, ?)"
            arguments += [last.name, last.id]
        }
        arguments += [limit + 1]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, folded_name, status, branch, latitude, longitude, source
                FROM \(tables) ON contact_point.member_id = member.id WHERE \(condition)
                ORDER BY folded_name, id LIMIT ?
                """, arguments: arguments)
        let contacts = rows.prefix(limit).compactMap { row in
            GeoPoint(row).map { point in
                Contact(
                    member: row["id"], name: row["name"], status: row["status"],
                    branch: row["branch"], point: point,
                    source: PlaceSource(rawValue: row["source"]))
            }
        }
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            next = NamePosition(id: last["id"], name: last["folded_name"]).description
        }
        return Page(contacts: contacts, count: count, next: next)
    }
}
