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
            let lines = try context.takeBackBulkChange(change)
            for line in lines {
                let member: MemberID? = line["member_id"]
                guard member != nil, line["field"] == Detail.address.rawValue else {
                    throw Refusal.notFound("move of a household")
                }
            }
            return try context.putBack(lines, by: "UndoMove")
        }
    }
}
