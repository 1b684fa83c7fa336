import GRDB

/// Stops asking for a field, or asks for it again; its values stay where they are.
public struct RetireOwnField: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// Which field.
    public var field: Int64
    /// Whether it is retired.
    public var isRetired: Bool

    /// A field that is no longer asked for, or is again.
    public init(_ field: Int64, isRetired: Bool = true) {
        self.field = field
        self.isRetired = isRetired
    }

    /// Retires it or brings it back.
    public func perform(in context: ActContext) throws -> Result<OwnField, Refusal> {
        try refusing {
            let old = try OwnField.find(field, in: context.db)
            try context.db.execute(
                sql: "UPDATE own_field SET version = version + 1, retired = ? WHERE id = ?",
                arguments: [isRetired ? 1 : 0, field])
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "RetireOwnField",
                    member: nil, field: "own field", old: isRetired ? old.name : nil,
                    new: isRetired ? nil : old.name))
            return try OwnField.find(field, in: context.db)
        }
    }
}
