public import GRDB

/// What does not fit together about places, so that somebody can put it right.
public struct PlaceReport: Hashable, Sendable {
    /// A contact of whom something does not fit.
    public struct Contact: Hashable, Sendable {
        /// Who.
        public let member: MemberID
        /// Their name.
        public let name: String
        /// The branch that is on record, or nothing.
        public let branch: String?
        /// The branch they live in, where that is the matter.
        public let livesIn: String?
        /// The postcode, where the missing point is the matter.
        public let postcode: String?
    }

    /// A postcode without a point.
    public struct Postcode: Hashable, Sendable {
        /// As most write it.
        public let postcode: String
        /// How many contacts have it.
        public let contacts: Int
    }

    /// Contacts who live in another branch than their record says, the first of them.
    public let elsewhere: [Contact]
    /// How many they are.
    public let elsewhereCount: Int
    /// Contacts with an address and no point, the first of them.
    public let unplaced: [Contact]
    /// How many they are.
    public let unplacedCount: Int
    /// Contacts without an address.
    public let homeless: Int
    /// Postcodes that no list has brought a point for, the most common first.
    public let postcodes: [Postcode]
    /// Contacts whose point is far from everybody's.
    public let far: [Contact]

    /// So many contacts of each kind are named.
    public static let named = 100
    /// So many postcodes are named.
    public static let postcodesNamed = 20
    /// Nobody else within so many kilometers is far; squares of this size are looked at.
    public static let farKilometers = 25
    /// So few together are still alone: a family can be at a wrong point.
    static let fewTogether = 3
    /// With fewer contacts on the map nobody is far.
    static let enough = 20

    /// Reads it for a viewer who may see people.
    public static func read(in db: Database, for viewer: Viewer) throws
        -> Result<PlaceReport, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let (elsewhere, elsewhereCount) = try elsewhere(in: db)
        let missing = """
            FROM member_address a JOIN member ON member.id = a.member_id
            WHERE is_primary = 'primary'
              AND NOT EXISTS (SELECT 1 FROM contact_point WHERE member_id = a.member_id)
            """
        let unplaced = try Row.fetchAll(
            db,
            sql: """
                SELECT member.id AS id, name, branch, postcode \(missing)
                ORDER BY folded_name, member.id LIMIT \(named)
                """
        ).map { Contact($0, postcode: $0["postcode"]) }
        let postcodes = try Row.fetchAll(
            db,
            sql: """
                SELECT min(postcode) AS postcode, count(*) AS count \(missing) AND postcode <> ''
                GROUP BY \(postcodeKeySQL("postcode")) ORDER BY count DESC, 1
                LIMIT \(postcodesNamed)
                """
        ).map { Postcode(postcode: $0["postcode"], contacts: $0["count"]) }
        let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM member") ?? 0
        let addresses = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM member_address WHERE is_primary = 'primary'")
        return .success(
            PlaceReport(
                elsewhere: elsewhere, elsewhereCount: elsewhereCount, unplaced: unplaced,
                unplacedCount: try Int.fetchOne(db, sql: "SELECT count(*) \(missing)") ?? 0,
                homeless: all - (addresses ?? 0), postcodes: postcodes,
                far: try farContacts(in: db)))
    }

    private static func elsewhere(in db: Database) throws -> ([Contact], Int) {
        let finder = try BranchFinder.read(.all, in: db)
        guard finder.hasBranches else { return ([], 0) }
        var found: [MemberID: String] = [:]
        var count = 0
        let rows = try Row.fetchCursor(db, sql: BranchPlan.everybody, arguments: [0, -1])
        while let row = try rows.next() {
            guard let branch: String = row["branch"],
                let home = finder.branch(at: GeoPoint(row), postcode: row["postcode_key"]),
                home != branch
            else { continue }
            count += 1
            if found.count < named { found[row["id"]] = home }
        }
        let contacts = try contacts(Array(found.keys), in: db)
        return (contacts.map { $0.living(in: found[$0.member]) }, count)
    }

    private static func contacts(_ ids: [MemberID], in db: Database) throws -> [Contact] {
        let list = ids.map(\.description).joined(separator: ",")
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, branch FROM member WHERE id IN (\(list))
                ORDER BY folded_name, id
                """
        ).map { Contact($0, postcode: nil) }
    }

    /// Counts by squares, and looks at those in which, and around which, hardly anybody is.
    private static func farContacts(in db: Database) throws -> [Contact] {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM contact_point") ?? 0
        guard count >= enough else { return [] }
        let middle = try Int.fetchOne(
            db, sql: "SELECT latitude FROM contact_point ORDER BY latitude LIMIT 1 OFFSET ?",
            arguments: [count / 2])
        let height = Int(Double(farKilometers) / kilometersADegree * GeoPoint.perDegree)
        let degrees = Double(middle ?? 0) / GeoPoint.perDegree
        let width = Int(Double(height) / longitudeScale(at: degrees))
        struct Square: Hashable { let x: Int, y: Int }
        var squares: [Square: Int] = [:]
        let sql = """
            SELECT (longitude + 180000000) / \(width) AS x, (latitude + 90000000) / \(height) AS y
            """
        for row in try Row.fetchAll(
            db, sql: "\(sql), count(*) AS count FROM contact_point GROUP BY x, y")
        {
            squares[Square(x: row["x"], y: row["y"])] = row["count"]
        }
        let lonely = squares.keys.filter { square in
            var around = 0
            for x in -1...1 {
                for y in -1...1 {
                    around += squares[Square(x: square.x + x, y: square.y + y)] ?? 0
                }
            }
            return around <= fewTogether
        }
        var ids: [MemberID] = []
        for square in lonely where ids.count < named {
            let (west, south) = (square.x * width - 180_000_000, square.y * height - 90_000_000)
            ids += try MemberID.fetchAll(
                db,
                sql: """
                    SELECT member_id FROM contact_point WHERE latitude >= ? AND latitude < ?
                      AND longitude >= ? AND longitude < ?
                    """, arguments: [south, south + height, west, west + width])
        }
        return try contacts(ids, in: db)
    }

    private static let kilometersADegree = 111.32
}

extension PlaceReport.Contact {
    fileprivate init(_ row: Row, postcode: String?) {
        self.init(
            member: row["id"], name: row["name"], branch: row["branch"], livesIn: nil,
            postcode: postcode)
    }

    fileprivate func living(in home: String?) -> PlaceReport.Contact {
        PlaceReport.Contact(
            member: member, name: name, branch: branch, livesIn: home, postcode: postcode)
    }
}
