import Federation
import GRDB

/// Writes what a staged list changes, all of it or nothing, in one transaction.
public struct ApplyImport: Act {
    /// The permission that importing takes.
    public static let permission = Permission.managePeople

    /// The import that `StageImport` reported.
    public var importID: Int64
    /// The fields of `LargeChange` that somebody has looked at; “all” for all of them.
    public var confirmed: Set<String>

    /// Told after each step, with the number of all steps.
    ///
    /// A refusal that it throws ends the work, and nothing of it is kept.
    public var progress: @Sendable (_ done: Int, _ steps: Int) throws -> Void

    /// A staged import.
    public init(
        _ importID: Int64, confirmed: Set<String> = [],
        progress: @Sendable @escaping (_ done: Int, _ steps: Int) throws -> Void = { _, _ in }
    ) {
        self.importID = importID
        self.confirmed = confirmed
        self.progress = progress
    }

    /// Applies it and gives the report.
    public func perform(in context: ActContext) throws -> Result<ImportReport, Refusal> {
        let db = context.db
        let found = try Row.fetchOne(
            db, sql: "SELECT state, history_mark, file FROM import WHERE id = ?",
            arguments: [importID])
        guard let found, found["state"] != "staging" else { return .failure(.notFound("import")) }
        guard found["state"] == "staged" else {
            let state: String = found["state"]
            return .failure(Refusal(.conflict, "This import has been \(state) already."))
        }
        if let refusal = try changedSinceStaging(found["history_mark"], in: db) {
            return .failure(refusal)
        }
        if let refusal = try unconfirmed(context) { return .failure(refusal) }
        let renamed = try settleQuestions(of: importID, in: db)
        try db.execute(
            sql: """
                UPDATE import_row SET member_id = ordinal + coalesce(
                  (SELECT seq FROM sqlite_sequence WHERE name = 'member'), 0)
                WHERE import_id = ? AND outcome = 'new'
                """, arguments: [importID])
        let first = try newestHistory(db) + 1
        try write(context)
        for id in renamed { try refreshSearch(id, in: db) }
        let last = try newestHistory(db)
        try db.execute(
            sql: """
                UPDATE import SET state = 'applied', first_history = ?, last_history = ?
                WHERE id = ?
                """, arguments: [first, last, importID])
        try context.settleMemberships(importedBy: importID)
        try deleteStaged(importID, in: db, all: false)
        try countOutcomes(of: importID, in: db)
        let report = try ImportReport.read(importID, in: db, for: context.viewer)
        if case .success(let report) = report {
            let file: String = found["file"]
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "ApplyImport", member: nil,
                    field: "list", old: nil,
                    new: "\(file): \(report.new) new, \(report.updated) updated",
                    importID: importID))
        }
        return report
    }

    /// Writes history, people, what they have several of, and what they are found by.
    private func write(_ context: ActContext) throws {
        let steps = 6 + 2 * Detail.allCases.count
        var done = 0
        func step(_ work: () throws -> Void) throws {
            try progress(done, steps)
            try work()
            done += 1
        }
        try step { try writeFieldHistory(context) }
        for detail in Detail.allCases { try step { try writeDetailHistory(detail, context) } }
        try step { try writePeople(context.db) }
        for detail in Detail.allCases { try step { try writeDetails(detail, context.db) } }
        try step { try writeSearch(context.db) }
        try step { try writeTies(context) }
        try step { try writePeriods(context) }
        try step { try writeNotes(context) }
        try progress(done, steps)
    }

    /// A list that was compared with people who have changed since could undo what they changed.
    private func changedSinceStaging(_ mark: Int64, in db: Database) throws -> Refusal? {
        let people =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM import_row r LEFT JOIN member m ON m.id = r.member_id
                    WHERE r.import_id = ? AND r.outcome = 'updated'
                      AND m.version IS NOT r.member_version
                    """, arguments: [importID]) ?? 0
        let keys =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(DISTINCT member_id) FROM history WHERE id > ?
                      AND field IN ('name', 'email', 'phone', 'external id', 'birth_date')
                    """, arguments: [mark]) ?? 0
        let count = max(people, keys)
        guard count > 0 else { return nil }
        return Refusal(
            .conflict,
            (count == 1 ? "One person was" : "\(count) people were")
                + " added or changed after this list was compared with them. Nothing was "
                + "imported; compare it with them again.")
    }

    /// What changes for very many people has to be looked at before.
    private func unconfirmed(_ context: ActContext) throws -> Refusal? {
        guard !confirmed.contains("all") else { return nil }
        let large = try LargeChange.all(of: importID, in: context.db, for: context.viewer)
        guard let change = large.first(where: { !confirmed.contains($0.field) }) else { return nil }
        return Refusal(
            .conflict,
            "This list changes the field “\(change.field)” of \(change.people) of the "
                + "\(change.of) people whom it is about. Nothing was imported; look at it and say "
                + "that it is right.",
            field: change.field)
    }

    /// Makes the words anew by which a person is found.
    private func refreshSearch(_ id: MemberID, in db: Database) throws {
        guard let person = try StoredPerson.fetch(db, id) else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO member_search (rowid, words) VALUES (?, ?)",
            arguments: [id, searchWords(of: person)])
    }

    private func newestHistory(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM history") ?? 0
    }

    private func writeFieldHistory(_ context: ActContext) throws {
        let counts = PersonField.allCases.map { "count(\($0.rawValue))" }.joined(separator: ", ")
        let used = try Row.fetchOne(
            context.db, sql: "SELECT \(counts) FROM import_person WHERE import_id = ?",
            arguments: [importID])
        for (index, field) in PersonField.allCases.enumerated() where (used?[index] ?? 0) > 0 {
            let column = field.rawValue
            try context.db.execute(
                sql: """
                    INSERT INTO history
                      (at, actor, act, member_id, version, field, old, new, import_id, device)
                    SELECT ?, ?, 'ApplyImport', r.member_id, coalesce(r.member_version, 0) + 1,
                      '\(column)', m.\(column), p.\(column), p.import_id,
                      '\(ActOrigin.imported.text)'
                    FROM import_person p CROSS JOIN import_row r USING (import_id, row)
                    LEFT JOIN member m ON m.id = r.member_id
                    WHERE p.import_id = ? AND p.\(column) IS NOT NULL
                    """,
                arguments: [context.now.milliseconds, context.viewer.actor, importID])
        }
    }

    private func writeDetailHistory(_ detail: Detail, _ context: ActContext) throws {
        let cells = detail.columns.indices.map { "d.c\($0)" }.joined(separator: " || char(10) || ")
        try context.db.execute(
            sql: """
                INSERT INTO history
                  (at, actor, act, member_id, version, field, old, new, import_id, device)
                SELECT ?, ?, 'ApplyImport', r.member_id, coalesce(r.member_version, 0) + 1, d.detail,
                  (SELECT \(detail.textSQL) FROM \(detail.table) t
                   WHERE d.replaces IS NOT NULL AND t.member_id = r.member_id
                     AND t.key = d.replaces),
                  \(cells), d.import_id, '\(ActOrigin.imported.text)'
                FROM import_detail d CROSS JOIN import_row r USING (import_id, row)
                WHERE d.import_id = ? AND d.detail = ?
                """,
            arguments: [
                context.now.milliseconds, context.viewer.actor, importID, detail.rawValue,
            ])
    }

    private func writePeople(_ db: Database) throws {
        let columns = PersonField.allCases.map(\.rawValue)
        try db.execute(
            sql: """
                INSERT INTO member
                  (id, folded_name, folded_family, \(columns.joined(separator: ", ")))
                SELECT r.member_id, p.folded_name, p.folded_family,
                  \(columns.map { $0 == "kind" ? "coalesce(p.kind, 'person')" : "p." + $0 }
                  .joined(separator: ", "))
                FROM import_person p CROSS JOIN import_row r USING (import_id, row)
                WHERE p.import_id = ? AND r.outcome = 'new' ORDER BY r.row
                """, arguments: [importID])
        let sets = (["folded_name", "folded_family"] + columns).map {
            "\($0) = coalesce(change.\($0), member.\($0))"
        }
        try db.execute(
            sql: """
                WITH change AS MATERIALIZED
                  (SELECT r.member_id AS changed_id, p.* FROM import_row r
                   CROSS JOIN import_person p USING (import_id, row)
                   WHERE r.import_id = ? AND r.outcome = 'updated')
                UPDATE member SET version = member.version + 1, \(sets.joined(separator: ", "))
                FROM change WHERE member.id = change.changed_id
                """, arguments: [importID])
    }

    private func writeDetails(_ detail: Detail, _ db: Database) throws {
        let columns = detail.columns
        try db.execute(
            sql: """
                DELETE FROM \(detail.table) WHERE (member_id, key) IN
                  (SELECT r.member_id, d.replaces FROM import_detail d
                   CROSS JOIN import_row r USING (import_id, row)
                   WHERE d.import_id = ? AND d.detail = ? AND d.replaces IS NOT NULL)
                """, arguments: [importID, detail.rawValue])
        try db.execute(
            sql: """
                INSERT INTO \(detail.table) (member_id, key, \(columns.joined(separator: ", ")))
                SELECT r.member_id, d.key, \(columns.indices.map { "d.c\($0)" }.joined(separator: ", "))
                FROM import_detail d CROSS JOIN import_row r USING (import_id, row)
                WHERE d.import_id = ? AND d.detail = ?
                """, arguments: [importID, detail.rawValue])
    }

    private func writeSearch(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM member_search WHERE rowid IN
                  (SELECT r.member_id FROM import_row r CROSS JOIN import_person p
                   USING (import_id, row)
                   WHERE r.import_id = ? AND r.outcome = 'updated' AND p.words IS NOT NULL)
                """, arguments: [importID])
        try db.execute(
            sql: """
                INSERT INTO member_search (rowid, words) SELECT r.member_id, p.words
                FROM import_person p CROSS JOIN import_row r USING (import_id, row)
                WHERE p.import_id = ? AND p.words IS NOT NULL ORDER BY r.member_id
                """, arguments: [importID])
    }
}
