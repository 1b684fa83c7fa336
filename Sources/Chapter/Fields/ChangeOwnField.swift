import GRDB

/// Changes the name and the rules of a field; what kind of value it has stays.
///
/// Values that are there stay as they are, also those that no longer fit.
public struct ChangeOwnField: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// Which field.
    public var field: Int64
    /// The version that the editor saw.
    public var expectedVersion: Int
    /// The field as it is to be; its kind and what it belongs to are not looked at.
    public var plan: OwnFieldPlan

    /// A field and how it is to be.
    public init(_ field: Int64, expectedVersion: Int, _ plan: OwnFieldPlan) {
        self.field = field
        self.expectedVersion = expectedVersion
        self.plan = plan
    }

    /// Changes it.
    public func perform(in context: ActContext) throws -> Result<OwnField, Refusal> {
        try refusing {
            let db = context.db
            let old = try OwnField.find(field, in: db)
            guard old.version == expectedVersion else { throw Refusal.changedMeanwhile(old.name) }
            var wanted = plan
            (wanted.kind, wanted.objectType) = (old.kind, old.objectType)
            wanted.linkedType = old.linkedType
            let plan = try wanted.checked(in: db)
            try refuseSecond(plan.name, of: old.objectType, besides: field, in: db)
            if plan.notBefore == old.code {
                throw Refusal.invalid("notBefore", "A day cannot come after itself.")
            }
            try db.execute(
                sql: """
                    UPDATE own_field SET version = version + 1, contact_kind = ?, name = ?,
                      folded_name = ?, help = ?, is_required = ?, is_unique = ?, least = ?,
                      most = ?, pattern = ?, not_before = ?, message = ?, back_name = ?
                    WHERE id = ?
                    """,
                arguments: [
                    plan.contactKind, plan.name, foldedName(plan.name), plan.help,
                    plan.isRequired ? 1 : 0, plan.isUnique ? 1 : 0, plan.least, plan.most,
                    plan.pattern, plan.notBefore, plan.message, plan.backName, field,
                ])
            try setChoices(plan.choices, of: field, in: db)
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "ChangeOwnField",
                    member: nil, field: "own field", old: old.name, new: plan.name))
            return try OwnField.find(field, in: db)
        }
    }
}
