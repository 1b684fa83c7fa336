public import GRDB

/// An address of a contact, and who else has exactly the same one.
public struct SharedAddress: Hashable, Sendable {
    /// Its place among the contact's addresses, from 1.
    public let place: Int
    /// The address.
    public let address: PostalAddress
    /// Whoever else has it, by name, as far as they can be changed at once.
    public let others: [ContactName]
    /// How many others have it.
    public let count: Int

    /// So many others are changed at once.
    public static let othersAtMost = 200

    /// Reads the addresses of a contact for who may see people.
    public static func all(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<[SharedAddress], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard let person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        return .success(
            try person.rows(.address).enumerated().map { index, row in
                let others = try others(of: row, besides: member, in: db)
                return SharedAddress(
                    place: index + 1, address: PostalAddress(row), others: others.names,
                    count: others.count)
            })
    }

    /// Whoever else has an address; a town alone is nobody's door.
    private static func others(of row: DetailRow, besides member: MemberID, in db: Database) throws
        -> (names: [ContactName], count: Int)
    {
        guard !row.cells[0].isEmpty || !row.cells[1].isEmpty else { return ([], 0) }
        let same = "SELECT DISTINCT member_id FROM member_address WHERE \(linesKeySQL("key")) = ?"
        let lines = PlaceKey.lines(of: row)
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM (\(same)) WHERE member_id <> ?",
                arguments: [lines, member]) ?? 0
        guard count > 0 else { return ([], 0) }
        let names = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, kind FROM member WHERE id IN (\(same)) AND id <> ?
                ORDER BY kind = 'person', folded_name, id LIMIT ?
                """, arguments: [lines, member, othersAtMost]
        ).map { ContactName($0) }
        return (names, count)
    }

    /// A household or an organization whose address a contact can take over.
    public struct Holder: Hashable, Sendable {
        /// Which.
        public let contact: ContactName
        /// Its first address.
        public let address: PostalAddress
    }

    /// Where a person lives and works whose address they do not have, for who may see people.
    public static func holders(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<[Holder], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard let person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        let own = Set(person.rows(.address).map { PlaceKey.lines(of: $0) })
        return .success(
            try Self.ties(of: member, in: db).compactMap { holder in
                guard let stored = try StoredPerson.fetch(db, holder.memberID),
                    let row = stored.rows(.address).first,
                    !own.contains(PlaceKey.lines(of: row))
                else { return nil }
                return Holder(contact: holder, address: PostalAddress(row))
            })
    }

    /// The households in which somebody lives, and the organizations at which they work, now.
    static func ties(of member: MemberID, in db: Database) throws -> [ContactName] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT m.id, m.name, m.kind FROM relation r
                JOIN relation_type t ON t.id = r.type_id JOIN member m ON m.id = r.to_id
                WHERE r.from_id = ? AND t.code IN ('lives in', 'works at') AND r.ends_on IS NULL
                ORDER BY m.kind, m.folded_name, m.id LIMIT 20
                """, arguments: [member]
        ).map { ContactName($0) }
    }
}
