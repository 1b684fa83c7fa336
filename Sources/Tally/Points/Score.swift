/// Points from 0 to a maximum; the largest sum wins, or the largest average with enough support.
public struct Score: Hashable, Sendable {
    /// What is compared.
    public enum Measure: Hashable, Sendable {
        /// The sum of points; a blank is 0.
        case sum
        /// Points for each paper that gives the candidate any, 0 included; a candidate whom fewer
        /// papers than this score is excluded.
        case average(minimumSupport: Int)
    }

    /// With how many decimals averages are shown; they are compared exactly.
    public static let decimals = 5

    /// What is compared.
    public let measure: Measure

    /// The rule with its parameter.
    public init(measure: Measure = .sum) { self.measure = measure }

    /// Counts scored papers.
    public func count(_ papers: ScoredPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        var log = CountLog(.score, seats: seats, slate: papers.slate)
        let sums = ScoreSums(papers, &log)
        switch measure {
        case .sum: log.fill(units: sums.points, lots: lots)
        case .average(let support):
            guard support >= 1 else { throw .wrongParameter("minimumSupport") }
            average(sums, support, lots, &log)
        }
        return log
    }

    private func average(_ sums: ScoreSums, _ support: Int, _ lots: Lots, _ log: inout CountLog) {
        let averages = sums.points.indices.map { candidate in
            Ratio(
                UInt128(sums.points[candidate]), over: UInt128(max(sums.papers[candidate], 1)))
        }
        let enough = log.slate.standing.filter { sums.papers[$0] >= support }
        let few = log.slate.standing.filter { sums.papers[$0] < support }
        let best = grouped(enough) { averages[$0] }
        log.ranking = best + grouped(few) { averages[$0] }
        let seating = Seating(best, seats: log.seats, lots: lots)
        log.winners = seating.winners
        var stage = Stage()
        stage.measure = .averages
        stage.totals = sums.points.indices.map { candidate in
            Fixed(
                units: scaled(
                    sums.points[candidate], by: Fixed.scale(Self.decimals),
                    over: Int128(max(sums.papers[candidate], 1)), .down), decimals: Self.decimals)
        }
        stage.elected = seating.winners
        stage.ties = seating.ties
        stage.excluded = few
        stage.reason = few.isEmpty ? nil : .littleSupport
        log.stages = [stage]
    }
}

/// What scored papers give each candidate.
struct ScoreSums {
    /// The sum of points.
    var points: [Int128]
    /// How many papers score the candidate at all.
    var papers: [Int]
    /// How many papers give the highest score.
    var highest: [Int]

    /// Adds up papers, and counts them in a log.
    init(_ papers: ScoredPapers, _ log: inout CountLog) {
        points = [Int128](repeating: 0, count: papers.slate.count)
        self.papers = [Int](repeating: 0, count: papers.slate.count)
        highest = self.papers
        log.invalid = papers.invalid
        for paper in papers.counts.indices {
            let people = papers.counts[paper]
            var isBlank = true
            for mark in papers.marks[papers.starts[paper]..<papers.starts[paper + 1]] {
                let candidate = Int(mark.candidate)
                guard papers.slate.stands[candidate] else { continue }
                isBlank = false
                points[candidate] += Int128(mark.score) * Int128(people)
                self.papers[candidate] += people
                if mark.score == papers.highest { highest[candidate] += people }
            }
            log.add(people, isBlank: isBlank)
        }
    }
}
