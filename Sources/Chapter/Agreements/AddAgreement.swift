import Federation
import GRDB

/// Writes down what was agreed upon with contacts; each of them has it in its history.
public struct AddAgreement: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The agreement.
    public var agreement: EnteredAgreement

    /// An agreement with its parties.
    public init(_ agreement: EnteredAgreement) { self.agreement = agreement }

    /// Adds it and gives its number.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let checked = try agreement.checked(in: context.db)
            try context.db.execute(
                sql: """
                    INSERT INTO agreement
                      (kind, own_kind, title, starts_on, ends_on, note, made_at, made_by, task_days,
                       task_assignee, task_summary)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    checked.kind.rawValue, checked.ownKind, checked.title, checked.startsOn,
                    checked.endsOn, checked.note, context.now.milliseconds, context.viewer.actor,
                    checked.reminder?.days, checked.reminder?.assignee, checked.reminder?.summary,
                ])
            let id = context.db.lastInsertedRowID
            try context.writeParties(checked.parties, of: id)
            try context.recordAgreement(id, from: nil, to: checked, by: "AddAgreement")
            try context.recordAgreementField(
                id, version: 1, .title, old: nil, new: checked.title, by: "AddAgreement")
            try context.recordReminder(id, nil, checked, by: "AddAgreement")
            try context.makeAgreementTasks(of: id)
            return id
        }
    }
}
