import Federation
import GRDB

/// Takes back what `RenewMemberships` or `BeginMemberships` did to everybody.
///
/// Whose new period, or whatever else it changed, has been changed since keeps it.
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

    /// What the act gave as its id.
    public var change: Int64

    /// A change of many people.
    public init(_ change: Int64) { self.change = change }

    /// Takes it back in one transaction.
    public func perform(in context: ActContext) throws -> Result<Undone, Refusal> {
        try refusing {
            let lines = try context.takeBackBulkChange(
                change, by: ["BeginMemberships", "RenewMemberships"])
            let periods = lines.filter { $0["field"] == PeriodInHistory.field }
            let restored =
                lines.last?["act"] == "BeginMemberships"
                ? try takeBackBeginnings(lines, in: context)
                : try periods.reversed().count { try restore($0, in: context) }
            return Undone(restored: restored, kept: periods.count - restored)
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

    /// Whoever has no other period is again what they were before, by lines of which the newest
    /// comes first; gives how many are.
    private func takeBackBeginnings(_ lines: [Row], in context: ActContext) throws -> Int {
        let people = Dictionary(grouping: lines) { $0["member_id"] as MemberID? }
        return try people.sorted { ($0.key?.number ?? 0) < ($1.key?.number ?? 0) }.count { entry in
            guard let member = entry.key, let person = try StoredPerson.fetch(context.db, member)
            else { return false }
            do {
                try context.db.inSavepoint {
                    var reversal = ChangeReversal(
                        of: person, by: "UndoRenewals", why: nil, in: context)
                    for line in entry.value { try reversal.take(line) }
                    _ = try reversal.finish()
                    return .commit
                }
                return true
            } catch is Refusal {
                return false
            }
        }
    }
}
