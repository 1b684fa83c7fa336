import GRDB

/// Takes back what `SetFieldForMany` did to everybody.
///
/// Whose field has changed again since is left as it is now.
public struct UndoFieldForMany: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What the act gave as its id.
    public var change: Int64

    /// A change of many people.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<UndoLabels.Undone, Refusal> {
        try refusing {
            var lines: [MemberID: [Row]] = [:]
            for line in try context.takeBackBulkChange(change, by: ["SetFieldForMany"]) {
                guard let member: MemberID = line["member_id"] else { continue }
                lines[member, default: []].append(line)
            }
            let restored = try lines.sorted { $0.key < $1.key }.count { member, lines in
                try context.putBack(lines, of: member, by: "UndoFieldForMany")
            }
            return UndoLabels.Undone(restored: restored, kept: lines.count - restored)
        }
    }
}
