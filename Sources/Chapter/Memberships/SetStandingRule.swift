import Federation
import GRDB

/// Sets what the chapter asks of a member in good standing, from today on.
///
/// Past days are judged by the rule of their time.
public struct SetStandingRule: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// So many days one must have been a member without a break; nil asks for none.
    public var joinedDays: Int?
    /// So many meetings one must have come to; nil asks for none.
    public var meetings: Int?
    /// Within so many months; needed with `meetings`.
    public var withinMonths: Int?
    /// Whether a membership in grace is enough.
    public var graceCounts: Bool

    /// The longest time as a member that can be asked for, in days.
    public static let joinedDaysAtMost = 3660
    /// The most meetings that can be asked for.
    public static let meetingsAtMost = 1000
    /// The longest time to look back for meetings, in months.
    public static let monthsAtMost = 120

    /// A rule; what is nil is not asked for.
    public init(
        joinedDays: Int? = nil, meetings: Int? = nil, withinMonths: Int? = nil,
        graceCounts: Bool = true
    ) {
        self.joinedDays = joinedDays
        self.meetings = meetings
        self.withinMonths = withinMonths
        self.graceCounts = graceCounts
    }

    /// Sets it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            try check(joinedDays, "joinedDays", "days", atMost: Self.joinedDaysAtMost)
            try check(meetings, "meetings", "meetings", atMost: Self.meetingsAtMost)
            try check(withinMonths, "withinMonths", "months", atMost: Self.monthsAtMost)
            guard (meetings == nil) == (withinMonths == nil) else {
                throw Refusal.invalid(
                    meetings == nil ? "meetings" : "withinMonths",
                    "Say both: how many meetings, and within how many months.")
            }
            let today = try chapterDay(context.db, at: context.now)
            let old = try StandingRule.on(today, in: context.db)
            let new = StandingRule(
                since: today.description, joinedDays: joinedDays, meetings: meetings,
                withinMonths: withinMonths, graceCounts: graceCounts)
            guard old.words != new.words else { return }
            try context.db.execute(
                sql: """
                    INSERT INTO standing_rule (since, joined_days, meetings, within_months,
                      grace_counts, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    new.since, joinedDays, meetings, withinMonths, graceCounts,
                    context.now.milliseconds, context.viewer.actor,
                ])
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "SetStandingRule",
                    field: "rule of good standing", old: old.words, new: new.words))
        }
    }

    private func check(_ value: Int?, _ field: String, _ what: String, atMost: Int) throws {
        guard let value, !(1...atMost).contains(value) else { return }
        throw Refusal.invalid(field, "The number of \(what) is from 1 to \(atMost).")
    }
}

extension StandingRule {
    /// What history says of it.
    var words: String {
        var parts = ["a member"]
        if let joinedDays { parts.append("for \(joinedDays) days") }
        if let meetings, let withinMonths {
            parts.append("at \(meetings) meetings in \(withinMonths) months")
        }
        parts.append(graceCounts ? "grace counts" : "grace does not count")
        return parts.joined(separator: ", ")
    }
}
