/// The most votes win: one mark a paper, or as many as there are seats (bloc).
public struct Plurality: Hashable, Sendable {
    /// How many of the best ranks of a paper count as a mark; 1 also for several seats (SNTV).
    public let marks: Int
    /// Whether the winner of one seat needs more than half, or else a run-off is held.
    public let needsMajority: Bool

    /// The rule with its parameters.
    public init(marks: Int = 1, needsMajority: Bool = false) {
        self.marks = marks
        self.needsMajority = needsMajority
    }

    /// Counts the best ranks of ranked papers.
    ///
    /// A paper is invalid if equal ranks leave open who has its marks. Where a majority is needed
    /// and missing there are no winners, and the ranking begins with those who go into the run-off:
    /// the best two and whoever is equal to the second.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, most: needsMajority ? 1 : Slate.mostCandidates, lots)
        guard marks > 0 else { throw .wrongParameter("marks") }
        var log = CountLog(.plurality, seats: seats, slate: papers.slate)
        log.invalid = papers.invalid
        var totals = [Int](repeating: 0, count: papers.slate.count)
        for paper in 0..<papers.different {
            let (groups, people) = papers[paper]
            let standing = groups.map { $0.filter { papers.slate.stands[$0] } }
            let marked = Self.best(marks, of: standing.filter { !$0.isEmpty })
            switch marked {
            case nil: log.invalid += people
            case []?: log.blank += people
            case let marked?:
                log.papers += people
                for candidate in marked { totals[candidate] += people }
            }
        }
        log.fill(totals, lots: lots)
        if needsMajority { requireMajority(&log, totals) }
        return log
    }

    /// Whoever has the marks of a paper; nil if that is open.
    private static func best(_ marks: Int, of groups: [[Int]]) -> [Int]? {
        var marked: [Int] = []
        for group in groups where marked.count < marks {
            marked += group
        }
        return marked.count <= marks ? marked : nil
    }

    private func requireMajority(_ log: inout CountLog, _ totals: [Int]) {
        let most = log.ranking.first?.first.map { totals[$0] } ?? 0
        guard most <= log.papers - most else { return }
        log.winners = []
        log.stages[0].elected = []
        log.stages[0].ties = []
    }
}

extension CountLog {
    /// One stage with whole totals, and seats for the highest.
    mutating func fill(_ totals: [Int], measure: Stage.Measure = .votes, lots: Lots) {
        ranking = grouped(slate.standing) { totals[$0] }
        let seating = Seating(ranking, seats: seats, lots: lots)
        winners = seating.winners
        var stage = Stage()
        stage.measure = measure
        stage.totals = totals.map { Fixed($0) }
        stage.elected = seating.winners
        stage.ties = seating.ties
        stages = [stage]
    }

    /// As with whole totals, for sums that can be larger than a number of 64 bits.
    mutating func fill(units: [Int128], decimals: Int = 0, lots: Lots) {
        ranking = grouped(slate.standing) { units[$0] }
        let seating = Seating(ranking, seats: seats, lots: lots)
        winners = seating.winners
        var stage = Stage()
        stage.measure = .points
        stage.totals = units.map { Fixed(units: $0, decimals: decimals) }
        stage.elected = seating.winners
        stage.ties = seating.ties
        stages = [stage]
    }
}
