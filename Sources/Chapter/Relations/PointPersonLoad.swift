public import GRDB

/// Which contacts are meant, by who looks after them.
public enum PointPersonChoice: Hashable, Sendable {
    /// Whom this person looks after.
    case of(MemberID)
    /// Whom nobody looks after.
    case nobody
}

/// How many contacts each point person looks after.
public struct PointPersonLoad: Hashable, Sendable {
    /// One point person.
    public struct Entry: Hashable, Sendable {
        /// Who.
        public let person: ContactName
        /// contact, supporter, member or former.
        public let status: String
        /// How many contacts they look after.
        public let count: Int
        /// How many of those are members.
        public let members: Int
    }

    /// Those who look after somebody, the busiest first.
    public let entries: [Entry]
    /// How many contacts nobody looks after.
    public let nobodys: Int

    /// Counts for a viewer who may see people.
    public static func read(in db: Database, for viewer: Viewer) throws -> Result<
        PointPersonLoad, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.id, p.name, p.kind, p.status, count(*) AS contacts,
                  sum(m.status = 'member') AS members
                FROM member m JOIN member p ON p.id = m.point_person
                WHERE m.point_person IS NOT NULL
                GROUP BY m.point_person ORDER BY contacts DESC, p.folded_name, p.id
                """)
        let entries = rows.map {
            Entry(
                person: ContactName($0), status: $0["status"], count: $0["contacts"],
                members: $0["members"])
        }
        let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM member") ?? 0
        let looked = entries.map(\.count).reduce(0, +)
        return .success(PointPersonLoad(entries: entries, nobodys: all - looked))
    }

    /// Who looks after one contact, for the contact and for who may see people; nil for nobody.
    public static func pointPerson(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<ContactName?, Refusal>
    {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT p.id, p.name, p.kind FROM member m JOIN member p ON p.id = m.point_person
                WHERE m.id = ?
                """, arguments: [member])
        return .success(row.map { ContactName($0) })
    }

    /// So many are suggested: more than anybody reads in a list to choose from.
    public static let mostSuggested = 60

    /// Who may well become one: those who look after somebody already, who hold a role, or the
    /// position of steward or organizer; by name, for a viewer who may see people.
    public static func suggested(in db: Database, for viewer: Viewer) throws -> Result<
        [ContactName], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, kind FROM member WHERE kind = 'person' AND status <> 'former'
                AND id IN (
                  SELECT point_person FROM member WHERE point_person IS NOT NULL
                  UNION SELECT member_id FROM member_role WHERE until IS NULL
                  UNION SELECT member_id FROM position
                  WHERE key IN ('steward', 'organizer') AND ends_on IS NULL)
                ORDER BY folded_name, id LIMIT ?
                """, arguments: [mostSuggested])
        return .success(rows.map { ContactName($0) })
    }
}
