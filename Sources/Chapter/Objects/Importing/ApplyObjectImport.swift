import Federation
import Foundation
import GRDB

/// Does what a list of things says, in one transaction; every change is in the history.
public struct ApplyObjectImport: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which list.
    public var id: Int64

    /// A list that waits.
    public init(_ id: Int64) { self.id = id }

    /// Does it and gives the list as it is now.
    ///
    /// A row that was to be left out stays so. One whose thing has changed since it was looked at
    /// is left out too, and so is one that no longer fits.
    public func perform(in context: ActContext) throws -> Result<ObjectImport, Refusal> {
        try refusing {
            let db = context.db
            let list = try ObjectImport.find(id, in: db)
            try list.refuseUnlessWaiting()
            let kind = try ObjectType.find(list.type, in: db)
            var writer = try ObjectRowWriter(kind, context.ofImport)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT r.*, o.version AS version_now FROM object_import_row r
                    LEFT JOIN own_object o ON o.id = r.object_id
                    WHERE import_id = ? AND outcome IN ('new', 'changed') ORDER BY row
                    """, arguments: [id])
            for row in rows {
                let text: String = row["content"]
                let content = try JSONDecoder().decode(ObjectRow.self, from: Data(text.utf8))
                let (seen, now): (Int?, Int?) = (row["version_before"], row["version_now"])
                let fault =
                    seen == now
                    ? nil
                    : "“\(row["name"] as String)” was changed after this list was looked at. Send "
                        + "the list again."
                try StagedObjectRow(row: row["row"], content, fault: fault, &writer)
                    .insert(into: id, isApplied: true, in: db)
            }
            try db.execute(
                sql: "UPDATE object_import SET applied_at = ? WHERE id = ?",
                arguments: [context.now.milliseconds, id])
            let done = try ObjectImport.find(id, in: db)
            try context.recordObjectImport(done, kind, by: "ApplyObjectImport", isUndone: false)
            return done
        }
    }
}

extension ActContext {
    /// Writes down that a list of things was taken, or taken back.
    func recordObjectImport(
        _ list: ObjectImport, _ kind: ObjectType, by act: String, isUndone: Bool
    ) throws {
        let (new, changed) = (list.counts[.new] ?? 0, list.counts[.changed] ?? 0)
        let text = "\(list.file): \(new) new and \(changed) changed \(kind.plural)"
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, field: "list",
                old: isUndone ? text : nil, new: isUndone ? nil : text))
    }
}
