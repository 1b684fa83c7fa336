import Federation
import GRDB

/// Takes back what `SetPointPerson` did to everybody.
///
/// Whom somebody else looks after since is left as they are now.
public struct UndoPointPersons: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `SetPointPerson` gave as its id.
    public var change: Int64

    /// A change of many contacts.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<UndoLabels.Undone, Refusal> {
        try refusing {
            let lines = try context.takeBackBulkChange(change)
            let restored = try lines.count { line in
                guard line["field"] == PointPersonText.field,
                    let member: MemberID = line["member_id"]
                else { return false }
                let (old, new): (String?, String?) = (line["old"], line["new"])
                let now = try PointPersonText.current(of: member, in: context.db)
                let then = old.flatMap(PointPersonText.init)
                guard now?.member == new.flatMap(PointPersonText.init)?.member,
                    try isThere(member, in: context.db),
                    try then.map({ try isThere($0.member, in: context.db) }) ?? true
                else { return false }
                try context.setPointPerson(
                    of: member, from: now, to: then, by: "UndoPointPersons")
                return true
            }
            return UndoLabels.Undone(restored: restored, kept: lines.count - restored)
        }
    }

    private func isThere(_ member: MemberID, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM member WHERE id = ?")
        return try Bool.fetchOne(statement, arguments: [member]) != nil
    }
}
