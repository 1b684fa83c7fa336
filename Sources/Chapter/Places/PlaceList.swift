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
        /// The branch that is their district, or nothing.
        public let district: String?
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
    /// What the page before gave as `next`.
    public var after: String?
    /// The size of a page.
    public var limit: Int

    /// The contacts in a square.
    public init(_ cell: PlaceCell, after: String? = nil, limit: Int = 50) {
        self.cell = cell
        self.after = after
        self.limit = limit
    }

    /// From so many contacts on, the index of names is walked.
    private static let broad = 2000

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let inside = """
            latitude >= :south AND latitude < :north AND longitude >= :west AND longitude < :east
            """
        let box = cell.box
        var arguments: StatementArguments = [
            "south": box.south, "north": box.north, "west": box.west, "east": box.east,
        ]
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM contact_point WHERE \(inside)", arguments: arguments)
        let isBroad = (count ?? 0) > Self.broad
        let tables =
            isBroad
            ? "member INDEXED BY member_by_name CROSS JOIN contact_point"
            : "contact_point CROSS JOIN member"
        var condition = inside
        if let last = after.flatMap(NamePosition.init) {
            condition += " AND (folded_name, id) > (:name, :id)"
            arguments += ["name": last.name, "id": last.id]
        }
        arguments += ["limit": limit + 1]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, folded_name, status, district, latitude, longitude, source
                FROM \(tables) ON contact_point.member_id = member.id WHERE \(condition)
                ORDER BY folded_name, id LIMIT :limit
                """, arguments: arguments)
        let contacts = rows.prefix(limit).compactMap { row in
            GeoPoint(row).map { point in
                Contact(
                    member: row["id"], name: row["name"], status: row["status"],
                    district: row["district"], point: point,
                    source: PlaceSource(rawValue: row["source"]))
            }
        }
        var next: String?
        if rows.count > limit, let last = rows.dropLast().last {
            next = NamePosition(id: last["id"], name: last["folded_name"]).description
        }
        return .success(Page(contacts: contacts, count: count ?? 0, next: next))
    }
}
