import GRDB

/// Adds a kind of membership to the chapter.
public struct AddMembershipType: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// What is said of it.
    public var plan: MembershipTypePlan

    /// A new kind.
    public init(_ plan: MembershipTypePlan) { self.plan = plan }

    /// Adds it and gives its id.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let plan = try plan.checked(besides: nil, in: context.db)
            let count = try Int.fetchOne(context.db, sql: "SELECT count(*) FROM membership_type")
            guard (count ?? 0) < MembershipTypePlan.kindsAtMost else {
                throw Refusal(
                    .conflict,
                    "A chapter has at most \(MembershipTypePlan.kindsAtMost) kinds of membership.")
            }
            try context.db.execute(
                sql: """
                    INSERT INTO membership_type
                      (name, folded_name, period, months, year_starts, rollover, grace_days, rank)
                    VALUES (:name, :folded, :period, :months, :starts, :over, :grace, :rank)
                    """, arguments: plan.cells)
            let id = context.db.lastInsertedRowID
            try context.writeTypeHistory("AddMembershipType", old: nil, new: plan.words)
            return id
        }
    }
}

extension ActContext {
    /// Writes what happened with a kind of membership.
    func writeTypeHistory(_ act: String, old: String?, new: String?) throws {
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, field: "kind of membership", old: old,
                new: new))
    }
}
