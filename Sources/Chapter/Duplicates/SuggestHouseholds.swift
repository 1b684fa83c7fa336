import Feeds
import GRDB

/// From so many people on, a house without doors is a block of flats and no household.
let largestHousehold = 8

/// What a home must have to be suggested: several people who are not all in one household.
///
/// Two who are probably one contact count once, until somebody says that they are not.
private let homeSQL = """
    SELECT p.home_key, count(DISTINCT p.member_id) AS people,
      count(DISTINCT coalesce(r.to_id, -p.member_id)) AS households
    FROM address_part p JOIN member m ON m.id = p.member_id AND m.kind = 'person'
    LEFT JOIN relation r ON r.from_id = p.member_id AND r.ends_on IS NULL
      AND r.type_id = (SELECT id FROM relation_type WHERE code = 'lives in')
    WHERE NOT EXISTS (SELECT 1 FROM duplicate_pair d
      JOIN address_part q ON q.member_id = d.first_id AND q.home_key = p.home_key
      WHERE d.second_id = p.member_id AND d.state <> 'not the same')
    """

extension Chapter {
    /// So many suggestions are written at a time.
    private static let homeSlice = 2000

    /// Finds homes of several people who are in no household together; what was decided stays.
    ///
    /// Homes are gone through by key, a slice at a time, so that a million of them take no room.
    func suggestHouseholds(_ pace: inout Pace) async throws {
        var last: String? = ""
        while let after = last {
            try await pace.rest()
            let slice = try await read { db in try HomesFound.after(after, Self.homeSlice, in: db) }
            last = slice.last
            guard !slice.homes.isEmpty || !slice.gone.isEmpty else { continue }
            try await feeds.database.write { db in
                for (key, people) in slice.homes { try db.writeHome(key, people) }
                for key in slice.gone { try db.refreshHome(key) }
            }
        }
    }
}

/// What is to be suggested of homes that follow each other.
private struct HomesFound: Sendable {
    /// Homes to suggest, with how many people there are.
    var homes: [(key: String, people: Int)] = []
    /// Homes that are suggested and should no longer be.
    var gone: [String] = []
    /// The last home that was looked at; nil where there are no more.
    var last: String?

    static func after(_ key: String, _ limit: Int, in db: Database) throws -> HomesFound {
        var found = HomesFound()
        let rows = try Row.fetchCursor(
            db,
            sql: homeSQL + " AND p.home_key > ? GROUP BY p.home_key "
                + "HAVING people > 1 AND households > 1 ORDER BY p.home_key LIMIT ?",
            arguments: [key, limit])
        var count = 0
        while let row = try rows.next() {
            count += 1
            found.last = row[0]
            if isHousehold(row[0], row[1]) { found.homes.append((row[0], row[1])) }
        }
        if count < limit { found.last = nil }
        let suggested = try String.fetchCursor(
            db,
            sql: """
                SELECT home_key FROM household_suggestion
                WHERE state = 'open' AND home_key > ? AND home_key <= coalesce(?, home_key)
                """, arguments: [key, found.last])
        let keys = Set(found.homes.map(\.key))
        while let key = try suggested.next() {
            if !keys.contains(key) { found.gone.append(key) }
        }
        return found
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
        let statement = try cachedStatement(sql: homeSQL + " AND p.home_key = ?")
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
