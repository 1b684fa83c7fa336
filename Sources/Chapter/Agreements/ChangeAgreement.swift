import GRDB

/// Changes an agreement and its parties; those whom it concerns have it in their history.
public struct ChangeAgreement: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// What it becomes.
    public var agreement: EnteredAgreement

    /// An agreement as it is from now on.
    public init(_ id: Int64, expectedVersion: Int? = nil, to agreement: EnteredAgreement) {
        self.id = id
        self.expectedVersion = expectedVersion
        self.agreement = agreement
    }

    /// Changes it and gives its new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let old = try StoredAgreement.findStanding(id, in: context.db)
            if let expectedVersion, expectedVersion != old.version {
                throw Refusal(
                    .conflict,
                    "While you were editing “\(old.entered.title)”, somebody else changed it. "
                        + "Nothing of yours was saved: look at it as it is now and make your "
                        + "change again.")
            }
            return try context.change(old, to: agreement, by: "ChangeAgreement")
        }
    }
}

extension ActContext {
    /// Makes an agreement as it was entered and gives its version; nothing that differs is no
    /// change.
    func change(_ old: StoredAgreement, to agreement: EnteredAgreement, by act: String) throws
        -> Int
    {
        var checked = try agreement.checked(in: db, before: old)
        checked.parties.sort { $0.member < $1.member }
        guard checked != old.entered else { return old.version }
        try db.execute(
            sql: """
                UPDATE agreement SET version = version + 1, kind = ?, own_kind = ?, title = ?,
                  starts_on = ?, ends_on = ?, note = ?, task_days = ?, task_assignee = ?, task_summary = ?
                WHERE id = ?
                """,
            arguments: [
                checked.kind.rawValue, checked.ownKind, checked.title, checked.startsOn,
                checked.endsOn, checked.note, checked.reminder?.days, checked.reminder?.assignee,
                checked.reminder?.summary, old.id,
            ])
        try writeParties(checked.parties, of: old.id)
        try recordAgreement(old.id, from: old.entered, to: checked, by: act)
        try recordSignatureFiles(old.id, old.entered, checked)
        try recordReminder(old.id, old.entered, checked, by: act)
        try recordAgreementFields(
            old.id, version: old.version + 1, from: old.entered, to: checked, by: act)
        try moveAgreementTask(of: old.id, from: old.entered, to: checked)
        try makeAgreementTasks(of: old.id)
        return old.version + 1
    }
}
