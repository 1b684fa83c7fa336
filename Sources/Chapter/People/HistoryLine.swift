import Federation
import GRDB

/// A row of history about to be written.
struct HistoryLine {
    var at: Timestamp
    var actor: String
    var act: String
    var member: MemberID?
    var version: Int?
    var field: String
    var old: String?
    var new: String?
    var why: String?
    var importID: Int64?
}

extension ActContext {
    /// Writes one row of history, with from where it came.
    func writeHistory(_ line: HistoryLine) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO history
                  (at, actor, act, member_id, version, field, old, new, why, import_id, device)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            line.at.milliseconds, line.actor, line.act, line.member, line.version, line.field,
            line.old, line.new, line.why, line.importID,
            line.importID == nil ? origin.text : ActOrigin.imported,
        ])
    }
}

extension Viewer {
    /// How history names whoever acts.
    var actor: String {
        switch self {
        case .visitor: "visitor"
        case .operator: "operator"
        case .member(let id, _): id.description
        }
    }
}
