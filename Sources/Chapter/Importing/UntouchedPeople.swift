import Federation
import GRDB

/// The known people of an import whom nobody has touched since: all of them are put back at once.
///
/// Their records are what applying made of them, so what was there before is what the history says,
/// and nothing of anybody's can be lost. Person by person this takes minutes for a large list.
struct UntouchedPeople {
    private let importID: Int64
    private let first: Int64
    private let last: Int64
    private let context: ActContext

    /// How many people are read at a time.
    private static let chunk = 500

    init(_ importID: Int64, _ first: Int64, _ last: Int64, _ context: ActContext) {
        self.importID = importID
        self.first = first
        self.last = last
        self.context = context
    }

    private var db: Database { context.db }

    /// Marks them and gives how many they are.
    ///
    /// Whoever only got a note has the version from before: the import wrote nothing of them that
    /// would have to be put back.
    func mark() throws -> Int {
        try db.execute(
            sql: """
                UPDATE import_row SET undone = 'restored'
                WHERE import_id = ? AND outcome = 'updated' AND undone IS NULL AND EXISTS
                  (SELECT 1 FROM member m
                   WHERE m.id = import_row.member_id
                     AND m.version - import_row.member_version IN (0, 1))
                """, arguments: [importID])
        return db.changesCount
    }

    /// Puts those who were marked back as they were.
    ///
    /// Who works where is taken back elsewhere, for everybody.
    func restore(_ progress: (_ done: Int, _ people: Int) throws -> Void) throws {
        // Every step that follows looks only at what the import wrote about these people.
        try db.execute(
            sql: """
                CREATE TEMP TABLE untouched (member_id INTEGER, history_id INTEGER PRIMARY KEY);
                INSERT INTO untouched SELECT h.member_id, h.id FROM history h
                  JOIN import_row r ON r.member_id = h.member_id
                  WHERE h.id BETWEEN ?1 AND ?2 AND r.import_id = ?3 AND r.undone = 'restored'
                    AND h.field NOT IN (\(TakeBackTies.fields));
                """, arguments: [first, last, importID])
        defer { try? db.execute(sql: "DROP TABLE temp.untouched") }
        let steps = Detail.allCases.count + 3
        try progress(0, steps)
        try restoreFields()
        try progress(1, steps)
        for (index, detail) in Detail.allCases.enumerated() {
            try restore(detail)
            try progress(index + 2, steps)
        }
        try writeHistory()
        try progress(steps - 1, steps)
        try refreshSearch()
    }

    /// Fields, all of a person at once: some of them must not be seen without each other.
    private func restoreFields() throws {
        let used = Set(
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT h.field FROM untouched u JOIN history h ON h.id = u.history_id
                    """))
        let fields = PersonField.allCases.map(\.rawValue).filter(used.contains)
        let olds = fields.flatMap { field in
            [
                "max(CASE WHEN h.field = '\(field)' THEN h.old END) AS old_\(field)",
                "max(h.field = '\(field)') AS has_\(field)",
            ]
        }
        let sets = fields.map {
            "\($0) = CASE WHEN before.has_\($0) THEN before.old_\($0) ELSE member.\($0) END"
        }
        try db.execute(
            sql: """
                WITH before AS MATERIALIZED
                  (SELECT \((["u.member_id AS person"] + olds).joined(separator: ", "))
                   FROM untouched u JOIN history h ON h.id = u.history_id GROUP BY u.member_id)
                UPDATE member
                SET \((["version = member.version + 1"] + sets).joined(separator: ", "))
                FROM before WHERE member.id = before.person
                """)
        for field in PersonField.allCases where used.contains(field.rawValue) {
            if let column = field.foldedColumn { try fold(field, into: column) }
        }
    }

    /// Keeps what was put back as lists are ordered by it.
    private func fold(_ field: PersonField, into column: String) throws {
        let olds = try Row.fetchAll(
            db,
            sql: """
                SELECT u.member_id, h.old FROM untouched u JOIN history h ON h.id = u.history_id
                WHERE h.field = ?
                """, arguments: [field.rawValue])
        let statement = try db.cachedStatement(
            sql: "UPDATE member SET \(column) = ? WHERE id = ?")
        for row in olds {
            let old: String? = row[1]
            try statement.execute(arguments: [old.map(foldedName), row[0] as Int64])
        }
    }

    /// What there can be several of: the rows that the import wrote go, those they replaced come.
    private func restore(_ detail: Detail) throws {
        let text = detail.columns.map { "t.\($0)" }.joined(separator: " || char(10) || ")
        try db.execute(
            sql: """
                DELETE FROM \(detail.table) WHERE (member_id, key) IN
                  (SELECT t.member_id, t.key FROM untouched u
                   JOIN history h ON h.id = u.history_id
                   JOIN \(detail.table) t ON t.member_id = u.member_id
                   WHERE h.field = ? AND h.new IS NOT NULL AND \(text) = h.new)
                """, arguments: [detail.rawValue])
        let replaced = try Row.fetchAll(
            db,
            sql: """
                SELECT u.member_id, h.old FROM untouched u JOIN history h ON h.id = u.history_id
                WHERE h.field = ? AND h.old IS NOT NULL ORDER BY h.id
                """, arguments: [detail.rawValue])
        let statement = try db.cachedStatement(sql: detail.insertSQL)
        for row in replaced {
            guard let before = DetailRow(detail, text: row[1]) else { continue }
            let head: [any DatabaseValueConvertible] = [row[0] as Int64, before.key]
            try statement.execute(arguments: StatementArguments(head + before.cells))
        }
    }

    private func writeHistory() throws {
        try db.execute(
            sql: """
                INSERT INTO history
                  (at, actor, act, member_id, version, field, old, new, import_id, device)
                SELECT ?, ?, 'UndoImport', h.member_id, m.version, h.field, h.new, h.old, h.import_id,
                  '\(ActOrigin.imported.text)'
                FROM untouched u JOIN history h ON h.id = u.history_id
                JOIN member m ON m.id = u.member_id ORDER BY h.id
                """, arguments: [context.now.milliseconds, context.viewer.actor])
    }

    /// Makes the words anew by which these people are found.
    private func refreshSearch() throws {
        let searched =
            PersonField.searched.map(\.rawValue)
            + Detail.allCases.filter(\.isSearched).map(\.rawValue)
        let ids = try MemberID.fetchAll(
            db,
            sql: """
                SELECT DISTINCT u.member_id FROM untouched u
                JOIN history h ON h.id = u.history_id
                WHERE h.field IN (\(databaseQuestionMarks(count: searched.count)))
                """, arguments: StatementArguments(searched))
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO member_search (rowid, words) VALUES (?, ?)")
        for start in stride(from: 0, to: ids.count, by: Self.chunk) {
            let part = Array(ids[start..<min(ids.count, start + Self.chunk)])
            for person in try StoredPerson.fetch(db, part) {
                try statement.execute(arguments: [person.id, searchWords(of: person)])
            }
        }
    }
}
