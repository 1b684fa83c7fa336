public import GRDB

/// The tags and interests that people of the chapter have, as their first spelling.
public struct LabelsInUse: Hashable, Sendable {
    /// The tags by name.
    public let tags: [String]
    /// The interests by name.
    public let interests: [String]

    /// Neither tags nor interests.
    public static let none = LabelsInUse(tags: [], interests: [])

    /// So many of each are named: more than anybody reads in a list to choose from.
    public static let most = 300

    /// Reads them for a viewer who may see people.
    ///
    /// Whoever may not gets the interests of groups, which everybody sees, and no tags.
    public static func read(in db: Database, for viewer: Viewer) throws -> LabelsInUse {
        guard viewer.may(.seePeople) else {
            let interests = try String.fetchAll(
                db,
                sql: "SELECT DISTINCT interest FROM shared_group_interest ORDER BY 1 LIMIT ?",
                arguments: [most])
            return LabelsInUse(tags: [], interests: interests)
        }
        return LabelsInUse(
            tags: try names(.tag, in: db), interests: try names(.interest, in: db))
    }

    /// Jumps from one key to the next in the index, so that the number of people does not matter.
    private static func names(_ detail: Detail, in db: Database) throws -> [String] {
        let table = detail.table
        return try String.fetchAll(
            db,
            sql: """
                WITH RECURSIVE keys(key) AS (
                  SELECT min(key) FROM \(table)
                  UNION ALL
                  SELECT (SELECT min(key) FROM \(table) WHERE key > keys.key) FROM keys
                  WHERE keys.key IS NOT NULL
                  LIMIT ?
                )
                SELECT (SELECT \(detail.rawValue) FROM \(table) t WHERE t.key = keys.key
                  ORDER BY member_id LIMIT 1)
                FROM keys WHERE key IS NOT NULL
                """, arguments: [most + 1])
    }
}
