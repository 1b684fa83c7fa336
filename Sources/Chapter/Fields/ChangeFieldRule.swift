import GRDB

/// Changes a rule across two own fields; what its fields belong to stays.
public struct ChangeFieldRule: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// Which rule.
    public var rule: Int64
    /// The version that the editor saw.
    public var expectedVersion: Int
    /// The rule as it is to be; the kind of objects is not looked at.
    public var plan: FieldRulePlan

    /// A rule and how it is to be.
    public init(_ rule: Int64, expectedVersion: Int, _ plan: FieldRulePlan) {
        self.rule = rule
        self.expectedVersion = expectedVersion
        self.plan = plan
    }

    /// Changes it and gives it as it is now.
    public func perform(in context: ActContext) throws -> Result<FieldRule, Refusal> {
        try refusing {
            let db = context.db
            let old = try FieldRule.find(rule, in: db)
            let before = "\(old.field) \(old.kind.rawValue) \(old.other)"
            guard old.version == expectedVersion else { throw Refusal.changedMeanwhile(before) }
            var wanted = plan
            wanted.objectType = old.objectType
            let (plan, words) = try wanted.checked(in: db)
            try db.execute(
                sql: """
                    UPDATE field_rule SET version = version + 1, kind = ?, field_code = ?,
                      value = ?, other_code = ?, message = ?
                    WHERE id = ?
                    """,
                arguments: [
                    plan.kind.rawValue, plan.field, plan.value, plan.other, plan.message, rule,
                ])
            try context.writeRule("ChangeFieldRule", old: before, new: words)
            return try FieldRule.find(rule, in: db)
        }
    }
}
