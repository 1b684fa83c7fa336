import GRDB

/// Takes one change of an agreement back: the field says what it said before.
///
/// It is refused when the field has changed again since, and when what it said before no longer
/// fits the rest.
public struct RevertAgreementChange: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which agreement.
    public var agreement: Int64
    /// The row of its history.
    public var change: Int64

    /// A row of the history of an agreement.
    public init(_ agreement: Int64, _ change: Int64) {
        self.agreement = agreement
        self.change = change
    }

    /// Takes the change back and gives the agreement's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try StoredAgreement.findStanding(agreement, in: context.db)
            let row = try Row.fetchOne(
                context.db,
                sql: """
                    SELECT field, old, new FROM agreement_history
                    WHERE id = ? AND agreement_id = ?
                    """, arguments: [change, agreement])
            guard let row else { throw Refusal.notFound("change of an agreement") }
            let name: String = row["field"]
            let (old, new): (String?, String?) = (row["old"], row["new"])
            guard let field = AgreementField(rawValue: name), field != .removed else {
                throw Refusal(.conflict, "A change of \(name) cannot be taken back here.")
            }
            var before = stored.entered
            guard before.putBack(field, from: new, to: old) else {
                throw Refusal.changedSince(field.words, of: stored.entered.title)
            }
            return try context.change(stored, to: before, by: "RevertAgreementChange")
        }
    }
}
