/// Instant run-off: whoever has more than half of the papers that still count wins; until then
/// whoever has the fewest is excluded, and those papers go to their next preference.
///
/// Equals are parted by the most recent earlier round in which they differ, then by lot.
public struct InstantRunoff: Hashable, Sendable {
    /// What happens to a paper with equal ranks.
    public enum EqualRanks: String, Hashable, Sendable, CaseIterable {
        /// It counts up to there and no further; a paper that begins so is invalid.
        case invalid
        /// It is split evenly among the equals who are still in the count.
        case split
    }

    /// The most equals that a paper can be split among: shares of 1 to 40 have one denominator that
    /// leaves room for all counts.
    public static let mostEqual = 40
    /// With how many decimals totals are shown where papers are split; they are compared exactly.
    public static let decimals = 5

    /// What happens to a paper with equal ranks.
    public let equalRanks: EqualRanks

    /// The method with its parameter.
    public init(equalRanks: EqualRanks = .invalid) { self.equalRanks = equalRanks }

    /// Counts ranked papers for one seat.
    public func count(_ papers: RankedPapers, lots: Lots) throws(CountError) -> CountLog {
        try check(papers.slate, seats: 1, lots)
        var count = try RunoffCount(papers, equalRanks, lots)
        return count.run()
    }
}

/// An instant run-off while it goes on.
private struct RunoffCount {
    private let lots: Lots
    private let papers: SplitPapers
    /// How many units one paper is.
    private let one: Int128
    private var log: CountLog
    private var standing: Standing
    private var totals: [Int128]
    private var exhausted: Int128 = 0
    /// In which group each paper is: where its candidates begin.
    private var place: [Int]
    private var earlier: [[Int128]] = []

    init(_ papers: RankedPapers, _ equalRanks: InstantRunoff.EqualRanks, _ lots: Lots)
        throws(CountError)
    {
        self.lots = lots
        self.papers =
            switch equalRanks {
            case .invalid: SplitPapers(CompactPapers(papers))
            case .split: SplitPapers(papers)
            }
        let most = self.papers.largestGroup
        guard most <= InstantRunoff.mostEqual else { throw .tooManyEqual(most) }
        one = leastCommonMultiple(upTo: most)
        log = CountLog(.irv, seats: 1, slate: papers.slate)
        log.papers = self.papers.total
        log.blank = self.papers.blank
        log.invalid = self.papers.invalid
        log.stopped = self.papers.stopped
        standing = Standing(papers.slate)
        totals = [Int128](repeating: 0, count: papers.slate.count)
        place = self.papers.starts.dropLast()
        for paper in self.papers.counts.indices {
            let share = share(of: paper)
            for candidate in group(of: paper) { totals[candidate] += share }
        }
    }

    mutating func run() -> CountLog {
        while true {
            var stage = newStage()
            let hopeful = standing.hopeful
            if let winner = winner(hopeful) {
                standing.elect(winner)
                stage.elected = [winner]
                log.stages.append(stage)
                break
            }
            guard let fewest = hopeful.map({ totals[$0] }).min() else { break }
            let lowest = pick(
                .exclusion, of: hopeful.filter { totals[$0] == fewest }, highest: false,
                earlier: earlier, lots, &stage.ties)
            earlier.append(totals)
            exclude(lowest, &stage)
            log.stages.append(stage)
        }
        log.winners = standing.elected
        log.ranking = standing.ranking(totals)
        return log
    }

    /// Whoever has more than half, or is the only one left.
    private func winner(_ hopeful: [Int]) -> Int? {
        if hopeful.count == 1 { return hopeful[0] }
        let all = totals.reduce(0, +)
        return hopeful.first { totals[$0] > all - totals[$0] }
    }

    private func newStage() -> Stage {
        var stage = Stage()
        stage.totals = totals.map(shown)
        stage.exhausted = shown(exhausted)
        let sum = stage.totals.reduce(stage.exhausted?.units ?? 0) { $0 + $1.units }
        let all = Fixed(log.papers, decimals: decimals)
        stage.residual = Fixed(units: all.units - sum, decimals: decimals)
        return stage
    }

    private var decimals: Int { one == 1 ? 0 : InstantRunoff.decimals }

    private func shown(_ units: Int128) -> Fixed {
        Fixed(
            units: scaled(units, by: Fixed.scale(decimals), over: one, .down), decimals: decimals)
    }

    /// The candidates who share a paper now.
    private func group(of paper: Int) -> [Int] {
        let end = papers.starts[paper + 1]
        guard place[paper] < end else { return [] }
        var members: [Int] = []
        var index = place[paper]
        repeat {
            let candidate = Int(papers.marks[index] & ~RankedPapers.sharesRank)
            if standing.isHopeful[candidate] { members.append(candidate) }
            index += 1
        } while index < end && papers.marks[index] & RankedPapers.sharesRank != 0
        return members
    }

    /// What each of those who share a paper has of all papers like it.
    private func share(of paper: Int) -> Int128 {
        let members = group(of: paper).count
        return members == 0 ? 0 : one / Int128(members) * Int128(papers.counts[paper])
    }

    private mutating func exclude(_ candidate: Int, _ stage: inout Stage) {
        stage.excluded = [candidate]
        stage.reason = .fewestVotes
        let before = papers.counts.indices.map { paper in
            group(of: paper).contains(candidate) ? share(of: paper) : 0
        }
        standing.exclude([candidate])
        var moved = [Int](repeating: 0, count: totals.count + 1)
        var values = [Int128](repeating: 0, count: totals.count + 1)
        for paper in papers.counts.indices where before[paper] > 0 {
            skipEmptyGroups(paper)
            let members = group(of: paper)
            for member in members {
                moved[member] += papers.counts[paper]
                values[member] += before[paper] / Int128(members.count)
            }
            if members.isEmpty {
                moved[totals.count] += papers.counts[paper]
                values[totals.count] += before[paper]
            }
        }
        totals[candidate] = 0
        for member in totals.indices { totals[member] += values[member] }
        exhausted += values[totals.count]
        stage.transfers = values.indices.compactMap { to in
            guard moved[to] > 0 else { return nil }
            return Transfer(
                from: candidate, to: to == totals.count ? nil : to, papers: moved[to],
                value: shown(values[to]), isSurplus: false)
        }
    }

    private mutating func skipEmptyGroups(_ paper: Int) {
        while place[paper] < papers.starts[paper + 1], group(of: paper).isEmpty {
            repeat {
                place[paper] += 1
            } while place[paper] < papers.starts[paper + 1]
                && papers.marks[place[paper]] & RankedPapers.sharesRank != 0
        }
    }
}

/// The least number that all numbers up to this one divide.
private func leastCommonMultiple(upTo most: Int) -> Int128 {
    var multiple: UInt128 = 1
    for number in 1...UInt128(max(most, 1)) {
        multiple = multiple / greatestCommonDivisor(multiple, number) * number
    }
    return Int128(multiple)
}
