public import GRDB

/// As what a person may speak: a position, or for an organization to which they belong.
public struct InteractionCapacity: Hashable, Sendable {
    /// What the position is called; nil for a relation.
    public let title: String?
    /// The organization; nil for a position that is held for the chapter.
    public let organization: String?

    /// So many signs say as what somebody spoke.
    static let signsAtMost = 120

    /// The capacities that these contacts have on a day, for a viewer who sees people: positions
    /// first, each by name.
    public static func read(
        of contacts: [MemberID], on day: String, in db: Database, for viewer: Viewer
    ) throws -> [MemberID: [InteractionCapacity]] {
        guard viewer.may(.seePeople), !contacts.isEmpty else { return [:] }
        let list = Set(contacts).map(\.description).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT who, title, o.name FROM (\(ties(list)))
                LEFT JOIN member o ON o.id = place
                WHERE ends_on IS NULL OR ends_on > ?
                ORDER BY title IS NULL, title, o.folded_name
                """, arguments: [day])
        var found: [MemberID: [InteractionCapacity]] = [:]
        for row in rows {
            found[row[0], default: []].append(
                InteractionCapacity(title: row[1], organization: row[2]))
        }
        return found
    }

    /// What was said of contacts who are among these, fit for the table.
    static func checked(_ capacities: [MemberID: String], of contacts: [MemberID]) throws
        -> [MemberID: String]
    {
        var checked: [MemberID: String] = [:]
        for contact in contacts {
            guard let text = capacities[contact] else { continue }
            checked[contact] = try EnteredText.line(text, "capacity", limit: signsAtMost).get()
        }
        return checked
    }

    /// The organizations whose names these end with, each one to which the person belongs or did.
    static func organizations(of capacities: [MemberID: String], in db: Database) throws
        -> [MemberID]
    {
        guard !capacities.isEmpty else { return [] }
        let list = capacities.keys.map(\.description).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT who, o.id, o.folded_name FROM (\(ties(list)))
                JOIN member o ON o.id = place
                """)
        return rows.compactMap { row in
            let name: String = row[2]
            guard let text = capacities[row[0]].map({ foldedName($0) }), !name.isEmpty,
                text == name || text.hasSuffix(" " + name)
            else { return nil }
            return row[1]
        }
    }

    /// Positions, and relations with organizations at either end.
    private static func ties(_ list: String) -> String {
        """
        SELECT member_id AS who, title, organization_id AS place, ends_on FROM position
          WHERE member_id IN (\(list))
        UNION ALL SELECT from_id, NULL, to_id, ends_on FROM relation
          JOIN member m ON m.id = to_id AND m.kind = 'organization' WHERE from_id IN (\(list))
        UNION ALL SELECT to_id, NULL, from_id, ends_on FROM relation
          JOIN member m ON m.id = from_id AND m.kind = 'organization' WHERE to_id IN (\(list))
        """
    }
}
