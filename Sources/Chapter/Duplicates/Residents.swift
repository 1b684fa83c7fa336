public import GRDB

/// Who lives with a person, and whether they still do.
public struct Residents: Hashable, Sendable {
    /// Somebody of the household.
    public struct Resident: Hashable, Sendable {
        /// Who.
        public let id: MemberID
        /// Their name.
        public let name: String
        /// Whether their address is another than the household's: they may have moved out.
        public let mayHaveMoved: Bool
    }

    /// The household; nil for a person in none.
    public let household: SharedHome.Household?
    /// The people of the household, also the one who is asked about.
    public let people: [Resident]
    /// Homes of the person that are suggested as households.
    public let suggested: [SharedHome]

    /// Reads it of a person, or of a household, for a viewer who may see people; nil where there is
    /// nothing to say.
    public static func read(of contact: MemberID, in db: Database, for viewer: Viewer) throws
        -> Residents?
    {
        guard viewer.may(.seePeople) else { return nil }
        let own = try Row.fetchOne(
            db, sql: "SELECT kind, name FROM member WHERE id = ?", arguments: [contact])
        guard let own else { return nil }
        var household: SharedHome.Household?
        if own["kind"] == "household" {
            household = SharedHome.Household(id: contact, name: own["name"])
        } else if let id = try Household.of(contact, in: db)?.household,
            let name = try String.fetchOne(
                db, sql: "SELECT name FROM member WHERE id = ?", arguments: [id])
        {
            household = SharedHome.Household(id: id, name: name)
        }
        let keys = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT s.home_key FROM address_part p
                JOIN household_suggestion s ON s.home_key = p.home_key AND s.state = 'open'
                WHERE p.member_id = ?
                """, arguments: [contact])
        let suggested = try SharedHome.fetch(db, keys, .open)
        guard household != nil || !suggested.isEmpty else { return nil }
        return Residents(
            household: household,
            people: try household.map { try residents(of: $0.id, in: db) } ?? [],
            suggested: suggested)
    }

    private static func residents(of household: MemberID, in db: Database) throws -> [Resident] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.name,
                  EXISTS (SELECT 1 FROM address_part p
                    WHERE p.member_id = m.id AND p.home_key <> '')
                  AND EXISTS (SELECT 1 FROM address_part h
                    WHERE h.member_id = r.to_id AND h.home_key <> '')
                  AND NOT EXISTS (SELECT 1 FROM address_part p
                    JOIN address_part h ON h.home_key = p.home_key
                    WHERE p.member_id = m.id AND h.member_id = r.to_id AND p.home_key <> '')
                FROM relation r JOIN relation_type t ON t.id = r.type_id
                JOIN member m ON m.id = r.from_id
                WHERE r.to_id = ? AND t.code = 'lives in' AND r.ends_on IS NULL
                ORDER BY m.folded_name, m.id LIMIT 50
                """, arguments: [household]
        ).map { Resident(id: $0[0], name: $0[1], mayHaveMoved: $0[2]) }
    }
}
