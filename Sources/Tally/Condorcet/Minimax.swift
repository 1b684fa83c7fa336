/// Minimax: whoever has the smallest worst defeat.
public struct Minimax: Hashable, Sendable {
    /// How strong a defeat is.
    public enum Strength: String, Hashable, Sendable, CaseIterable {
        /// The votes of the winner of a pair; who is not beaten has 0.
        case winningVotes = "winning-votes"
        /// The votes of the winner less those of the loser, below 0 for who is not beaten.
        case margins
        /// The votes for the other, whether they are enough to win or not. A candidate who beats
        /// everybody need not win.
        case opposition
    }

    /// How strong a defeat is.
    public let strength: Strength
    /// What papers say about candidates whom they leave out.
    public let unranked: Unranked

    /// The method with its parameters.
    public init(strength: Strength = .winningVotes, unranked: Unranked = .last) {
        self.strength = strength
        self.unranked = unranked
    }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let pairwise = Pairwise(papers, unranked: unranked)
        let standing = papers.slate.standing
        var worst = [Int](repeating: 0, count: papers.slate.count)
        for candidate in standing {
            worst[candidate] = Self.worstDefeat(candidate, pairwise, standing, strength)
        }
        let ranking = grouped(standing) { -worst[$0] }
        var log = CountLog(
            .minimax, papers, seats: seats, pairwise: pairwise, ranking: ranking, lots: lots)
        log.stages[0].measure = .worstDefeat
        log.stages[0].totals = worst.map { Fixed($0) }
        return log
    }

    /// The strength of the worst defeat of a candidate; 0 if there is nobody else.
    static func worstDefeat(
        _ candidate: Int, _ pairwise: Pairwise, _ others: [Int], _ strength: Strength
    ) -> Int {
        let strengths = others.filter { $0 != candidate }.map { other in
            let against = pairwise[other, candidate]
            return switch strength {
            case .winningVotes: pairwise.beats(other, candidate) ? against : 0
            case .margins: against - pairwise[candidate, other]
            case .opposition: against
            }
        }
        return strengths.max() ?? 0
    }
}
