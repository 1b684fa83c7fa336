import Feeds
import GRDB

/// From so many people on, a house without doors is a block of flats and no household.
let largestHousehold = 8

/// What a home must have to be suggested: several people who are not all in one household.
private let homeSQL = """
    SELECT p.home_key, count(DISTINCT p.member_id) AS people,
      count(DISTINCT coalesce(r.to_id, -p.member_id)) AS households
    FROM address_part p JOIN member m ON m.id = p.member_id AND m.kind = 'person'
    LEFT JOIN relation r ON r.from_id = p.member_id AND r.ends_on IS NULL
      AND r.type_id = (SELECT id FROM relation_type WHERE code = 'lives in')
    """

extension Chapter {
    /// So many suggestions are written at a time.
    private static let homeSlice = 2000

    /// Finds homes of several people who are in no household together; what was decided stays.
    func suggestHouseholds() async throws {
        let (found, known) = try await read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: homeSQL + " WHERE p.home_key <> '' GROUP BY p.home_key "
                    + "HAVING people > 1 AND households > 1")
            var found: [(key: String, people: Int)] = []
            while let row = try rows.next() {
                if isHousehold(row[0], row[1]) { found.append((row[0], row[1])) }
            }
            let known = try String.fetchAll(
                db, sql: "SELECT home_key FROM household_suggestion WHERE state = 'open'")
            return (found, known)
        }
        for start in stride(from: 0, to: found.count, by: Chapter.homeSlice) {
            let slice = found[start..<min(start + Chapter.homeSlice, found.count)]
            try await feeds.database.write { db in
                for (key, people) in slice { try db.writeHome(key, people) }
            }
        }
        let keys = Set(found.map(\.key))
        let gone = known.filter { !keys.contains($0) }
        for start in stride(from: 0, to: gone.count, by: Chapter.homeSlice) {
            let slice = gone[start..<min(start + Chapter.homeSlice, gone.count)]
            try await feeds.database.write { db in
                for key in slice { try db.refreshHome(key) }
            }
        }
    }
}

private func isHousehold(_ key: String, _ people: Int) -> Bool {
    people > 1 && (people <= largestHousehold || !AddressParts.isWholeHouse(key))
}

extension Database {
    fileprivate func writeHome(_ key: String, _ people: Int) throws {
        try cachedStatement(
            sql: """
                INSERT INTO household_suggestion (home_key, people, state) VALUES (?, ?, 'open')
                ON CONFLICT (home_key) DO UPDATE SET people = excluded.people
                """
        ).execute(arguments: [key, people])
    }

    /// Suggests a home, or no longer, as things are now.
    func refreshHome(_ key: String) throws {
        guard !key.isEmpty else { return }
        let statement = try cachedStatement(sql: homeSQL + " WHERE p.home_key = ?")
        let row = try Row.fetchOne(statement, arguments: [key])
        let people: Int = row?[1] ?? 0
        let households: Int = row?[2] ?? 0
        if isHousehold(key, people), households > 1 {
            try writeHome(key, people)
        } else {
            try execute(
                sql: "DELETE FROM household_suggestion WHERE home_key = ? AND state = 'open'",
                arguments: [key])
        }
    }

    /// The homes of a contact and of whoever lives in it, if it is a household.
    func homeKeys(around id: MemberID) throws -> [String] {
        try String.fetchAll(
            self,
            sql: """
                SELECT DISTINCT home_key FROM address_part WHERE home_key <> '' AND (member_id = :id
                  OR member_id IN (SELECT r.from_id FROM relation r
                    JOIN relation_type t ON t.id = r.type_id
                    WHERE r.to_id = :id AND t.code = 'lives in'))
                """, arguments: ["id": id])
    }
}
