import Feeds
import GRDB

/// Tables of the chapter that follow from others and speak of nobody by themselves: what is in them
/// is no reason to keep a person.
let derivedMemberTables: Set<String> = ["address_part", "duplicate_pair", "status_span"]

extension Database {
    /// Writes anew what the home addresses of a contact are taken apart into.
    func writeAddressParts(of id: MemberID, _ rows: [DetailRow]) throws {
        let keysSQL = "SELECT home_key FROM address_part WHERE member_id = ?"
        let before = try Set(String.fetchAll(self, sql: keysSQL, arguments: [id]))
        try execute(sql: "DELETE FROM address_part WHERE member_id = ?", arguments: [id])
        for row in rows where row.isHome { try writeAddressPart(id, row) }
        let after = try Set(String.fetchAll(self, sql: keysSQL, arguments: [id]))
        for key in before.union(after) { try refreshHome(key) }
    }

    /// Writes what one address is taken apart into, if the contact still has it.
    fileprivate func writeAddressPart(_ id: MemberID, _ row: DetailRow) throws {
        let parts = try AddressParts(row, in: self)
        let statement = try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO address_part
                  (member_id, address_key, number, street, unit, floor, home_key)
                SELECT member_id, key, ?, ?, ?, ?, ? FROM member_address
                WHERE member_id = ? AND key = ?
                """)
        try statement.execute(arguments: [
            parts.number, parts.street, parts.unit, parts.floor,
            parts.homeKey(city: row.cells[2], postcode: row.cells[4]), id, row.key,
        ])
    }
}

extension DetailRow {
    /// Whether it is an address where somebody lives.
    var isHome: Bool { detail == .address && cells[6] == "home" }
}

extension Chapter {
    /// So many addresses are taken apart in one write.
    private static let addressSlice = 2000

    /// Takes apart the addresses of lists that came in, a slice at a time, and forgets what is left
    /// of addresses that are gone.
    func settleAddressParts() async throws {
        let gone = try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT p.member_id, p.address_key FROM address_part p
                    LEFT JOIN member_address a
                      ON a.member_id = p.member_id AND a.key = p.address_key AND a.kind = 'home'
                    WHERE a.id IS NULL
                    """
            ).map { (member: $0[0] as MemberID, key: $0[1] as String) }
        }
        for start in stride(from: 0, to: gone.count, by: Chapter.addressSlice) {
            let slice = gone[start..<min(start + Chapter.addressSlice, gone.count)]
            try await feeds.database.write { db in
                for (member, key) in slice {
                    try db.execute(
                        sql: "DELETE FROM address_part WHERE member_id = ? AND address_key = ?",
                        arguments: [member, key])
                }
            }
        }
        var last: Int64? = 0
        while let after = last {
            try Task.checkCancellation()
            last = try await takeApart(after: after)
        }
    }

    /// Takes the next slice of addresses apart; gives the last of them, nil when there are no more.
    private func takeApart(after: Int64) async throws -> Int64? {
        let columns = Detail.address.columns.map { "a.\($0)" }.joined(separator: ", ")
        let sql = """
            SELECT a.id, a.member_id, \(columns) FROM member_address a
            LEFT JOIN address_part p ON p.member_id = a.member_id AND p.address_key = a.key
            WHERE a.id > ? AND a.kind = 'home' AND p.member_id IS NULL ORDER BY a.id LIMIT ?
            """
        let found = try await read { db in
            try Row.fetchAll(db, sql: sql, arguments: [after, Chapter.addressSlice]).map { row in
                let cells: [String] = Detail.address.columns.indices.map { row[$0 + 2] }
                return (
                    id: row[0] as Int64, member: row[1] as MemberID,
                    address: DetailRow(.address, cells)
                )
            }
        }
        try await feeds.database.write { db in
            for (_, member, address) in found { try db.writeAddressPart(member, address) }
        }
        return found.count < Chapter.addressSlice ? nil : found.last?.id
    }
}
