import GRDB

/// Takes a rule across two own fields away; the values stay as they are.
public struct RemoveFieldRule: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// Which rule.
    public var rule: Int64

    /// A rule that goes.
    public init(_ rule: Int64) { self.rule = rule }

    /// Removes it and gives it as it was.
    public func perform(in context: ActContext) throws -> Result<FieldRule, Refusal> {
        try refusing {
            let old = try FieldRule.find(rule, in: context.db)
            try context.db.execute(
                sql: "DELETE FROM field_rule WHERE id = ?", arguments: [rule])
            try context.writeRule(
                "RemoveFieldRule", old: "\(old.field) \(old.kind.rawValue) \(old.other)", new: nil)
            return old
        }
    }
}
