/// Copeland's method: whoever beats most others, less those who beat them.
public struct Copeland: Hashable, Sendable {
    /// What decides between equals before the lots do.
    public enum Second: Hashable, Sendable {
        /// Nothing.
        case none
        /// Minimax among the equals alone, as in `Copeland//Minimax`.
        case minimax(Minimax.Strength)
    }

    /// What decides between equals before the lots do.
    public let second: Second
    /// What papers say about candidates whom they leave out.
    public let unranked: Unranked

    /// The method with its parameters.
    public init(second: Second = .none, unranked: Unranked = .last) {
        self.second = second
        self.unranked = unranked
    }

    /// Counts ranked papers.
    ///
    /// The totals are wins less losses: with 1 for a win, a half for an equal pair and 0 for a loss,
    /// the order is the same.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let pairwise = Pairwise(papers, unranked: unranked)
        let standing = papers.slate.standing
        var totals = [Int](repeating: 0, count: papers.slate.count)
        for candidate in standing {
            for other in standing {
                if pairwise.beats(candidate, other) { totals[candidate] += 1 }
                if pairwise.beats(other, candidate) { totals[candidate] -= 1 }
            }
        }
        var ties: [Tie] = []
        let ranking = grouped(standing) { totals[$0] }.flatMap { group in
            parted(group, pairwise, &ties)
        }
        var log = CountLog(
            .copeland, papers, seats: seats, pairwise: pairwise, ranking: ranking, lots: lots)
        log.stages[0].measure = .winsLessLosses
        log.stages[0].totals = totals.map { Fixed($0) }
        log.stages[0].ties.insert(contentsOf: ties, at: 0)
        return log
    }

    private func parted(_ group: [Int], _ pairwise: Pairwise, _ ties: inout [Tie]) -> [[Int]] {
        guard case .minimax(let strength) = second, group.count > 1 else { return [group] }
        let parts = grouped(group) { -Minimax.worstDefeat($0, pairwise, group, strength) }
        if parts.count > 1 {
            ties.append(
                Tie(
                    question: .winner, candidates: group, picked: parts.flatMap(\.self),
                    resolution: .secondMethod(.minimax)))
        }
        return parts
    }
}
