public import Federation
import Feeds
import GRDB

/// Reads a list, compares it with the people and keeps what it would change: the dry run.
///
/// Nothing about a person changes before `ApplyImport`. The file is read through once before
/// anything is written, and is then staged in chunks, so that others can write in between.
public struct StageImport: Sendable {
    /// The file.
    public var source: ImportSource
    /// What the file is called, for the report.
    public var fileName: String
    /// What was decided about it.
    public var plan: ImportPlan
    /// The uploaded list that the file is; what was staged of it before is forgotten.
    public var list: String?

    /// A list to compare with the people.
    public init(
        _ source: ImportSource, fileName: String, plan: ImportPlan, list: String? = nil
    ) {
        self.source = source
        self.fileName = fileName
        self.plan = plan
        self.list = list
    }

    /// A list of which little was decided.
    public init(
        _ source: ImportSource, fileName: String, mode: ImportMode = .update,
        columns: [Int: ColumnTarget?] = [:], settings: ListSettings = ListSettings()
    ) {
        self.init(
            source, fileName: fileName,
            plan: ImportPlan(mode: mode, settings: settings, choices: ListChoices(columns)))
    }

    /// How long a staged list waits for its applying, in milliseconds.
    public static let patience: Int64 = 24 * 3_600_000

    /// Stages the list and reports what applying it would do.
    ///
    /// A refusal that `progress` throws ends the work, and nothing of it is left.
    public func run(
        in chapter: Chapter, as viewer: Viewer, at now: Timestamp,
        progress: @Sendable (ImportProgress) throws -> Void = { _ in }
    ) async throws -> Result<ImportReport, Refusal> {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let database = chapter.feeds.database
        var begun: Int64?
        var plan = plan
        (plan.choices.fields, plan.choices.kinds) = try await database.read { db in
            (try OwnField.all(in: db), try membershipKinds(db))
        }
        do {
            let survey = try ListSurvey(
                source, plan.settings, chosen: plan.choices, progress: progress)
            let name = try EnteredText.line(fileName, "file name", limit: 200).get() ?? "list"
            let importID = try await database.write { [plan, list] db in
                try deleteAbandoned(in: db, before: now + (-StageImport.patience))
                let id = try insertImport(name, plan, survey, as: viewer, at: now, in: db)
                if let list { try stageAnew(list, as: id, in: db) }
                return id
            }
            begun = importID
            try await stage(plan, survey, importID, database, at: now, progress)
            return try await chapter.read { db in
                try ImportReport.read(importID, in: db, for: viewer)
            }
        } catch {
            if let begun {
                try await database.write { db in try deleteStaged(begun, in: db, all: true) }
            }
            guard let refusal = error as? Refusal else { throw error }
            return .failure(refusal)
        }
    }

