/// STAR: score, then automatic run-off.
///
/// The two with most points go into the run-off, which the one wins whom more papers give more points.
///
/// Equals for the run-off: whoever loses most pairs against the others leaves, again and again; then
/// whoever has the highest score less often; then lots. Equals in the run-off: more points, then
/// more often the highest score, then lots. Several seats are filled one after the other among those
/// who are left (bloc STAR). Source: starvoting.org/ties.
public struct STAR: Hashable, Sendable {
    /// The rule, which has no parameters.
    public init() {}

    /// Counts scored papers.
    public func count(_ papers: ScoredPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        var log = CountLog(.star, seats: seats, slate: papers.slate)
        let sums = ScoreSums(papers, &log)
        let pairwise = Pairwise(papers)
        log.pairwise = pairwise
        var left = papers.slate.standing
        while log.winners.count < seats, !left.isEmpty {
            let round = StarRound(left, sums, pairwise, lots)
            log.stages += round.stages
            log.winners.append(round.winner)
            log.ranking.append([round.winner])
            left.removeAll { $0 == round.winner }
            if log.winners.count == seats, let second = round.runnerUp {
                log.ranking.append([second])
                left.removeAll { $0 == second }
            }
        }
        log.ranking += grouped(left) { sums.points[$0] }
        return log
    }
}

/// One seat by STAR.
private struct StarRound {
    var stages: [Stage] = []
    private(set) var winner = 0
    private(set) var runnerUp: Int?
    private let sums: ScoreSums
    private let pairwise: Pairwise
    private let lots: Lots
    private var ties: [Tie] = []

    init(_ candidates: [Int], _ sums: ScoreSums, _ pairwise: Pairwise, _ lots: Lots) {
        self.sums = sums
        self.pairwise = pairwise
        self.lots = lots
        var finalists: [Int] = []
        for group in grouped(candidates, by: { sums.points[$0] }) where finalists.count < 2 {
            finalists += chosen(2 - finalists.count, of: group)
        }
        var first = Stage()
        first.measure = .points
        first.among = candidates
        first.totals = sums.points.map { Fixed(units: $0, decimals: 0) }
        first.ties = ties
        ties = []
        stages = [first]
        runOff(finalists)
    }

    /// Takes so many of equals into the run-off.
    private mutating func chosen(_ number: Int, of group: [Int]) -> [Int] {
        guard group.count > number else { return group }
        var (sure, left): ([Int], [Int]) = ([], group)
        while sure.count + left.count > number {
            let others = left
            let losses = left.map { one in others.count { pairwise.beats($0, one) } }
            let most = losses.max() ?? 0
            let better = zip(left, losses).filter { $0.1 < most }.map(\.0)
            if better.isEmpty { break }
            if better.count >= number {
                left = better
            } else {
                // All the better ones are in; some of those who lose most are too.
                sure = better
                left.removeAll { better.contains($0) }
                break
            }
        }
        if sure.count + left.count == number {
            ties.append(tie(.finalist, group, left, .headToHead))
            return left
        }
        var picked = sure
        var byLot = false
        for equals in grouped(left, by: { sums.highest[$0] }) where picked.count < number {
            byLot = equals.count > number - picked.count
            picked += lots.sorted(equals).prefix(number - picked.count)
        }
        ties.append(tie(.finalist, group, picked, byLot ? .lot : .highestScores))
        return picked
    }

    private mutating func runOff(_ finalists: [Int]) {
        winner = finalists[0]
        guard finalists.count == 2 else {
            stages[0].elected = [winner]
            return
        }
        let (first, second) = (finalists[0], finalists[1])
        let measures: [(Tie.Resolution?, Int128, Int128)] = [
            (nil, Int128(pairwise[first, second]), Int128(pairwise[second, first])),
            (.points, sums.points[first], sums.points[second]),
            (.highestScores, Int128(sums.highest[first]), Int128(sums.highest[second])),
            (.lot, Int128(lots.place[second]), Int128(lots.place[first])),
        ]
        for (resolution, one, other) in measures where one != other {
            winner = one > other ? first : second
            if let resolution {
                ties.append(tie(.winner, finalists.sorted(), [winner], resolution))
            }
            break
        }
        runnerUp = winner == first ? second : first
        var stage = Stage()
        stage.measure = .preferences
        stage.among = finalists.sorted()
        stage.totals = sums.points.indices.map { candidate in
            switch candidate {
            case first: Fixed(pairwise[first, second])
            case second: Fixed(pairwise[second, first])
            default: Fixed(0)
            }
        }
        stage.elected = [winner]
        stage.ties = ties
        stages.append(stage)
    }

    private func tie(
        _ question: Tie.Question, _ group: [Int], _ picked: [Int], _ resolution: Tie.Resolution
    ) -> Tie {
        Tie(question: question, candidates: group, picked: picked, resolution: resolution)
    }
}
