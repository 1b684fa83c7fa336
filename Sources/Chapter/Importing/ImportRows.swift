public import GRDB

/// One row of a list with what it does, or did, to somebody.
public struct ImportedRow: Hashable, Sendable {
    /// Its number as a spreadsheet counts.
    public let row: Int
    /// The person, where the chapter has them now.
    public let memberID: MemberID?
    /// What the person is called; nil where that is not known.
    public let name: String?
    /// Why it was left out, or stays as it is.
    public let reason: String?
    /// The fields that change, as tables name them.
    public let fields: [String]
    /// What was there in the one field that was asked for.
    public let old: String?
    /// What is there afterwards.
    public let new: String?
}

/// A page of rows of an import, in the order of the file.
public struct ImportRows: Sendable {
    /// Which rows.
    public enum Part: String, CaseIterable, Sendable {
        /// People who are not there yet.
        case new
        /// Known people who change.
        case updated
        /// Known people who stay as they are.
        case unchanged
        /// Rows that nobody can use.
        case leftOut = "left-out"
        /// People whom undoing left as they were.
        case kept
    }

    /// The import.
    public var importID: Int64
    /// Which rows.
    public var part: Part
    /// Only people who change in this field, as tables name it.
    public var field: String?
    /// The row after which the page begins.
    public var after: Int
    /// How many rows at most, up to 10,000.
    public var limit: Int

    /// A page of rows.
    public init(
        _ importID: Int64, _ part: Part, field: String? = nil, after: Int = 0, limit: Int = 50
    ) {
        self.importID = importID
        self.part = part
        self.field = field
        self.after = after
        self.limit = limit
    }

    /// Reads the page and whether more follow, for a viewer who may manage people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<
        (rows: [ImportedRow], hasMore: Bool), Refusal
    > {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        let found = try Row.fetchOne(
            db, sql: "SELECT * FROM import WHERE id = ? AND state <> 'staging'",
            arguments: [importID])
        guard let found else { return .failure(.notFound("import")) }
        let limit = min(max(1, limit), ImportLimits.namedRows)
        let changes = changes(found)
        let having = field.map { changes.having($0) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.row, r.member_id, r.reason, m.id AS there,
                  coalesce(m.name, p.name, (SELECT g.gone_name FROM merge g
                    WHERE g.gone_id = r.member_id AND g.undone_at IS NULL),
                    \(RemoveContact.nameSQL(of: "r.member_id"))) AS name
                FROM import_row r LEFT JOIN member m ON m.id = r.member_id
                LEFT JOIN import_person p ON p.import_id = r.import_id AND p.row = r.row
                WHERE r.import_id = ? AND \(condition) AND r.row > ?
                  AND \(having?.sql ?? "TRUE") ORDER BY r.row LIMIT ?
                """,
            arguments: [importID, after] + (having?.arguments ?? []) + [limit + 1])
        let page = Array(rows.prefix(limit))
        let fields = part == .updated ? try changes.fields(of: page, in: db) : [:]
        let values = try field.map { try changes.values($0, of: page, in: db) } ?? [:]
        let result = page.map { row in
            let number: Int = row["row"]
            return ImportedRow(
                row: number, memberID: row["there"], name: row["name"], reason: row["reason"],
                fields: fields[number] ?? [], old: values[number]?.old, new: values[number]?.new)
        }
        return .success((result, rows.count > limit))
    }

    private var condition: String {
        switch part {
        case .new, .updated, .unchanged: "r.outcome = '\(part.rawValue)'"
        case .leftOut: "r.outcome IN ('failed', 'conflicting')"
        case .kept: "r.undone = 'kept'"
        }
    }

    /// Before applying, what changes is staged; afterwards it is in the history.
    private func changes(_ row: Row) -> any RowChanges {
        if row["state"] == "staged" { return StagedChanges(importID: importID) }
        let ends: (first: Int64?, last: Int64?) = (row["first_note"], row["last_note"])
        let notes = ends.first.flatMap { first in ends.last.map { first...max(first, $0) } }
        return AppliedChanges(
            importID: importID, first: row["first_history"] ?? 0, last: row["last_history"] ?? 0,
            notes: notes)
    }
}
