import GRDB

/// Changes rows and keeps each as it was and as it became, so that all of it can be taken back.
struct MergeLedger {
    let db: Database
    let merge: Int64
    private var ordinal = 0

    init(_ db: Database, merge: Int64) {
        self.db = db
        self.merge = merge
    }

    /// Changes columns of a row; one that has these values already is left alone.
    mutating func change(_ row: TableRow, _ changes: [String: DatabaseValue]) throws {
        let changes = changes.filter { row[$0.key] != $0.value }
        guard !changes.isEmpty else { return }
        try row.update(db, changes)
        var after = row
        for (column, value) in changes { after.cells[column] = value }
        try write(before: row, after: after)
    }

    /// Removes a row.
    mutating func remove(_ row: TableRow) throws {
        try row.delete(db)
        try write(before: row, after: nil)
    }

    /// Adds a row.
    mutating func add(_ row: TableRow) throws {
        try row.insert(db)
        try write(before: nil, after: row)
    }

    /// Keeps what somebody else has done to a row; its version counts on.
    mutating func note(_ before: TableRow, _ after: TableRow) throws {
        var after = after
        after.cells["version"] = before["version"]
        if before != after { try write(before: before, after: after) }
    }

    private mutating func write(before: TableRow?, after: TableRow?) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO merge_row (merge_id, ordinal, table_name, before, after)
                VALUES (?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            merge, ordinal, (before ?? after)?.table, try before?.json(), try after?.json(),
        ])
        ordinal += 1
    }
}
