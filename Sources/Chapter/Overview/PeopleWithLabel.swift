import GRDB

/// The members of a day who had a label on it, in any spelling.
///
/// It says the same as `LabelsThroughTime`, for one label: who has it today and did not get it
/// since, and who has lost it since.
struct PeopleWithLabel {
    private let kind: DashboardLabel
    private let key: String
    private let day: DayNumber

    init(_ kind: DashboardLabel, _ name: String, on day: DayNumber) {
        self.kind = kind
        key = foldedName(name)
        self.day = day
    }

    /// Reads their ids.
    func ids(in db: Database) throws -> [Int64] {
        let before = try changed(in: db)
        let today = try membersToday(in: db).filter { before[$0] == nil }
        let lost = before.compactMap { $0.value ? $0.key : nil }
        return try today + members(among: lost, in: db)
    }

    /// Of whom the label has changed since the day, and whether they had it before.
    private func changed(in db: Database) throws -> [Int64: Bool] {
        let rows = try kind.changes(after: day, in: db)
        var spellings: [String: Bool] = [:]
        func isWanted(_ text: String?) -> Bool {
            guard let text else { return false }
            if let known = spellings[text] { return known }
            let fits = foldedName(text) == key
            spellings[text] = fits
            return fits
        }
        var before: [Int64: Bool] = [:]
        while let row = try rows.next() {
            let (isOld, isNew) = (isWanted(row[1]), isWanted(row[2]))
            guard isOld || isNew else { continue }
            let id: Int64 = row[0]
            if before[id] == nil { before[id] = isOld }
        }
        return before
    }

    private func membersToday(in db: Database) throws -> [Int64] {
        switch kind {
        case .interest, .tag:
            return try Int64.fetchAll(
                db,
                sql: """
                    SELECT l.member_id FROM member_\(kind.rawValue) l
                    CROSS JOIN status_span s ON s.member_id = l.member_id
                    WHERE l.key = ? AND \(isMember)
                    """, arguments: [key, day.value, day.value, day.value])
        case .employer, .workplace:
            let spellings = try String.fetchAll(db, sql: everySpelling).filter {
                foldedName($0) == key
            }
            return try spellings.flatMap { spelling in
                try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT m.id FROM member m CROSS JOIN status_span s ON s.member_id = m.id
                        WHERE m.\(kind.rawValue) = ? AND \(isMember)
                        """, arguments: [spelling, day.value, day.value, day.value])
            }
        }
    }

    private func members(among ids: [Int64], in db: Database) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM status_span s WHERE s.member_id = ? AND \(isMember)")
        return try ids.filter { id in
            try Bool.fetchOne(statement, arguments: [id, day.value, day.value, day.value]) ?? false
        }
    }

    /// Of whom nothing was written yet on the day had no label.
    private var isMember: String {
        "s.status = 2 AND s.from_day <= ? AND s.until_day > ? AND s.recorded_day <= ?"
    }

    /// Each text of a column once, from spelling to spelling in its index.
    private var everySpelling: String {
        let column = kind.rawValue
        return """
            WITH RECURSIVE spelling (text) AS (
              SELECT min(\(column)) FROM member WHERE \(column) NOT NULL
              UNION ALL
              SELECT (SELECT min(\(column)) FROM member WHERE \(column) > text) FROM spelling
              WHERE text NOT NULL)
            SELECT text FROM spelling WHERE text NOT NULL
            """
    }
}
