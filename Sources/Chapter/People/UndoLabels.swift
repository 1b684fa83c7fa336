import Federation
import GRDB

/// Takes back what `LabelPeople` or `AssignBranches` did to everybody.
///
/// Whose label or branch has changed again since is left as they are now. A change from when branches
/// were written into districts is taken back there.
public struct UndoLabels: Act {
    /// What undoing did.
    public struct Undone: Hashable, Sendable {
        /// How many people and things are as they were.
        public let restored: Int
        /// How many of them were left as they are now.
        public let kept: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What the act gave as its id.
    public var change: Int64

    /// A change of many people.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Undone, Refusal> {
        try refusing {
            // The newest first: a tag that was renamed is taken off before the old one comes back.
            var people: Set<MemberID> = []
            var kept: Set<MemberID> = []
            for line in try context.takeBackBulkChange(change) {
                guard let member: MemberID = line["member_id"] else { continue }
                people.insert(member)
                if try !restore(line, in: context) { kept.insert(member) }
            }
            let things = try ThingTags(context).takeBack(change, in: context.db)
            return Undone(
                restored: people.count - kept.count + things.restored,
                kept: kept.count + things.kept)
        }
    }

    /// Takes back one line; false where the label has changed since or the person is gone.
    private func restore(_ line: Row, in context: ActContext) throws -> Bool {
        guard let member: MemberID = line["member_id"] else { return false }
        let (old, new): (String?, String?) = (line["old"], line["new"])
        if let field = PersonField(rawValue: line["field"]), [.branch, .district].contains(field) {
            return try BulkField(field, act: "UndoLabels", context: context)
                .restore(old, instead: new, of: member)
        }
        guard let detail = Detail(rawValue: line["field"]) else { return false }
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
