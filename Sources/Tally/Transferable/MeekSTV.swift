/// Meek's single transferable vote by the reference rule of the Proportional Representation
/// Foundation.
///
/// Each elected candidate keeps such a part of every paper that the total is the quota, and the
/// rest goes on; an excluded one keeps nothing, as if never on the paper. The quota falls as papers
/// are exhausted. Nine decimals; kept parts are rounded up, the quota down and one unit more.
/// Parts are adjusted until all surpluses together are below 0.000001 or fall no further. Candidates
/// who are no further apart than that surplus are equal, and the lots exclude one of them.
///
/// The reference rule knows no equal ranks. Here equals share what has come to their rank evenly,
/// rounded down, without those who are excluded; each keeps the usual part, and what they leave goes
/// on to the next rank.
public struct MeekSTV: Hashable, Sendable {
    /// How many decimals values have.
    public static let decimals = 9
    /// Below which sum of surpluses, in units of the last decimal, parts are adjusted no more.
    static let omega: Int128 = 1_000

    /// What groups of candidates must or may have.
    public let quotas: [SeatQuota]

    /// The method with its parameters.
    public init(quotas: [SeatQuota] = []) { self.quotas = quotas }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int, lots: Lots) throws(CountError) -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let feasibility = try Feasibility(quotas, seats: seats, slate: papers.slate)
        var count = MeekCount(papers, seats: seats, lots: lots, feasibility)
        return try count.run()
    }
}

/// A count by Meek's rules while it goes on.
private struct MeekCount {
    private static let one = Fixed.scale(MeekSTV.decimals)

    private let seats: Int
    private let lots: Lots
    private let feasibility: Feasibility
    private let papers: SplitPapers
    private var log: CountLog
    private var standing: Standing
    /// Which part of a paper each candidate keeps.
    private var keep: [UInt64]
    private var votes: [Int128]
    private var quota: Int128 = 0
    /// What shares among equals lose to rounding.
    private var residual: Int128 = 0
    private var surplus: Int128 = 0

    init(_ papers: RankedPapers, seats: Int, lots: Lots, _ feasibility: Feasibility) {
        let split = SplitPapers(papers)
        self.papers = split
        self.seats = seats
        self.lots = lots
        self.feasibility = feasibility
        standing = Standing(papers.slate)
        keep = papers.slate.stands.map { $0 ? UInt64(Self.one) : 0 }
        votes = [Int128](repeating: 0, count: papers.slate.count)
        log = CountLog(.meekSTV, seats: seats, slate: papers.slate)
        log.papers = split.total
        log.blank = split.blank
        log.invalid = split.invalid
    }

    mutating func run() throws(CountError) -> CountLog {
        while standing.elected.count < seats,
            standing.hopeful.count > seats - standing.elected.count
        {
            try round()
        }
        finish()
        log.winners = standing.elected
        log.ranking = standing.ranking(votes)
        return log
    }

    /// Adjusts parts until somebody is elected or must be excluded.
    private mutating func round() throws(CountError) {
        var last = Int128(papers.total) * Self.one
        var limits = try limits()
        while limits.doomed.isEmpty {
            distribute()
            var stage = newStage()
            while limits.doomed.isEmpty, let next = nextToElect(&stage) {
                standing.elect(next)
                stage.elected.append(next)
                limits = try self.limits()
            }
            surplus = max(0, standing.elected.reduce(0) { $0 + votes[$1] - quota })
            if !stage.elected.isEmpty {
                if !limits.doomed.isEmpty { excludeDoomed(limits.doomed, &stage) }
                log.stages.append(stage)
                return
            }
            if surplus < MeekSTV.omega || surplus >= last {
                excludeLowest(limits.guarded, &stage)
                log.stages.append(stage)
                return
            }
            last = surplus
            for candidate in standing.elected { adjust(candidate) }
        }
        distribute()
        var stage = newStage()
        excludeDoomed(limits.doomed, &stage)
        log.stages.append(stage)
    }

    private func limits() throws(CountError) -> (doomed: [Int], guarded: [Int]) {
        if standing.elected.count == seats { return ([], []) }
        return try feasibility.look(elected: standing.elected, hopeful: standing.hopeful)
    }