    private func stage(
        _ plan: ImportPlan, _ survey: ListSurvey, _ importID: Int64, _ database: any DatabaseWriter,
        at now: Timestamp,
        _ progress: @Sendable (ImportProgress) throws -> Void
    ) async throws {
        var list = try OpenList(source, plan.settings, as: survey.format)
        let total = list.rows.size
        let numbering = try await database.read { db in try PhoneNumbering(db) }
        var reading = RowReading(
            map: survey.map, year: CalendarDay(now)?.year ?? 2000, tag: plan.tag,
            numbering: numbering)
        let staging = Staging(
            importID: importID, mode: plan.mode, key: plan.key, newcomers: survey.newcomers,
            fields: plan.choices.fields)
        var chunk: [(row: Int, draft: Result<DraftPerson, Refusal>)] = []
        // While one chunk is written, the next one is read.
        try await withThrowingTaskGroup(of: Void.self) { group in
            while let row = try list.next() {
                if row.isBlank { continue }
                if let fault = row.fault {
                    chunk.append((row.number, .failure(.invalid("row", fault))))
                } else {
                    chunk.append((row.number, reading.read(row)))
                }
                guard chunk.count == ImportLimits.chunk else { continue }
                let full = chunk
                chunk.removeAll(keepingCapacity: true)
                try await group.next()
                group.addTask {
                    try await database.write { db in try staging.stage(full, in: db) }
                }
                try progress(
                    ImportProgress(
                        phase: .staging, done: min(total, list.rows.bytesRead), total: total))
            }
            try await group.waitForAll()
        }
        let rest = chunk
        let (leftOut, strange) = (reading.leftOut, reading.strangePhones)
        try await database.write { db in
            try staging.stage(rest, in: db)
            var notes = survey.notes
            for (index, count) in leftOut.sorted(by: { $0.key < $1.key }) {
                notes.append(
                    ImportNote(
                        kind: "warning", header: survey.map.headers[index],
                        note: "\(count) values are not known and were left out"))
            }
            for (index, count) in strange.sorted(by: { $0.key < $1.key }) {
                notes.append(
                    ImportNote(
                        kind: "warning", header: survey.map.headers[index],
                        note: "\(count) phone numbers do not fit their country and are kept as "
                            + "they are"))
            }
            if staging.keptByHand > 0 {
                notes.append(
                    ImportNote(
                        kind: "warning", header: "",
                        note: "In \(staging.keptByHand) rows the list has another name or "
                            + "pronouns than people entered here; theirs stay."))
            }
            if staging.keptWithRole > 0 {
                let count = staging.keptWithRole
                notes.append(
                    ImportNote(
                        kind: "warning", header: "",
                        note: (count == 1 ? "In one row" : "In \(count) rows")
                            + " the list says that somebody who holds a role is no member; they "
                            + "stay one. Take the role first."))
            }
            try finishStaging(importID, notes, in: db)
        }
        try progress(ImportProgress(phase: .staging, done: total, total: total))
    }
}

/// The kinds of membership by their folded names.
private func membershipKinds(_ db: Database) throws -> [String: Int64] {
    var kinds: [String: Int64] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT id, folded_name FROM membership_type") {
        kinds[row[1]] = row[0]
    }
    return kinds
}

private func insertImport(
    _ name: String, _ plan: ImportPlan, _ survey: ListSurvey, as viewer: Viewer, at now: Timestamp,
    in db: Database
) throws -> Int64 {
    try db.execute(
        sql: """
            INSERT INTO import
              (at, actor, file, mode, state, encoding, delimiter, match_key, system, tag,
               history_mark)
            SELECT ?, ?, ?, ?, 'staging', ?, ?, ?, ?, ?, coalesce(max(id), 0) FROM history
            """,
        arguments: [
            now.milliseconds, viewer.actor, name, plan.mode.rawValue,
            survey.format.encodingWords, survey.format.delimiterWords, plan.key.rawValue,
            survey.map.system?.name, plan.tag,
        ])
    return db.lastInsertedRowID
}

private func finishStaging(_ importID: Int64, _ notes: [ImportNote], in db: Database) throws {
    for (index, note) in notes.enumerated() {
        try db.execute(
            sql: """
                INSERT INTO import_note (import_id, ordinal, kind, header, note)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [importID, index, note.kind, note.header, note.note])
    }
    try countOutcomes(of: importID, in: db)
    try db.execute(sql: "UPDATE import SET state = 'staged' WHERE id = ?", arguments: [importID])
}

/// Forgets what was staged of an import; with `all` the import itself, too.
func deleteStaged(_ importID: Int64, in db: Database, all: Bool) throws {
    var tables = [
        "import_detail", "import_person", "import_period", "import_person_note", "import_question",
        "import_tie",
    ]
    if all { tables += ["import_note", "import_row"] }
    for table in tables {
        try db.execute(
            sql: "DELETE FROM \(table) WHERE import_id = ?", arguments: [importID])
    }
    if all { try db.execute(sql: "DELETE FROM import WHERE id = ?", arguments: [importID]) }
}

/// Forgets lists that were staged and never applied.
private func deleteAbandoned(in db: Database, before moment: Timestamp) throws {
    let abandoned = try Int64.fetchAll(
        db, sql: "SELECT id FROM import WHERE state IN ('staging', 'staged') AND at < ?",
        arguments: [moment.milliseconds])
    for id in abandoned { try deleteStaged(id, in: db, all: true) }
}
