import Federation
import GRDB

/// Who, when, from where and why: what a line of every history says beside what was changed.
///
/// Each history is a table of its own, and all have these four columns, which are written here
/// alone.
struct HistoryStamp {
    /// The columns, as every history calls them.
    static let columns = ["at", "actor", "device", "why"]

    /// When.
    var at: Timestamp
    /// Who, as `Viewer.actor` names them.
    var actor: String
    /// From where.
    var origin: ActOrigin
    /// The reason that was given; nil where none was.
    var why: String?

    /// What goes into the columns, in their order.
    var values: [(any DatabaseValueConvertible)?] { [at.milliseconds, actor, origin.text, why] }
}

extension ActContext {
    /// What this act puts on each line that it writes.
    var stamp: HistoryStamp {
        HistoryStamp(at: now, actor: viewer.actor, origin: origin, why: why)
    }

    /// Writes a line into a history: what has changed, with the act's stamp or another.
    func writeLine(
        of history: String, stamped stamp: HistoryStamp? = nil,
        _ change: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) throws {
        let columns = HistoryStamp.columns + change.map(\.key)
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO \(history) (\(columns.joined(separator: ", "))) VALUES (\(marks))
                """)
        let values = (stamp ?? self.stamp).values + change.map(\.value)
        try statement.execute(arguments: StatementArguments(values))
    }

    /// The same, where a list that was imported is what writes the lines.
    var ofImport: ActContext {
        ActContext(
            db: db, viewer: viewer, from: .imported, because: why, now: now, feeds: feeds,
            ballotBoxes: ballotBoxes)
    }
}
