/// Points for ranks: with m candidates m-1 for the first rank, down to 0 for the last.
///
/// Equals share the mean of the ranks that they take up, and so do those who are not on a paper; or
/// these get nothing. Points are exact in halves.
public struct Borda: Hashable, Sendable {
    /// What papers say about candidates whom they leave out.
    public let unranked: Unranked

    /// The rule with its parameter.
    public init(unranked: Unranked = .last) { self.unranked = unranked }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        var log = CountLog(.borda, seats: seats, slate: papers.slate)
        log.invalid = papers.invalid
        let standing = papers.slate.standing
        var doubled = [Int128](repeating: 0, count: papers.slate.count)
        for paper in 0..<papers.different {
            let (groups, people) = papers[paper]
            var ranks = groups.map { $0.filter { papers.slate.stands[$0] } }
            let named = Set(ranks.flatMap(\.self))
            log.add(people, isBlank: named.isEmpty)
            if named.isEmpty { continue }
            if unranked == .last { ranks.append(standing.filter { !named.contains($0) }) }
            var below = standing.count
            for group in ranks {
                // The ranks of the group are worth below-1 down to below-count.
                below -= group.count
                let points = Int128(2 * below + group.count - 1) * Int128(people)
                for candidate in group { doubled[candidate] += points }
            }
        }
        if doubled.allSatisfy({ $0 % 2 == 0 }) {
            log.fill(units: doubled.map { $0 / 2 }, lots: lots)
        } else {
            log.fill(units: doubled.map { $0 * 5 }, decimals: 1, lots: lots)
        }
        return log
    }
}
