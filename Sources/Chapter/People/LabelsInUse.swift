public import GRDB

/// The tags and interests that the chapter has given, as their first spelling.
public struct LabelsInUse: Hashable, Sendable {
    /// The tags by name.
    public let tags: [String]
    /// To which groups they belong.
    public let groups: TagGroups
    /// The interests by name.
    public let interests: [String]

    /// Neither tags nor interests.
    public static let none = LabelsInUse(tags: [], groups: .none, interests: [])

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
            return LabelsInUse(tags: [], groups: .none, interests: interests)
        }
        return LabelsInUse(
            tags: try tags(in: db, for: viewer), groups: try TagGroups.read(in: db, for: viewer),
            interests: try names(.interest, in: db))
    }

    /// Tags of people, and those that only things have which the viewer sees.
    private static func tags(in db: Database, for viewer: Viewer) throws -> [String] {
        let ofPeople = try names(.tag, in: db)
        let known = Set(ofPeople.map(foldedName))
        let others = try Row.fetchAll(
            db,
            sql: """
                SELECT key, min(tag) FROM thing_tag WHERE \(visibleThingTag)
                GROUP BY key ORDER BY key LIMIT :most
                """, arguments: ["actor": viewer.actor, "most": most]
        ).filter { !known.contains($0[0]) }.map { $0[1] as String }
        guard !others.isEmpty else { return ofPeople }
        return Array((ofPeople + others).sorted { foldedName($0) < foldedName($1) }.prefix(most))
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
