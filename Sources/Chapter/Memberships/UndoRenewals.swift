import Federation
import GRDB

/// Takes back what `RenewMemberships` did to everybody.
///
/// Whose new period has been changed since keeps it.
public struct UndoRenewals: Act {
    /// What undoing did.
    public struct Undone: Hashable, Sendable {
        /// How many memberships are as they were.
        public let restored: Int
        /// How many were left as they are now.
        public let kept: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What `RenewMemberships` gave as its id.
    public var change: Int64

    /// A change of many people.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Undone, Refusal> {
        try refusing {
            let db = context.db
            let bulk = try Row.fetchOne(
                db,
                sql: """
                    SELECT first_history, last_history, undone_at FROM bulk_change b WHERE id = ?
                      AND (SELECT act FROM history WHERE id = b.first_history) = 'RenewMemberships'
                    """, arguments: [change])
            guard let bulk else { throw Refusal.notFound("change of many people") }
            let undoneAt: Int64? = bulk["undone_at"]
            guard undoneAt == nil else {
                throw Refusal(.conflict, "This has been taken back already.")
            }
            let lines = try Row.fetchAll(
                db,
                sql: """
                    SELECT member_id, new FROM history
                    WHERE id BETWEEN ? AND ? AND field = ? ORDER BY id
                    """,
                arguments: [
                    bulk["first_history"] as Int64, bulk["last_history"] as Int64,
                    PeriodInHistory.field,
                ])
            let restored = try lines.count { try restore($0, in: context) }
            try db.execute(
                sql: "UPDATE bulk_change SET undone_at = ? WHERE id = ?",
                arguments: [context.now.milliseconds, change])
            return Undone(restored: restored, kept: lines.count - restored)
        }
    }

    /// Takes one period away; false where it has changed since or the person is gone.
    private func restore(_ line: Row, in context: ActContext) throws -> Bool {
        guard let member: MemberID = line["member_id"], let text: String = line["new"],
            let renewed = MembershipPeriod(text: text),
            let person = try StoredPerson.fetch(context.db, member)
        else { return false }
        let periods = try MembershipPeriod.fetch(context.db, of: member)
        guard let period = periods.first(where: { $0.isSame(as: renewed) }) else { return false }
        var change = MembershipChange(
            of: person, periods, by: "UndoRenewals", why: nil,
            on: try chapterDay(context.db, at: context.now), in: context)
        try change.remove(period)
        _ = try change.finish()
        return true
    }
}
