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
            let lines = try context.takeBackBulkChange(change, by: ["SetFieldForMany"])
            return try context.putBack(lines, by: "UndoFieldForMany")
        }
    }
}
