/// The single transferable vote of Scottish local elections: weighted inclusive Gregory.
///
/// The quota is the papers by seats and one, without the fraction, and one more. The largest
/// surplus moves first; each paper of the candidate then counts surplus times its value by the
/// candidate's total, to five decimals, the rest dropped. When no surplus is left, whoever has the
/// fewest votes is excluded, and the papers move with the value they have. Equals are parted by the
/// most recent earlier stage in which they differ, then by lot. A paper is followed up to its first
/// equal ranks, and one that begins with them is invalid. Source: SSI 2007/42, schedule 1,
/// rules 45 to 52. Quotas on seats are an addition: see ``SeatQuota``.
public struct ScottishSTV: Hashable, Sendable {
    /// How many decimals values have.
    public static let decimals = 5

    /// What groups of candidates must or may have.
    public let quotas: [SeatQuota]

    /// The method with its parameters.
    public init(quotas: [SeatQuota] = []) { self.quotas = quotas }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int, lots: Lots) throws(CountError) -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let feasibility = try Feasibility(quotas, seats: seats, slate: papers.slate)
        var count = ScottishCount(papers, seats: seats, lots: lots, feasibility)
        return try count.run()
    }
}

/// A count by Scottish rules while it goes on.
private struct ScottishCount {
    private static let one = Fixed.scale(ScottishSTV.decimals)

    private let seats: Int
    private let lots: Lots
    private let feasibility: Feasibility
    private let quota: Int128
    private var log: CountLog
    private var piles: Piles
    private var standing: Standing
    /// Totals of the stages before this one.
    private var earlier: [[Int128]] = []
    /// The elected whose surplus has not moved, by number.
    private var withSurplus: [Int] = []

    init(_ papers: RankedPapers, seats: Int, lots: Lots, _ feasibility: Feasibility) {
        let compact = CompactPapers(papers)
        self.seats = seats
        self.lots = lots
        self.feasibility = feasibility
        quota = Int128(compact.total / (seats + 1) + 1) * Self.one
        standing = Standing(papers.slate)
        log = CountLog(.scottishSTV, seats: seats, slate: papers.slate)
        log.papers = compact.total
        log.blank = compact.blank
        log.invalid = compact.invalid
        log.stopped = compact.stopped
        piles = Piles(compact, candidates: papers.slate.count, one: Self.one)
    }

    mutating func run() throws(CountError) -> CountLog {
        var isDone = false
        while !isDone {
            var stage = newStage()
            let totals = piles.totals
            isDone = try decide(&stage)
            earlier.append(totals)
            log.stages.append(stage)
        }
        log.winners = standing.elected
        log.ranking = standing.ranking(piles.totals)
        return log
    }

    private func newStage() -> Stage {
        var stage = Stage()
        stage.totals = piles.totals.map(fixed)
        stage.quota = fixed(quota)
        stage.exhausted = fixed(piles.exhausted)
        stage.residual = fixed(piles.residual)
        return stage
    }

    private func fixed(_ units: Int128) -> Fixed {
        Fixed(units: units, decimals: ScottishSTV.decimals)
    }

    /// Elects, and moves papers unless the count is at its end.
    private mutating func decide(_ stage: inout Stage) throws(CountError) -> Bool {
        var limits = try limits()
        while limits.doomed.isEmpty, let next = nextToElect(&stage) {
            elect(next, &stage)
            limits = try self.limits()
        }
        if limits.doomed.isEmpty, fillLast(&stage) { return true }
        if standing.elected.count == seats { return true }
        if !limits.doomed.isEmpty {
            exclude(lots.sorted(limits.doomed).reversed(), .quotasOnSeats, &stage)
        } else if let from = nextSurplus(&stage) {
            moveSurplus(of: from, &stage)
        } else {
            stage.guarded = limits.guarded
            exclude([lowest(limits.guarded, &stage)], .fewestVotes, &stage)
        }
        return false
    }

    private func limits() throws(CountError) -> (doomed: [Int], guarded: [Int]) {
        if standing.elected.count == seats { return ([], []) }
        return try feasibility.look(elected: standing.elected, hopeful: standing.hopeful)
    }

    private mutating func elect(_ candidate: Int, _ stage: inout Stage) {
        standing.elect(candidate)
        stage.elected.append(candidate)
        if piles.totals[candidate] > quota { withSurplus.append(candidate) }
    }

    /// Whoever has the quota, the highest total first.
    private func nextToElect(_ stage: inout Stage) -> Int? {
        let reached = standing.hopeful.filter { piles.totals[$0] >= quota }
        guard standing.elected.count < seats, let most = reached.map({ piles.totals[$0] }).max()
        else { return nil }
        let equals = reached.filter { piles.totals[$0] == most }
        var ties: [Tie] = []
        let picked = pick(.election, of: equals, highest: true, earlier: earlier, lots, &ties)
        // All of them are elected, in whatever order, unless quotas on seats shut somebody out.
        if feasibility.hasQuotas { stage.ties += ties }
        return picked
    }

    /// Elects all who are left if there are no more than seats; says whether it did.
    private mutating func fillLast(_ stage: inout Stage) -> Bool {
        let hopeful = standing.hopeful
        guard hopeful.count <= seats - standing.elected.count else { return false }
        for group in grouped(hopeful, by: { piles.totals[$0] }) {
            for candidate in lots.sorted(group) {
                standing.elect(candidate)
                stage.elected.append(candidate)
            }
        }
        return true
    }

    private mutating func nextSurplus(_ stage: inout Stage) -> Int? {
        guard let most = withSurplus.map({ piles.totals[$0] }).max() else { return nil }
        let equals = withSurplus.filter { piles.totals[$0] == most }.sorted()
        let picked = pick(
            .surplus, of: equals, highest: true, earlier: earlier, lots, &stage.ties)
        withSurplus.removeAll { $0 == picked }
        return picked
    }

    private func lowest(_ guarded: [Int], _ stage: inout Stage) -> Int {
        let free = standing.hopeful.filter { !guarded.contains($0) }
        let fewest = free.map { piles.totals[$0] }.min()
        let equals = free.filter { piles.totals[$0] == fewest }
        return pick(
            .exclusion, of: equals, highest: false, earlier: earlier, lots, &stage.ties)
    }

    private mutating func moveSurplus(of candidate: Int, _ stage: inout Stage) {
        let surplus = piles.totals[candidate] - quota
        let moves = piles.move(from: candidate, surplus: surplus, to: standing.isHopeful)
        stage.transfers += transfers(moves, from: candidate, isSurplus: true)
    }

    private mutating func exclude(
        _ candidates: [Int], _ reason: Stage.Reason, _ stage: inout Stage
    ) {
        standing.exclude(candidates)
        stage.excluded = candidates
        stage.reason = reason
        for candidate in candidates {
            let moves = piles.move(from: candidate, surplus: nil, to: standing.isHopeful)
            stage.transfers += transfers(moves, from: candidate, isSurplus: false)
        }
    }

    private func transfers(_ moves: Piles.Moves, from: Int, isSurplus: Bool) -> [Transfer] {
        let targets = moves.papers.indices.map { $0 == log.slate.count ? nil : $0 }
        return zip(moves.papers.indices, targets).compactMap { index, to in
            guard moves.papers[index] > 0 else { return nil }
            return Transfer(
                from: from, to: to, papers: moves.papers[index], value: fixed(moves.values[index]),
                isSurplus: isSurplus)
        }
    }
}
