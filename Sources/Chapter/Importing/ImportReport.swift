public import GRDB

/// A row of a list that was not taken, and why.
public struct RefusedRow: Hashable, Sendable, Encodable {
    /// Its number as a spreadsheet counts.
    public let row: Int
    /// What is wrong with it.
    public let reason: String
}

/// What a list does, or would do, to the chapter's people.
public struct ImportReport: Hashable, Sendable, Encodable {
    /// A column of the list and what it was read as.
    public struct Column: Hashable, Sendable, Encodable {
        /// The heading.
        public let header: String
        /// What it was read as; nil where it was not used.
        public let meaning: String?
        /// Why it was not used.
        public let unused: String?
    }

    /// What `ApplyImport` and `UndoImport` take, as text.
    public let importID: String
    /// The name of the file.
    public let file: String
    /// What the list may do to people who are known.
    public let mode: String
    /// staged, applied or undone.
    public let state: String
    /// How the letters were written.
    public let encoding: String
    /// What stood between the values.
    public let delimiter: String
    /// The other system that the list came from; nil where nobody knew it.
    public let system: String?
    /// How rows found the people they are about.
    public let key: String
    /// The tag that everybody on the list gets; nil for none.
    public let tag: String?
    /// How many people are new.
    public let new: Int
    /// How many known people change.
    public let updated: Int
    /// How many known people stay as they are.
    public let unchanged: Int
    /// How many rows cannot be told to be one person.
    public let conflicting: Int
    /// How many rows cannot be read.
    public let failedCount: Int
    /// The rows that cannot be read, up to 10,000.
    public let failed: [RefusedRow]
    /// The rows that cannot be told to be one person, up to 10,000.
    public let conflicts: [RefusedRow]
    /// How many known people change in which field.
    public let changes: [String: Int]
    /// Who works where: the organizations and positions.
    public let ties: ImportTies
    /// How many new people undoing took out again.
    public let removed: Int
    /// How many known people undoing made as they were.
    public let restored: Int
    /// How many people undoing left as they were, in whole or in part.
    public let kept: Int
    /// What each column was read as.
    public let columns: [Column]
    /// What to look at before applying.
    public let warnings: [String]

    /// Reads the report for a viewer who may manage people.
    public static func read(_ importID: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<ImportReport, Refusal>
    {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM import WHERE id = ? AND state <> 'staging'",
            arguments: [importID])
        guard let row else { return .failure(.notFound("import")) }
        return .success(try ImportReport(row, in: db))
    }

    private init(_ row: Row, in db: Database) throws {
        let id: Int64 = row["id"]
        var counts: [String: Int] = [:]
        for count in try Row.fetchAll(
            db,
            sql: "SELECT outcome, count(*) FROM import_row WHERE import_id = ? GROUP BY outcome",
            arguments: [id])
        {
            counts[count[0]] = count[1]
        }
        let notes = try Row.fetchAll(
            db,
            sql: "SELECT kind, header, note FROM import_note WHERE import_id = ? ORDER BY ordinal",
            arguments: [id])
        var undone: [String: Int] = [:]
        for count in try Row.fetchAll(
            db,
            sql: """
                SELECT undone, count(*) FROM import_row WHERE import_id = ? AND undone IS NOT NULL
                GROUP BY undone
                """, arguments: [id])
        {
            undone[count[0]] = count[1]
        }
        removed = undone["removed"] ?? 0
        restored = undone["restored"] ?? 0
        kept = undone["kept"] ?? 0
        importID = String(id)
        file = row["file"]
        mode = row["mode"]
        state = row["state"]
        encoding = row["encoding"]
        delimiter = row["delimiter"]
        system = row["system"]
        key = row["match_key"]
        tag = row["tag"]
        new = counts["new"] ?? 0
        updated = counts["updated"] ?? 0
        unchanged = counts["unchanged"] ?? 0
        conflicting = counts["conflicting"] ?? 0
        failedCount = counts["failed"] ?? 0
        failed = try refusedRows(id, "failed", in: db)
        conflicts = try refusedRows(id, "conflicting", in: db)
        let isStaged = row["state"] == "staged"
        changes = try isStaged ? stagedChanges(id, in: db) : appliedChanges(row, in: db)
        ties = try isStaged ? ImportTies.staged(id, in: db) : ImportTies(row)
        columns = notes.filter { $0["kind"] != "warning" }.map { note in
            let isUsed = note["kind"] == "column"
            return Column(
                header: note["header"], meaning: isUsed ? note["note"] : nil,
                unused: isUsed ? nil : note["note"])
        }
        var warnings: [String] = notes.filter { $0["kind"] == "warning" }.map { note in
            let header: String = note["header"]
            let text: String = note["note"]
            return header.isEmpty ? text : "Column \(header): \(text)."
        }
        let people = try Int.fetchOne(db, sql: "SELECT count(*) FROM member") ?? 0
        // From this share on, a wrong file or a wrong column is likelier than so much news.
        if isStaged, updated >= 10, updated <= people, updated * 10 >= people * 3 {
            warnings.append(
                "This changes \(updated) of \(people) people, \(updated * 100 / people) %. "
                    + "Look at it closely before you apply it.")
        }
        self.warnings = warnings
    }
}

private func refusedRows(_ id: Int64, _ outcome: String, in db: Database) throws -> [RefusedRow] {
    let rows = try Row.fetchAll(
        db,
        sql: """
            SELECT row, reason FROM import_row WHERE import_id = ? AND outcome = ?
            ORDER BY row LIMIT ?
            """, arguments: [id, outcome, ImportLimits.namedRows])
    return rows.map { RefusedRow(row: $0[0], reason: $0[1] ?? "") }
}

private func stagedChanges(_ id: Int64, in db: Database) throws -> [String: Int] {
    var result: [String: Int] = [:]
    let counts = PersonField.allCases.map { "count(p.\($0.rawValue))" }.joined(separator: ", ")
    let row = try Row.fetchOne(
        db,
        sql: """
            SELECT \(counts) FROM import_person p JOIN import_row r USING (import_id, row)
            WHERE import_id = ? AND r.outcome = 'updated'
            """, arguments: [id])
    for (index, field) in PersonField.allCases.enumerated() {
        let count: Int = row?[index] ?? 0
        if count > 0 { result[field.words] = count }
    }
    let details = try Row.fetchAll(
        db,
        sql: """
            SELECT d.detail, count(*) FROM import_detail d JOIN import_row r USING (import_id, row)
            WHERE import_id = ? AND r.outcome = 'updated' GROUP BY d.detail
            """, arguments: [id])
    for row in details { result[row[0]] = row[1] }
    return result
}

private func appliedChanges(_ row: Row, in db: Database) throws -> [String: Int] {
    guard let first: Int64 = row["first_history"], let last: Int64 = row["last_history"] else {
        return [:]
    }
    let rows = try Row.fetchAll(
        db,
        sql: """
            SELECT field, count(*) FROM history WHERE id BETWEEN ? AND ? AND member_id IN
              (SELECT member_id FROM import_row WHERE import_id = ? AND outcome = 'updated')
            GROUP BY field
            """, arguments: [first, last, row["id"] as Int64])
    var result: [String: Int] = [:]
    for row in rows { result[fieldWords(row[0])] = row[1] }
    return result
}
