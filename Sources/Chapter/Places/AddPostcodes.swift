import GRDB

/// Takes points of postcodes from a list that the chapter has got hold of.
///
/// Everybody with such a postcode, and without a point of their own, is there. Several rows of one
/// postcode become the point between them. Nothing is asked of a server.
public struct AddPostcodes: Act {
    /// What a list did.
    public struct Added: Hashable, Sendable, Encodable {
        /// Postcodes that had no point.
        public let added: Int
        /// Postcodes that had another point.
        public let changed: Int
        /// Postcodes that had this point already.
        public let unchanged: Int
        /// How many rows could not be used.
        public let leftOut: Int
        /// The first of them, each with its number and why.
        public let reasons: [String]
        /// How many contacts have a point now.
        public let placed: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The list, with the columns postcode, latitude and longitude in any order.
    public var list: ImportSource

    /// A list.
    public init(_ list: ImportSource) { self.list = list }

    /// How many rows that cannot be used are named.
    public static let namedRows = 10

    /// Takes the points of all rows that can be used.
    public func perform(in context: ActContext) throws -> Result<Added, Refusal> {
        try refusing {
            let rows = try PostcodeRows.read(list)
            let db = context.db
            var (added, changed, unchanged) = (0, 0, 0)
            for (key, point) in rows.points {
                let old = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT latitude, longitude FROM place_point
                            WHERE kind = 'postcode' AND key = ?
                            """), arguments: [key]
                ).flatMap { GeoPoint($0) }
                switch old {
                case nil: added += 1
                case point?:
                    unchanged += 1
                    continue
                default: changed += 1
                }
                try db.setPoint("postcode", key, point, .postcode)
            }
            try db.settleContactPoints()
            try context.writeOutlineHistory(
                "AddPostcodes", "postcodes", old: nil, new: "\(added) added, \(changed) changed")
            let placed = try Int.fetchOne(db, sql: "SELECT count(*) FROM contact_point") ?? 0
            return Added(
                added: added, changed: changed, unchanged: unchanged, leftOut: rows.leftOut,
                reasons: rows.reasons, placed: placed)
        }
    }
}

/// Forgets the points of all postcodes; those set by hand stay.
public struct RemovePostcodes: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// All of them.
    public init() {}

    /// Forgets them and gives how many they were.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try context.db.execute(sql: "DELETE FROM place_point WHERE kind = 'postcode'")
        let count = context.db.changesCount
        try context.db.settleContactPoints()
        try context.writeOutlineHistory(
            "RemovePostcodes", "postcodes", old: "\(count) removed", new: nil)
        return .success(count)
    }
}

extension Database {
    /// Finds out anew where everybody is.
    func settleContactPoints() throws {
        try execute(sql: "DELETE FROM contact_point")
        try execute(
            sql: """
                INSERT INTO contact_point SELECT * FROM contact_point_now
                WHERE latitude IS NOT NULL
                """)
    }
}
