public import Federation
public import GRDB

/// What a chapter asks of a member in good standing, from a day on.
public struct StandingRule: Hashable, Sendable {
    /// The first day on which it holds, as 2026-05-01; nil for what holds while there is no rule.
    public let since: String?
    /// So many days one must have been a member without a break; nil where it is not asked.
    public let joinedDays: Int?
    /// So many meetings one must have come to; nil where it is not asked.
    public let meetings: Int?
    /// Within so many months.
    public let withinMonths: Int?
    /// Whether a membership in grace is enough.
    public let graceCounts: Bool

    /// What holds while a chapter has made no rule: being a member is enough.
    static let none = StandingRule(
        since: nil, joinedDays: nil, meetings: nil, withinMonths: nil, graceCounts: true)

    /// The rule today, for whoever may take part or see people.
    public static func now(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> StandingRule
    {
        guard viewer.may(.takePart) || viewer.may(.seePeople) else { return .none }
        return try on(chapterDay(db, at: now), in: db)
    }

    /// The rule that held on a day.
    static func on(_ day: CalendarDay, in db: Database) throws -> StandingRule {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM standing_rule WHERE since <= ? ORDER BY since DESC, id DESC LIMIT 1
                """, arguments: [day.description])
        guard let row else { return .none }
        return StandingRule(
            since: row["since"], joinedDays: row["joined_days"], meetings: row["meetings"],
            withinMonths: row["within_months"], graceCounts: row["grace_counts"])
    }
}
