import GRDB

/// What is exported of some people and lies in other tables, each read once.
struct ExportFacts {
    /// The names of the organizations at which they work now.
    private(set) var organizations: [MemberID: [String]] = [:]
    /// Their positions now.
    private(set) var positions: [MemberID: [String]] = [:]
    /// Their periods of membership, the earliest first.
    private(set) var periods: [MemberID: [MembershipPeriod]] = [:]
    /// Their relations in words, with days and notes.
    private(set) var relationsInFull: [MemberID: [String]] = [:]
    /// Their positions in words, with days and notes.
    private(set) var positionsInFull: [MemberID: [String]] = [:]

    /// Reads what the columns ask for.
    init(of people: [MemberID], for columns: [ExportColumn], on day: CalendarDay, in db: Database)
        throws
    {
        let list = people.map(\.description).joined(separator: ",")
        let isNow = holdsSQL(on: "?1")
        if columns.contains(.organizations) {
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT r.from_id, o.name FROM relation r
                    JOIN relation_type t ON t.id = r.type_id AND t.code = 'works at'
                    JOIN member o ON o.id = r.to_id
                    WHERE r.from_id IN (\(list)) AND \(isNow) ORDER BY r.id
                    """, arguments: [day.description])
            {
                organizations[row[0], default: []].append(row[1])
            }
        }
        if columns.contains(.positions) {
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT p.member_id, p.title || coalesce('\(DraftTie.mark)' || o.name, '')
                    FROM position p LEFT JOIN member o ON o.id = p.organization_id
                    WHERE p.member_id IN (\(list)) AND \(isNow) ORDER BY p.id
                    """, arguments: [day.description])
            {
                positions[row[0], default: []].append(row[1])
            }
        }
        if columns.contains(.relationsInFull) { try readRelations(list, in: db) }
        if columns.contains(.positionsInFull) { try readPositions(list, in: db) }
        if columns.contains(.memberships) {
            periods = try MembershipPeriod.fetch(db, of: people)
        }
    }
}

extension ExportFacts {
    /// Each relation as the contact reads it, whichever end they are at.
    private mutating func readRelations(_ list: String, in db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.id, r.from_id AS member_id, t.forward AS words, o.name,
                  r.starts_on, r.ends_on, r.note
                FROM relation r JOIN relation_type t ON t.id = r.type_id
                JOIN member o ON o.id = r.to_id WHERE r.from_id IN (\(list))
                UNION ALL
                SELECT r.id, r.to_id, t.backward, o.name, r.starts_on, r.ends_on, r.note
                FROM relation r JOIN relation_type t ON t.id = r.type_id
                JOIN member o ON o.id = r.from_id WHERE r.to_id IN (\(list))
                ORDER BY 1
                """)
        for row in rows {
            let what = "\(row["words"] as String) \(row["name"] as String)"
            relationsInFull[row["member_id"], default: []].append(Self.inFull(what, row))
        }
    }

    private mutating func readPositions(_ list: String, in db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.member_id, p.title || coalesce('\(DraftTie.mark)' || o.name, '') AS words,
                  p.starts_on, p.ends_on, p.note
                FROM position p LEFT JOIN member o ON o.id = p.organization_id
                WHERE p.member_id IN (\(list)) ORDER BY p.id
                """)
        for row in rows {
            positionsInFull[row["member_id"], default: []].append(Self.inFull(row["words"], row))
        }
    }

    /// “mentors Ana (2025-01-01 to 2026-02-01, until she retired)”.
    private static func inFull(_ what: String, _ row: Row) -> String {
        let (start, end, note): (String?, String?, String?) = (
            row["starts_on"], row["ends_on"], row["note"]
        )
        let days: String? =
            switch (start, end) {
            case (nil, nil): nil
            case (.some(let start), nil): "from \(start)"
            case (nil, .some(let end)): "until \(end)"
            case (.some(let start), .some(let end)): "\(start) to \(end)"
            }
        let more = [days, note].compactMap { $0 }.filter { !$0.isEmpty }
        return more.isEmpty ? what : "\(what) (\(more.joined(separator: ", ")))"
    }
}
