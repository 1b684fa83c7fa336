import GRDB

/// Takes back what `MoveHousehold` did: the household and everybody get their address from before.
///
/// Whose address has changed again since is left as it is now.
public struct UndoMove: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `MoveHousehold` gave as its id.
    public var change: Int64

    /// A move to take back.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<UndoLabels.Undone, Refusal> {
        try refusing {
            var lines: [MemberID: [Row]] = [:]
            for line in try context.takeBackBulkChange(change) {
                guard line["field"] == Detail.address.rawValue,
                    let member: MemberID = line["member_id"]
                else { throw Refusal.notFound("move of a household") }
                lines[member, default: []].append(line)
            }
            let restored = try lines.sorted { $0.key < $1.key }.count { member, lines in
                try context.putBack(lines, of: member, by: "UndoMove")
            }
            return UndoLabels.Undone(restored: restored, kept: lines.count - restored)
        }
    }
}
