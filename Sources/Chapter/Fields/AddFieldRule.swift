import GRDB

/// Adds a rule across two own fields of contacts, or of a kind of objects.
///
/// Values that are there stay as they are; the rule is looked at when one of the fields changes.
public struct AddFieldRule: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The rule.
    public var plan: FieldRulePlan

    /// A rule as the chapter wants it.
    public init(_ plan: FieldRulePlan) { self.plan = plan }

    /// Adds it and gives it.
    public func perform(in context: ActContext) throws -> Result<FieldRule, Refusal> {
        try refusing {
            let db = context.db
            let (plan, words) = try plan.checked(in: db)
            let count = try FieldRule.all(of: plan.objectType, in: db).count
            guard count < FieldRulePlan.limit else {
                throw Refusal(.conflict, "There are \(count) rules already, and more do not fit.")
            }
            try db.execute(
                sql: """
                    INSERT INTO field_rule
                      (object_type_id, kind, field_code, value, other_code, message)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    plan.objectType, plan.kind.rawValue, plan.field, plan.value, plan.other,
                    plan.message,
                ])
            let id = db.lastInsertedRowID
            try context.writeRule("AddFieldRule", old: nil, new: words)
            return try FieldRule.find(id, in: db)
        }
    }
}

extension ActContext {
    /// Writes down what became of a rule across fields.
    func writeRule(_ act: String, old: String?, new: String?) throws {
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, member: nil, field: "rule of fields",
                old: old, new: new))
    }
}