    /// Gives out the parts of all papers and sets the quota.
    private mutating func distribute() {
        for candidate in votes.indices { votes[candidate] = 0 }
        var lost: Int128 = 0
        let (papers, keep) = (papers, keep)
        votes.withUnsafeMutableBufferPointer { votes in
            for paper in papers.counts.indices {
                let count = Int128(papers.counts[paper])
                let end = papers.starts[paper + 1]
                var weight = UInt64(Self.one)
                var place = papers.starts[paper]
                while place < end, weight > 0 {
                    var next = place + 1
                    while next < end, papers.marks[next] & RankedPapers.sharesRank != 0 {
                        next += 1
                    }
                    if next == place + 1 {
                        let candidate = Int(papers.marks[place])
                        let kept = Self.kept(of: weight, keep[candidate])
                        votes[candidate] += count * Int128(kept)
                        weight -= kept
                    } else {
                        lost +=
                            count
                            * Self.share(&weight, papers.marks[place..<next], keep) {
                                votes[$0] += count * Int128($1)
                            }
                    }
                    place = next
                }
            }
        }
        residual = lost
        quota = votes.reduce(0, +) / Int128(seats + 1) + 1
    }

    /// What a candidate keeps of a weight, rounded up; both are at most 10^9.
    @inline(__always)
    private static func kept(of weight: UInt64, _ part: UInt64) -> UInt64 {
        let full = UInt64(one)
        if part == 0 || part == full { return part == 0 ? 0 : weight }
        return (weight * part + (full - 1)) / full
    }

    /// Shares a weight among equals who keep anything, leaves in it what goes on, and says what is
    /// lost to rounding.
    private static func share(
        _ weight: inout UInt64, _ equals: ArraySlice<UInt16>, _ keep: [UInt64],
        give: (Int, UInt64) -> Void
    ) -> Int128 {
        let among = equals.map { Int($0 & ~RankedPapers.sharesRank) }.filter { keep[$0] > 0 }
        guard !among.isEmpty else { return 0 }
        let share = weight / UInt64(among.count)
        let lost = weight - share * UInt64(among.count)
        weight = 0
        for candidate in among {
            let kept = kept(of: share, keep[candidate])
            give(candidate, kept)
            weight += share - kept
        }
        return Int128(lost)
    }

    /// Sets the part that an elected candidate keeps: part times quota by votes, rounded up twice.
    private mutating func adjust(_ candidate: Int) {
        let product = scaled(Int128(keep[candidate]), by: quota, over: Self.one, .up)
        let part = scaled(product, by: Self.one, over: votes[candidate], .up)
        keep[candidate] = UInt64(min(part, Self.one))
    }

    private func newStage() -> Stage {
        var stage = Stage()
        stage.totals = votes.map(fixed)
        stage.quota = fixed(quota)
        stage.exhausted = fixed(Int128(papers.total) * Self.one - votes.reduce(residual, +))
        stage.residual = fixed(residual)
        stage.keepFactors = keep.map { fixed(Int128($0)) }
        return stage
    }

    private func fixed(_ units: Int128) -> Fixed {
        Fixed(units: units, decimals: MeekSTV.decimals)
    }

    /// Whoever has the quota, the highest total first.
    private func nextToElect(_ stage: inout Stage) -> Int? {
        let reached = standing.hopeful.filter { votes[$0] >= quota }
        guard standing.elected.count < seats, let most = reached.map({ votes[$0] }).max() else {
            return nil
        }
        let equals = reached.filter { votes[$0] == most }
        var ties: [Tie] = []
        let picked = pick(.election, of: equals, highest: true, earlier: [], lots, &ties)
        // All of them are elected, in whatever order, unless quotas on seats shut somebody out.
        if feasibility.hasQuotas { stage.ties += ties }
        return picked
    }

    private mutating func excludeLowest(_ guarded: [Int], _ stage: inout Stage) {
        let free = standing.hopeful.filter { !guarded.contains($0) }
        guard let fewest = free.map({ votes[$0] }).min() else { return }
        let equals = free.filter { votes[$0] <= fewest + surplus }
        let lowest = pick(
            .exclusion, of: equals, highest: false, earlier: [], lots, &stage.ties)
        stage.guarded = guarded
        exclude([lowest], .fewestVotes, &stage)
    }

    private mutating func excludeDoomed(_ doomed: [Int], _ stage: inout Stage) {
        exclude(lots.sorted(doomed).reversed(), .quotasOnSeats, &stage)
    }

    private mutating func exclude(
        _ candidates: [Int], _ reason: Stage.Reason, _ stage: inout Stage
    ) {
        standing.exclude(candidates)
        for candidate in candidates { keep[candidate] = 0 }
        stage.excluded += candidates
        stage.reason = reason
    }

    /// Elects all who are left if seats are left, in a stage of its own if papers move for it.
    private mutating func finish() {
        let hopeful = standing.hopeful
        guard !hopeful.isEmpty, standing.elected.count < seats else { return }
        distribute()
        var stage = newStage()
        for group in grouped(hopeful, by: { votes[$0] }) {
            for candidate in lots.sorted(group) {
                standing.elect(candidate)
                stage.elected.append(candidate)
            }
        }
        log.stages.append(stage)
    }
}
