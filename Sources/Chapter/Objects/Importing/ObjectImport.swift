public import Federation
import Foundation
public import GRDB

/// A list of things that came in: what it would do, or has done.
public struct ObjectImport: Hashable, Sendable {
    /// What becomes of a row.
    public enum Outcome: String, CaseIterable, Hashable, Sendable {
        /// It makes a thing.
        case new
        /// It changes one.
        case changed
        /// Everything that it says is so already.
        case same
        /// It is left out, with the reason.
        case left
    }

    /// Where it stands.
    public enum State: String, Hashable, Sendable {
        /// Nothing has changed yet.
        case waiting
        /// What it says is so.
        case applied
        /// It was taken back.
        case undone
    }

    /// A field that a row changes.
    public struct Change: Hashable, Sendable, Codable {
        /// What the field is called; “name” and “contact” are no own fields.
        public let field: String
        /// The own field's code.
        public let code: String?
        /// What it says now, as lists write it; nil for nothing.
        public let old: String?
        /// What the row says.
        public let new: String
    }

    /// A row.
    public struct Row: Hashable, Sendable {
        /// Its number as a spreadsheet counts.
        public let row: Int
        /// What becomes of it.
        public let outcome: Outcome
        /// What the thing is called.
        public let name: String
        /// The thing; nil for one that is not made yet, or no more.
        public let object: Int64?
        /// What changes.
        public let changes: [Change]
        /// Why it is left out.
        public let reason: String?
        /// What undoing has kept of it, and why.
        public let kept: String?
    }

    /// What an act takes.
    public let id: Int64
    /// The kind of its things.
    public let type: Int64
    /// What the file was called.
    public let file: String
    /// The headings that were not used.
    public let unused: [String]
    /// When it came.
    public let at: Timestamp
    /// Who sent it; nil for the operator and for somebody who is gone.
    public let by: String?
    /// Where it stands.
    public let state: State
    /// How many rows have each outcome.
    public let counts: [Outcome: Int]
    /// Of how many rows undoing has kept something.
    public let kept: Int

    /// So many rows are on a page.
    public static let page = 200
    /// So many lists of a kind are shown.
    public static let shown = 20

    /// Reads one for who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws -> Result<
        ObjectImport, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { try find(id, in: db) }
    }

    /// The latest of a kind, the newest first, for who may see people.
    public static func latest(of type: Int64, in db: Database, for viewer: Viewer) throws
        -> Result<[ObjectImport], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM object_import WHERE object_type_id = ? ORDER BY id DESC LIMIT ?
                    """, arguments: [type, shown]
            ).map { try find($0, in: db) }
        }
    }

    /// Its rows, in their order; `kept` are those of which undoing has kept something.
    public static func rows(
        of id: Int64, _ outcome: Outcome? = nil, kept: Bool = false, after row: Int = 0,
        in db: Database, for viewer: Viewer
    ) throws -> Result<[Row], Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        var filter = outcome == nil ? "" : "AND outcome = ?"
        if kept { filter += " AND kept IS NOT NULL" }
        var arguments: StatementArguments = [id, row]
        if let outcome { arguments += [outcome.rawValue] }
        let rows = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT * FROM object_import_row WHERE import_id = ? AND row > ? \(filter)
                ORDER BY row LIMIT ?
                """, arguments: arguments + [page + 1])
        return try .success(
            rows.map { row in
                let changes: String = row["changes"]
                return Row(
                    row: row["row"], outcome: Outcome(rawValue: row["outcome"]) ?? .left,
                    name: row["name"], object: row["object_id"],
                    changes: try JSONDecoder().decode([Change].self, from: Data(changes.utf8)),
                    reason: row["reason"], kept: row["kept"])
            })
    }

    static func find(_ id: Int64, in db: Database) throws -> ObjectImport {
        let row = try GRDB.Row.fetchOne(
            db,
            sql: """
                SELECT i.*, m.name AS by_name,
                  (SELECT count(*) FROM object_import_row r WHERE r.import_id = i.id
                    AND r.kept IS NOT NULL) AS kept_rows
                FROM object_import i LEFT JOIN member m ON \(isActor("m.id", "i.made_by"))
                WHERE i.id = ?
                """, arguments: [id])
        guard let row else { throw Refusal.notFound("list of objects") }
        var counts: [Outcome: Int] = [:]
        for count in try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT outcome, count(*) FROM object_import_row WHERE import_id = ? GROUP BY outcome
                """, arguments: [id])
        {
            if let outcome = Outcome(rawValue: count[0]) { counts[outcome] = count[1] }
        }
        let (applied, undone): (Int64?, Int64?) = (row["applied_at"], row["undone_at"])
        let unused: String? = row["unused"]
        return ObjectImport(
            id: id, type: row["object_type_id"], file: row["file"],
            unused: unused?.split(separator: "\n").map(String.init) ?? [],
            at: Timestamp(milliseconds: row["made_at"]), by: row["by_name"],
            state: undone != nil ? .undone : applied != nil ? .applied : .waiting, counts: counts,
            kept: row["kept_rows"])
    }
}

extension Encodable {
    /// The value as JSON in one text.
    func jsonText() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
