import GRDB

/// Where it stands what an import changes about the people of its rows.
protocol RowChanges {
    /// The SQL condition on `r` and `p` for rows whose person changes in a field.
    func having(_ field: String) -> (sql: String, arguments: StatementArguments)
    /// The fields in which the people of some rows change, by row.
    func fields(of rows: [Row], in db: Database) throws -> [Int: [String]]
    /// What changes in one field of the people of some rows, by row.
    func values(_ field: String, of rows: [Row], in db: Database) throws -> [Int: ChangedValue]
}

/// A value before and after.
struct ChangedValue: Hashable, Sendable {
    var old: String?
    var new: String

    /// A value as people read it.
    init(_ field: String, _ old: String?, _ new: String?) {
        self.old = old.map { readableValue(field, $0) }
        self.new = new.map { readableValue(field, $0) } ?? ""
    }

    /// Adds one of several values.
    mutating func add(_ other: ChangedValue) {
        old = [old, other.old].compactMap { $0 }.joined(separator: ", ")
        if old?.isEmpty == true { old = nil }
        new += ", " + other.new
    }
}

/// What a staged list would change.
struct StagedChanges: RowChanges {
    let importID: Int64

    func having(_ field: String) -> (sql: String, arguments: StatementArguments) {
        if let known = PersonField(rawValue: field) {
            return ("p.\(known.rawValue) IS NOT NULL", [])
        }
        if let condition = ImportTies.condition(field) {
            let sql = """
                EXISTS (SELECT 1 FROM import_tie t
                  WHERE t.import_id = r.import_id AND t.row = r.row AND \(condition))
                """
            return (sql, [])
        }
        if field == PeriodInHistory.field {
            let sql = """
                EXISTS (SELECT 1 FROM import_period t
                  WHERE t.import_id = r.import_id AND t.row = r.row)
                """
            return (sql, [])
        }
        if field == StagedNotes.field {
            let sql = """
                EXISTS (SELECT 1 FROM import_person_note t
                  WHERE t.import_id = r.import_id AND t.row = r.row)
                """
            return (sql, [])
        }
        let sql = """
            EXISTS (SELECT 1 FROM import_detail d
              WHERE d.import_id = r.import_id AND d.row = r.row AND d.detail = ?)
            """
        return (sql, [field])
    }

