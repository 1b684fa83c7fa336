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
    /// Whether the reason that was given stays out, because it could tell what the line does not.
    var isWithoutReason = false
}

extension ActContext {
    /// Writes one row of history, with from where it came.
    func writeHistory(_ line: HistoryLine) throws {
        let stamp = HistoryStamp(
            at: line.at, actor: line.actor, origin: line.importID == nil ? origin : .imported,
            why: line.isWithoutReason ? nil : line.why ?? why)
        try writeLine(
            of: "history", stamped: stamp,
            [
                "act": line.act, "member_id": line.member, "version": line.version,
                "field": line.field, "old": line.old, "new": line.new, "import_id": line.importID,
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
