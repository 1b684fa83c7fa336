/// A mark for everybody who will do; the most marks win, and lots part equals.
public struct Approval: Hashable, Sendable {
    /// The rule, which has no parameters.
    public init() {}

    /// Counts whoever has points on scored papers.
    public func count(_ papers: ScoredPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        var log = CountLog(.approval, seats: seats, slate: papers.slate)
        log.invalid = papers.invalid
        var totals = [Int](repeating: 0, count: papers.slate.count)
        for paper in papers.counts.indices {
            let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
            let approved = marks.filter { $0.score > 0 && papers.slate.stands[Int($0.candidate)] }
            for mark in approved { totals[Int(mark.candidate)] += papers.counts[paper] }
            log.add(papers.counts[paper], isBlank: approved.isEmpty)
        }
        log.fill(totals, lots: lots)
        return log
    }

    /// Counts whoever is on ranked papers, at whatever rank.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        var log = CountLog(.approval, seats: seats, slate: papers.slate)
        log.invalid = papers.invalid
        var totals = [Int](repeating: 0, count: papers.slate.count)
        for paper in papers.counts.indices {
            let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
            let approved = marks.map { Int($0 & ~RankedPapers.sharesRank) }.filter {
                papers.slate.stands[$0]
            }
            for candidate in approved { totals[candidate] += papers.counts[paper] }
            log.add(papers.counts[paper], isBlank: approved.isEmpty)
        }
        log.fill(totals, lots: lots)
        return log
    }
}

extension CountLog {
    /// Counts papers that say something, or nothing.
    mutating func add(_ people: Int, isBlank: Bool) {
        if isBlank { blank += people } else { papers += people }
    }
}