    func fields(of rows: [Row], in db: Database) throws -> [Int: [String]] {
        let numbers: [Int] = rows.map { $0["row"] }
        let arguments = StatementArguments([importID]) + StatementArguments(numbers)
        let marks = databaseQuestionMarks(count: numbers.count)
        let columns = PersonField.allCases.map(\.rawValue)
        let said = columns.map { "\($0) IS NOT NULL" }.joined(separator: ", ")
        var result: [Int: [String]] = [:]
        for person in try Row.fetchAll(
            db,
            sql: "SELECT row, \(said) FROM import_person WHERE import_id = ? AND row IN (\(marks))",
            arguments: arguments)
        {
            result[person[0]] = columns.indices.filter { person[$0 + 1] }.map { columns[$0] }
        }
        for detail in try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT row, detail FROM import_detail
                WHERE import_id = ? AND row IN (\(marks))
                """, arguments: arguments)
        {
            result[detail[0], default: []].append(detail[1])
        }
        for tie in try Row.fetchAll(
            db,
            sql: """
                SELECT row, max(is_work), count(title) FROM import_tie
                WHERE import_id = ? AND row IN (\(marks)) GROUP BY row
                """, arguments: arguments)
        {
            if tie[1] as Bool { result[tie[0], default: []].append("relation") }
            if (tie[2] as Int) > 0 { result[tie[0], default: []].append("position") }
        }
        for (table, field) in [
            ("import_period", PeriodInHistory.field), ("import_person_note", StagedNotes.field),
        ] {
            for row in try Int.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT row FROM \(table) WHERE import_id = ? AND row IN (\(marks))
                    """, arguments: arguments)
            {
                result[row, default: []].append(field)
            }
        }
        return result
    }

    func values(_ field: String, of rows: [Row], in db: Database) throws -> [Int: ChangedValue] {
        let numbers: [Int] = rows.map { $0["row"] }
        let marks = databaseQuestionMarks(count: numbers.count)
        if let column = PersonField(rawValue: field)?.rawValue {
            let found = try Row.fetchAll(
                db,
                sql: """
                    SELECT r.row, m.\(column), p.\(column)
                    FROM import_row r JOIN import_person p USING (import_id, row)
                    LEFT JOIN member m ON m.id = r.member_id
                    WHERE r.import_id = ? AND r.row IN (\(marks))
                    """, arguments: StatementArguments([importID]) + StatementArguments(numbers))
            return changed(field, found)
        }
        if let condition = ImportTies.condition(field) {
            let found = try Row.fetchAll(
                db,
                sql: """
                    SELECT t.row, NULL, \(ImportTies.words(field)) FROM import_tie t
                    WHERE t.import_id = ? AND t.row IN (\(marks)) AND \(condition)
                    ORDER BY t.row, t.ordinal
                    """, arguments: StatementArguments([importID]) + StatementArguments(numbers))
            return changed(field, found)
        }
        if field == PeriodInHistory.field {
            let found = try Row.fetchAll(
                db,
                sql: """
                    SELECT row, NULL, period FROM import_period
                    WHERE import_id = ? AND row IN (\(marks)) ORDER BY row, ordinal
                    """, arguments: StatementArguments([importID]) + StatementArguments(numbers))
            return changed(field, found)
        }
        if field == StagedNotes.field {
            let found = try Row.fetchAll(
                db,
                sql: """
                    SELECT row, NULL, coalesce(body, summary) FROM import_person_note
                    WHERE import_id = ? AND row IN (\(marks)) ORDER BY row, ordinal
                    """, arguments: StatementArguments([importID]) + StatementArguments(numbers))
            return changed(field, found)
        }
        guard let detail = Detail(rawValue: field) else { return [:] }
        let cells = detail.columns.indices.map { "d.c\($0)" }.joined(separator: " || char(10) || ")
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT d.row,
                  (SELECT \(detail.textSQL) FROM \(detail.table) t
                   WHERE t.member_id = r.member_id AND t.key = d.replaces),
                  \(cells)
                FROM import_detail d JOIN import_row r USING (import_id, row)
                WHERE d.import_id = ? AND d.detail = ? AND d.row IN (\(marks)) ORDER BY d.key
                """,
            arguments: StatementArguments([importID]) + [field] + StatementArguments(numbers))
        return changed(field, found)
    }
}

/// What an applied list has changed.
struct AppliedChanges: RowChanges {
    let importID: Int64
    let first: Int64
    let last: Int64
    /// Its notes on timelines; nil where it has none.
    let notes: ClosedRange<Int64>?

    func having(_ field: String) -> (sql: String, arguments: StatementArguments) {
        if field == StagedNotes.field {
            guard let notes else { return ("FALSE", []) }
            let sql = """
                EXISTS (SELECT 1 FROM interaction_party t WHERE t.member_id = r.member_id
                  AND t.interaction_id BETWEEN ? AND ?)
                """
            return (sql, [notes.lowerBound, notes.upperBound])
        }
        let sql = """
            EXISTS (SELECT 1 FROM history h WHERE h.member_id = r.member_id
              AND h.id BETWEEN ? AND ? AND h.field = ?)
            """
        return (sql, [first, last, field])
    }

    func fields(of rows: [Row], in db: Database) throws -> [Int: [String]] {
        let numbers: [Int] = rows.map { $0["row"] }
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT r.row, h.field
                FROM import_row r JOIN history h ON h.member_id = r.member_id
                WHERE r.import_id = ? AND r.row IN (\(databaseQuestionMarks(count: numbers.count)))
                  AND h.id BETWEEN ? AND ? ORDER BY h.id
                """,
            arguments: StatementArguments([importID]) + StatementArguments(numbers)
                + [first, last])
        var result = Dictionary(grouping: found) { $0[0] as Int }.mapValues {
            $0.map { $0[1] as String }
        }
        for row in Set(try noted(rows, in: db).map { $0[0] as Int }) {
            result[row, default: []].append(StagedNotes.field)
        }
        return result
    }

    /// The rows of these that have brought notes, with each note as it is now.
    private func noted(_ rows: [Row], in db: Database) throws -> [Row] {
        guard let notes else { return [] }
        let numbers: [Int] = rows.map { $0["row"] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT r.row, NULL, coalesce(i.body, i.summary) FROM import_row r
                JOIN interaction_party p ON p.member_id = r.member_id
                JOIN interaction i ON i.id = p.interaction_id
                WHERE r.import_id = ? AND r.row IN (\(databaseQuestionMarks(count: numbers.count)))
                  AND p.interaction_id BETWEEN ? AND ? AND i.is_private = 0
                  AND i.removed_at IS NULL ORDER BY r.row, i.id
                """,
            arguments: StatementArguments([importID]) + StatementArguments(numbers)
                + [notes.lowerBound, notes.upperBound])
    }

    func values(_ field: String, of rows: [Row], in db: Database) throws -> [Int: ChangedValue] {
        if field == StagedNotes.field { return changed(field, try noted(rows, in: db)) }
        let numbers: [Int] = rows.map { $0["row"] }
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT r.row, h.old, h.new
                FROM import_row r JOIN history h ON h.member_id = r.member_id
                WHERE r.import_id = ? AND r.row IN (\(databaseQuestionMarks(count: numbers.count)))
                  AND h.id BETWEEN ? AND ? AND h.field = ? ORDER BY h.id
                """,
            arguments: StatementArguments([importID]) + StatementArguments(numbers)
                + [first, last, field])
        return changed(field, found)
    }
}

/// Values by row: the row, what was there, and what is there afterwards.
private func changed(_ field: String, _ found: [Row]) -> [Int: ChangedValue] {
    var result: [Int: ChangedValue] = [:]
    for row in found {
        let value = ChangedValue(field, row[1], row[2])
        let number: Int = row[0]
        if result[number]?.add(value) == nil { result[number] = value }
    }
    return result
}
