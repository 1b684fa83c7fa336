import Federation
import GRDB

/// Takes back what `LabelPeople` did to everybody.
///
/// Whose label has changed again since is left as they are now.
public struct UndoLabels: Act {
    /// What undoing did.
    public struct Undone: Hashable, Sendable {
        /// How many people are as they were.
        public let restored: Int
        /// How many were left as they are now.
        public let kept: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `LabelPeople` gave as its id.
    public var change: Int64

    /// A change of many people.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Undone, Refusal> {
        let db = context.db
        let row = try Row.fetchOne(
            db, sql: "SELECT first_history, last_history, undone_at FROM bulk_change WHERE id = ?",
            arguments: [change])
        guard let row else { return .failure(.notFound("change of many people")) }
        let undoneAt: Int64? = row["undone_at"]
        guard undoneAt == nil else {
            return .failure(Refusal(.conflict, "This has been taken back already."))
        }
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, field, old, new FROM history WHERE id BETWEEN ? AND ?
                ORDER BY id DESC
                """, arguments: [row["first_history"] as Int64, row["last_history"] as Int64])
        // The newest first: a tag that was renamed is taken off before the old one comes back.
        var people: Set<MemberID> = []
        var kept: Set<MemberID> = []
        for line in lines {
            guard let member: MemberID = line["member_id"] else { continue }
            people.insert(member)
            if try !restore(line, in: context) { kept.insert(member) }
        }
        try db.execute(
            sql: "UPDATE bulk_change SET undone_at = ? WHERE id = ?",
            arguments: [context.now.milliseconds, change])
        return .success(Undone(restored: people.count - kept.count, kept: kept.count))
    }

    /// Takes back one line; false where the label has changed since or the person is gone.
    private func restore(_ line: Row, in context: ActContext) throws -> Bool {
        guard let detail = Detail(rawValue: line["field"]), let member: MemberID = line["member_id"]
        else { return false }
        let (old, new): (String?, String?) = (line["old"], line["new"])
        guard let text = old ?? new, let row = DetailRow(detail, text: text) else { return false }
        let exists = try Bool.fetchOne(
            context.db, sql: "SELECT 1 FROM member WHERE id = ?", arguments: [member])
        guard exists != nil else { return false }
        let now = try String.fetchOne(
            context.db,
            sql: "SELECT \(detail.rawValue) FROM \(detail.table) WHERE member_id = ? AND key = ?",
            arguments: [member, row.key])
        guard now == new else { return false }
        let labels = BulkLabels(detail: detail, act: "UndoLabels", context: context)
        if let new {
            try labels.remove(row, spelled: new, from: member)
        } else {
            try labels.add(row, to: member)
        }
        return true
    }
}
