import Federation
import GRDB

/// Says of two contacts that they are not the same, or that this is for later.
///
/// Neither is asked about again until somebody takes it back by opening the pair.
public struct DecideDuplicate: Act {
    /// What can be decided.
    public enum Decision: String, CaseIterable, Hashable, Sendable {
        /// Nothing yet: it stands in the list.
        case open
        /// Not now.
        case later
        /// They are two.
        case notTheSame = "not the same"
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// One of the two.
    public var one: MemberID
    /// The other.
    public var other: MemberID
    /// What is decided.
    public var decision: Decision

    /// A decision about two contacts.
    public init(_ one: MemberID, _ other: MemberID, _ decision: Decision) {
        self.one = one
        self.other = other
        self.decision = decision
    }

    /// Writes the decision and gives the one before.
    public func perform(in context: ActContext) throws -> Result<Decision, Refusal> {
        try refusing {
            guard one != other else {
                throw Refusal.invalid("other", "These are one contact already. Choose two.")
            }
            let facts = try ContactFacts.fetch(context.db, [one, other])
            guard let left = facts[one], let right = facts[other] else {
                throw Refusal.notFound("person")
            }
            let pair = ContactPair(one, other)
            let before = try String.fetchOne(
                context.db,
                sql: "SELECT state FROM duplicate_pair WHERE first_id = ? AND second_id = ?",
                arguments: [pair.first, pair.second])
            let score = DuplicateScore.of(left, right)
            try context.db.execute(
                sql: """
                    INSERT INTO duplicate_pair
                      (first_id, second_id, score, reasons, state, decided_at, decided_by)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (first_id, second_id) DO UPDATE
                    SET state = excluded.state, decided_at = excluded.decided_at,
                      decided_by = excluded.decided_by
                    """,
                arguments: [
                    pair.first, pair.second, score?.points ?? 0,
                    (score?.reasons ?? []).map(\.rawValue).joined(separator: "\n"),
                    decision.rawValue, context.now.milliseconds, context.viewer.actor,
                ])
            // Whether the two make a household depends on whether they are two.
            for key in try Household.homes(of: [one, other], in: context.db) {
                try context.db.refreshHome(key)
            }
            return before.flatMap(Decision.init) ?? .open
        }
    }
}
