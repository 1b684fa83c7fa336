import GRDB

/// Of whom a map is: of everybody, or of a list.
struct PlacedPeople {
    /// The condition on a table with a column `member_id`.
    let sql: String
    /// What the condition takes, in order.
    let arguments: StatementArguments

    /// Everybody whom the chapter knows.
    static let everybody = PlacedPeople(sql: "1", arguments: [])

    private init(sql: String, arguments: StatementArguments) {
        self.sql = sql
        self.arguments = arguments
    }

    /// Those of a list, which is refused where it cannot be asked; everybody without one.
    init(_ list: MemberList?, in db: Database, for viewer: Viewer) throws {
        guard let filter = try list?.memberFilter(in: db, for: viewer) else {
            self = .everybody
            return
        }
        self.init(
            sql: "member_id IN (SELECT id FROM member WHERE \(filter.sql))",
            arguments: filter.arguments)
    }

    /// How many rows of a table are theirs.
    func count(_ table: String, _ condition: String, in db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM \(table) WHERE \(condition) AND \(sql)",
            arguments: arguments) ?? 0
    }

    /// The condition that a point lies in a box, whose northern and eastern edges do not.
    static func inside(_ box: GeoBox) -> String {
        """
        latitude >= \(box.south) AND latitude < \(box.north)
        AND longitude >= \(box.west) AND longitude < \(box.east)
        """
    }
}
