import Federation
import GRDB

/// Says of a shared home that it is no household, or that this is for later.
public struct DecideHome: Act {
    /// What can be decided.
    public enum Decision: String, CaseIterable, Hashable, Sendable {
        /// Nothing yet: it stands in the list.
        case open
        /// Not now.
        case later
        /// The people there are no household.
        case no
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The home.
    public var home: String
    /// What is decided.
    public var decision: Decision

    /// A decision about a home.
    public init(_ home: String, _ decision: Decision) {
        self.home = home
        self.decision = decision
    }

    /// Writes the decision and gives the one before.
    public func perform(in context: ActContext) throws -> Result<Decision, Refusal> {
        let before = try String.fetchOne(
            context.db, sql: "SELECT state FROM household_suggestion WHERE home_key = ?",
            arguments: [home])
        guard let before else { return .failure(.notFound("shared home")) }
        try context.db.execute(
            sql: """
                UPDATE household_suggestion SET state = ?, decided_at = ?, decided_by = ?
                WHERE home_key = ?
                """,
            arguments: [
                decision.rawValue, context.now.milliseconds, context.viewer.actor, home,
            ])
        return .success(Decision(rawValue: before) ?? .open)
    }
}
