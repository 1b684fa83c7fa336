import Federation
import GRDB

/// Changes one label of person after person, with the history of each.
struct BulkLabels {
    let detail: Detail
    let act: String
    let context: ActContext

    /// Gives somebody the label, which they must not have.
    func add(_ row: DetailRow, to member: MemberID) throws {
        try context.db.cachedStatement(sql: detail.insertSQL)
            .execute(arguments: StatementArguments([member, row.key, row.text]))
        try write(nil, row.text, of: member)
    }

    /// Takes the label away, which must be spelled like this.
    func remove(_ row: DetailRow, spelled old: String, from member: MemberID) throws {
        try context.db.cachedStatement(
            sql: "DELETE FROM \(detail.table) WHERE member_id = ? AND key = ?"
        ).execute(arguments: [member, row.key])
        try write(old, nil, of: member)
    }

    private func write(_ old: String?, _ new: String?, of member: MemberID) throws {
        let statement = try context.db.cachedStatement(
            sql: "UPDATE member SET version = version + 1 WHERE id = ? RETURNING version")
        let version = try Int.fetchOne(statement, arguments: [member])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: act, member: member,
                version: version, field: detail.rawValue, old: old, new: new))
    }
}

extension Database {
    /// The number that the next row of history gets at the earliest.
    func nextHistory() throws -> Int64 {
        (try Int64.fetchOne(self, sql: "SELECT max(id) FROM history") ?? 0) + 1
    }

    /// Notes that the history since `first` is one change of many people; nil if there is none.
    func writeBulkChange(from first: Int64, at now: Timestamp) throws -> Int64? {
        let last = try nextHistory() - 1
        guard last >= first else { return nil }
        try execute(
            sql: "INSERT INTO bulk_change (at, first_history, last_history) VALUES (?, ?, ?)",
            arguments: [now.milliseconds, first, last])
        return lastInsertedRowID
    }
}
