import GRDB

/// Takes one change back: the field gets the value it had before.
///
/// It is refused when the field has changed again since, so that nothing newer is lost.
public struct RevertChange: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The row of the history.
    public var change: Int64
    /// The reason, for the history.
    public var why: String?

    /// A row of the history to take back.
    public init(_ change: Int64, why: String? = nil) {
        self.change = change
        self.why = why
    }

    /// Takes the change back and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        do {
            return .success(try revert(in: context))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private func revert(in context: ActContext) throws -> Int {
        let row = try Row.fetchOne(
            context.db, sql: "SELECT member_id, field, old, new FROM history WHERE id = ?",
            arguments: [change])
        guard let row, let member: MemberID = row["member_id"] else {
            throw Refusal.notFound("change of a person")
        }
        let person = try context.personToChange(member, expected: nil).get()
        let reason = try checkedWhy(why).get()
        var reversal = ChangeReversal(of: person, by: "RevertChange", why: reason, in: context)
        try reversal.take(row)
        return try reversal.finish()
    }
}
