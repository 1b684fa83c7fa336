/// Dots: each paper gives away points of a budget; the most points win.
public struct Dots: Hashable, Sendable {
    /// How many points a paper has.
    public let budget: Int

    /// The rule with its budget.
    public init(budget: Int) { self.budget = budget }

    /// Counts scored papers; a paper that gives more than its budget is invalid.
    public func count(_ papers: ScoredPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        guard (1...ScoredPapers.mostScore).contains(budget) else { throw .wrongParameter("budget") }
        var log = CountLog(.dots, seats: seats, slate: papers.slate)
        log.invalid = papers.invalid
        var totals = [Int128](repeating: 0, count: papers.slate.count)
        for paper in papers.counts.indices {
            let people = papers.counts[paper]
            let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
            guard marks.reduce(0, { $0 + Int($1.score) }) <= budget else {
                log.invalid += people
                continue
            }
            var isBlank = true
            for mark in marks where mark.score > 0 && papers.slate.stands[Int(mark.candidate)] {
                totals[Int(mark.candidate)] += Int128(mark.score) * Int128(people)
                isBlank = false
            }
            log.add(people, isBlank: isBlank)
        }
        log.fill(units: totals, lots: lots)
        return log
    }
}
