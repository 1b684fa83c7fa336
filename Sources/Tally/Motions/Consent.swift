/// Consent: a proposal is taken if nobody has an open objection with reasons.
public struct Consent: Hashable, Sendable {
    /// What somebody says to the proposal.
    public enum Position: Hashable, Sendable {
        /// Good enough.
        case consent
        /// Not convinced, and standing aside.
        case concern
        /// An objection. Without reasons it stops nothing. It is integrated when the objector says
        /// that a change has met it; nobody else can say so.
        case objection(hasReasons: Bool, isIntegrated: Bool)
    }

    /// What came out.
    public enum Outcome: Hashable, Sendable {
        /// The proposal is taken.
        case consented
        /// Open objections send it into another round.
        case anotherRound
        /// Open objections, and the rounds that were agreed on are over: people vote.
        case fallbackVote
        /// Too few took part.
        case quorumMissed
    }

    /// The part of the roll that must take part, if any.
    public let quorum: Quorum?
    /// How many people may take part.
    public let rollSize: Int
    /// After how many rounds people vote instead; nil for never.
    public let rounds: Int?

    /// The rule with its parameters.
    public init(quorum: Quorum? = nil, rollSize: Int, rounds: Int? = nil) {
        self.quorum = quorum
        self.rollSize = rollSize
        self.rounds = rounds
    }

    /// What came out of a round, counted from 1, by everybody's last position.
    public func count(_ positions: [Position], round: Int) throws(CountError) -> ConsentCount {
        guard round >= 1 else { throw .wrongParameter("round") }
        guard rollSize >= positions.count else { throw .wrongParameter("rollSize") }
        let open = positions.indices.filter {
            positions[$0] == .objection(hasReasons: true, isIntegrated: false)
        }
        let isReached = quorum?.isReached(by: positions.count, of: rollSize) ?? true
        let outcome: Outcome =
            if !isReached {
                .quorumMissed
            } else if open.isEmpty {
                .consented
            } else if let rounds, round >= rounds {
                .fallbackVote
            } else {
                .anotherRound
            }
        return ConsentCount(
            consents: positions.count { $0 == .consent },
            concerns: positions.count { $0 == .concern }, openObjections: open, outcome: outcome)
    }
}

/// How a round of consent came out.
public struct ConsentCount: Hashable, Sendable {
    /// How many consent.
    public let consents: Int
    /// How many stand aside.
    public let concerns: Int
    /// Whose objections are open and have reasons, by their place in the positions.
    public let openObjections: [Int]
    /// What came out.
    public let outcome: Consent.Outcome
}
