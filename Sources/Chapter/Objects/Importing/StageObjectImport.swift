import Federation
import GRDB

/// Looks at what a list of things would do, and keeps that until it is taken or thrown away.
///
/// It does every row in earnest and takes all of it back, so that what is shown is what happens.
public struct StageObjectImport: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The kind of its things.
    public var type: Int64
    /// The list.
    public var sheet: ObjectSheet

    /// A list of things of one kind.
    public init(_ type: Int64, _ sheet: ObjectSheet) {
        self.type = type
        self.sheet = sheet
    }

    /// Keeps what it would do and gives its number; nothing of the things changes.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let db = context.db
            let kind = try ObjectType.find(type, in: db)
            let fields = try OwnField.all(of: type, in: db)
            let columns = try ObjectColumns(sheet.headings, fields)
            var staged: [StagedObjectRow] = []
            try db.inSavepoint {
                var writer = try ObjectRowWriter(kind, context)
                for row in sheet.rows {
                    let content = ObjectRow(row.cells, columns)
                    staged.append(
                        try StagedObjectRow(
                            row: row.number, content, fault: row.fault, &writer))
                }
                return .rollback
            }
            try db.execute(
                sql: """
                    INSERT INTO object_import (object_type_id, file, unused, made_at, made_by)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    type, sheet.file,
                    columns.unused.isEmpty ? nil : columns.unused.joined(separator: "\n"),
                    context.now.milliseconds, context.viewer.actor,
                ])
            let id = db.lastInsertedRowID
            for row in staged { try row.insert(into: id, isApplied: false, in: db) }
            return id
        }
    }
}

/// Throws a list of things away that waits.
public struct DiscardObjectImport: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which list.
    public var id: Int64

    /// A list that waits.
    public init(_ id: Int64) { self.id = id }

    /// Throws it away.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            try ObjectImport.find(id, in: context.db).refuseUnlessWaiting()
            try context.db.execute(
                sql: "DELETE FROM object_import WHERE id = ?", arguments: [id])
        }
    }
}

extension ObjectImport {
    func refuseUnlessWaiting() throws {
        guard state == .waiting else {
            throw Refusal(.conflict, "This list was taken already.")
        }
    }
}

/// A row of a list of things with what it does.
struct StagedObjectRow {
    let row: Int
    let content: ObjectRow
    private(set) var effect: ObjectRowWriter.Effect?
    private(set) var reason: String?

    /// Does what the row says.
    init(
        row: Int, _ content: ObjectRow, fault: String?, _ writer: inout ObjectRowWriter
    ) throws {
        self.row = row
        self.content = content
        reason = fault
        guard fault == nil else { return }
        do {
            effect = try writer.write(content, number: row)
        } catch let refusal as Refusal {
            reason = refusal.sentence
        }
    }

    /// Keeps it; what was only tried has no thing of its own yet.
    func insert(into id: Int64, isApplied: Bool, in db: Database) throws {
        let outcome = effect?.outcome ?? .left
        let isThere = isApplied || outcome != .new
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO object_import_row
                  (import_id, row, outcome, name, object_id, version_before, version_after,
                   content, changes, ties, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            id, row, outcome.rawValue, effect?.name ?? content.name ?? "",
            isThere ? effect?.object : nil, effect?.before, isApplied ? effect?.after : nil,
            // What is left out is not read again.
            effect == nil ? "{}" : try content.jsonText(), try (effect?.changes ?? []).jsonText(),
            try (effect?.ties ?? []).jsonText(), reason,
        ])
    }
}
