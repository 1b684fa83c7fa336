public import GRDB

/// How many known people a staged list changes in one field, and one of them.
public struct ImportEffect: Hashable, Sendable {
    /// The field, as tables name it: `birth_date`, `email`, `external id`.
    public let field: String
    /// How many people.
    public let people: Int
    /// The name of the first of them.
    public let name: String
    /// What is there now; nil for nothing.
    public let old: String?
    /// What would be there, or what was added.
    public let new: String

    /// What a staged list changes, the field with the most people first.
    public static func all(of importID: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<[ImportEffect], Refusal>
    {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        var effects: [ImportEffect] = []
        let columns = PersonField.allCases.map(\.rawValue)
        let counts = try Row.fetchOne(
            db,
            sql: """
                SELECT \(columns.map { "count(p.\($0))" }.joined(separator: ", "))
                FROM import_person p JOIN import_row r USING (import_id, row)
                WHERE import_id = ? AND r.outcome = 'updated'
                """, arguments: [importID])
        for (index, column) in columns.enumerated() {
            let people: Int = counts?[index] ?? 0
            guard people > 0 else { continue }
            let example = try Row.fetchOne(
                db,
                sql: """
                    SELECT m.name, m.\(column), p.\(column)
                    FROM import_person p JOIN import_row r USING (import_id, row)
                    JOIN member m ON m.id = r.member_id
                    WHERE import_id = ? AND r.outcome = 'updated' AND p.\(column) IS NOT NULL
                    ORDER BY p.row LIMIT 1
                    """, arguments: [importID])
            guard let example else { continue }
            effects.append(
                ImportEffect(
                    field: column, people: people, name: example[0], old: example[1],
                    new: example[2]))
        }
        for detail in Detail.allCases {
            if let effect = try one(detail, of: importID, in: db) { effects.append(effect) }
        }
        for field in ["relation", "position"] {
            if let effect = try tie(field, of: importID, in: db) { effects.append(effect) }
        }
        if let effect = try periods(of: importID, in: db) { effects.append(effect) }
        if let effect = try notes(of: importID, in: db) { effects.append(effect) }
        return .success(effects.sorted { ($1.people, $0.field) < ($0.people, $1.field) })
    }

    private static func periods(of importID: Int64, in db: Database) throws -> ImportEffect? {
        let field = PeriodInHistory.field
        return try added(field, of: importID, in: "import_period", "t.period", db) {
            readableValue(field, $0)
        }
    }

    private static func notes(of importID: Int64, in db: Database) throws -> ImportEffect? {
        try added(StagedNotes.field, of: importID, in: "import_person_note", "t.summary", db)
    }

    private static func tie(_ field: String, of importID: Int64, in db: Database) throws
        -> ImportEffect?
    {
        guard let condition = ImportTies.condition(field) else { return nil }
        return try added(
            field, of: importID, in: "import_tie", ImportTies.words(field), where: condition, db)
    }

    /// What rows of a table `t` add to people who are there, with the first of them.
    private static func added(
        _ field: String, of importID: Int64, in table: String, _ value: String,
        where condition: String = "1", _ db: Database, read: (String) -> String = { $0 }
    ) throws -> ImportEffect? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT t.row), m.name, \(value), min(t.row)
                FROM \(table) t JOIN import_row r USING (import_id, row)
                JOIN member m ON m.id = r.member_id
                WHERE t.import_id = ? AND r.outcome = 'updated' AND \(condition)
                """, arguments: [importID])
        guard let row, let people: Int = row[0], people > 0 else { return nil }
        return ImportEffect(
            field: field, people: people, name: row[1], old: nil, new: read(row[2]))
    }

    private static func one(_ detail: Detail, of importID: Int64, in db: Database) throws
        -> ImportEffect?
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT d.row), min(d.row)
                FROM import_detail d JOIN import_row r USING (import_id, row)
                WHERE import_id = ? AND d.detail = ? AND r.outcome = 'updated'
                """, arguments: [importID, detail.rawValue])
        guard let row, let people: Int = row[0], people > 0, let first: Int = row[1] else {
            return nil
        }
        let cells = detail.columns.indices.map { "d.c\($0)" }.joined(separator: " || char(10) || ")
        let example = try Row.fetchOne(
            db,
            sql: """
                SELECT m.name,
                  (SELECT \(detail.textSQL) FROM \(detail.table) t
                   WHERE d.replaces IS NOT NULL AND t.member_id = r.member_id
                     AND t.key = d.replaces),
                  \(cells)
                FROM import_detail d JOIN import_row r USING (import_id, row)
                JOIN member m ON m.id = r.member_id
                WHERE import_id = ? AND d.detail = ? AND d.row = ? ORDER BY d.key LIMIT 1
                """, arguments: [importID, detail.rawValue, first])
        guard let example else { return nil }
        let old: String? = example[1]
        return ImportEffect(
            field: detail.rawValue, people: people, name: example[0],
            old: old.map { readableValue(detail.rawValue, $0) },
            new: readableValue(detail.rawValue, example[2]))
    }
}

/// A value of history as people read it: of an address its lines, of an e-mail address no kind.
func readableValue(_ field: String, _ text: String) -> String {
    if field == PeriodInHistory.field { return PeriodInHistory(text)?.words ?? text }
    if TieText.fields.contains(field) { return TieText(text)?.sentence ?? text }
    guard let detail = Detail(rawValue: field), let row = DetailRow(detail, text: text) else {
        return text
    }
    // Whether something can be used is part of what is read only where it cannot.
    let state = row.state.isUsable ? "" : " (\(row.state.rawValue))"
    switch detail {
    case .email, .phone, .tag, .interest, .skill: return row.cells[0] + state
    case .messenger: return row.cells.prefix(2).joined(separator: " ") + state
    case .ownField: return row.cells[1]
    case .externalID: return row.cells.joined(separator: " ")
    case .address:
        return row.cells.prefix(6).filter { !$0.isEmpty }.joined(separator: ", ") + state
    }
}
