/// Ranked Pairs, in the form called maximize affirmed majorities.
///
/// Strict defeats are looked at from the strongest on: more winning votes first, then fewer losing
/// ones, then the earlier lot of the winner, then of the loser. A defeat is locked unless those
/// already locked say the opposite. Equal defeats are looked at one by one, not together. Sources:
/// T. Zavist and N. Tideman 1989; S. Eppley, *Maximize Affirmed Majorities*.
public struct RankedPairs: Hashable, Sendable {
    /// What papers say about candidates whom they leave out.
    public let unranked: Unranked

    /// The method with its parameter.
    public init(unranked: Unranked = .last) { self.unranked = unranked }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let pairwise = Pairwise(papers, unranked: unranked)
        let standing = papers.slate.standing
        var locking = Locking(candidates: papers.slate.count)
        locking.lock(Self.defeats(pairwise, among: standing, lots))
        let ranking = layers(standing.count) { first, second in
            locking.leads(from: standing[first], to: standing[second])
        }.map { layer in layer.map { standing[$0] } }
        var log = CountLog(
            .rankedPairs, papers, seats: seats, pairwise: pairwise, ranking: ranking, lots: lots)
        log.defeats = locking.defeats
        log.stages[0].ties.insert(contentsOf: locking.ties(lots), at: 0)
        return log
    }

    private static func defeats(_ pairwise: Pairwise, among standing: [Int], _ lots: Lots)
        -> [PairwiseDefeat]
    {
        var defeats: [PairwiseDefeat] = []
        for winner in standing {
            for loser in standing where pairwise.beats(winner, loser) {
                defeats.append(
                    PairwiseDefeat(
                        winner: winner, loser: loser, votesFor: pairwise[winner, loser],
                        votesAgainst: pairwise[loser, winner]))
            }
        }
        return defeats.sorted { first, second in
            if first.votesFor != second.votesFor { return first.votesFor > second.votesFor }
            if first.votesAgainst != second.votesAgainst {
                return first.votesAgainst < second.votesAgainst
            }
            if first.winner != second.winner {
                return lots.place[first.winner] < lots.place[second.winner]
            }
            return lots.place[first.loser] < lots.place[second.loser]
        }
    }
}

/// A defeat that has not been looked at.
private struct PairwiseDefeat {
    let winner: Int
    let loser: Int
    let votesFor: Int
    let votesAgainst: Int

    func isAsStrong(as other: PairwiseDefeat) -> Bool {
        votesFor == other.votesFor && votesAgainst == other.votesAgainst
    }
}

/// Which defeats are locked, and to whom they lead.
private struct Locking {
    /// The defeats in the order in which they were looked at.
    var defeats: [Defeat] = []
    /// Defeats of one strength, of which some were not locked because of others of that strength.
    private var decidedByLot: [[PairwiseDefeat]] = []
    private let words: Int
    /// For each candidate a bit for everybody whom locked defeats lead to.
    private var reached: [UInt64]
    private let candidates: Int

    init(candidates: Int) {
        self.candidates = candidates
        words = (candidates + 63) / 64
        reached = [UInt64](repeating: 0, count: candidates * words)
    }

    func leads(from first: Int, to second: Int) -> Bool {
        reached[first * words + second / 64] >> UInt64(second % 64) & 1 != 0
    }

    /// Looks at sorted defeats one by one.
    mutating func lock(_ sorted: [PairwiseDefeat]) {
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].isAsStrong(as: sorted[start]) { end += 1 }
            let equals = sorted[start..<end]
            let before = equals.map { leads(from: $0.loser, to: $0.winner) }
            var lotDecides = false
            for (defeat, wasClosed) in zip(equals, before) {
                let isClosed = leads(from: defeat.loser, to: defeat.winner)
                if !isClosed { add(from: defeat.winner, to: defeat.loser) }
                lotDecides = lotDecides || (isClosed && !wasClosed)
                defeats.append(
                    Defeat(
                        winner: defeat.winner, loser: defeat.loser, votesFor: defeat.votesFor,
                        votesAgainst: defeat.votesAgainst, isLocked: !isClosed))
            }
            if lotDecides { decidedByLot.append(Array(equals)) }
            start = end
        }
    }

    /// The ties among defeats that the lots resolved.
    func ties(_ lots: Lots) -> [Tie] {
        decidedByLot.map { equals in
            let involved = Set(equals.flatMap { [$0.winner, $0.loser] }).sorted()
            return Tie(
                question: .defeats, candidates: involved, picked: lots.sorted(involved),
                resolution: .lot)
        }
    }

    private mutating func add(from winner: Int, to loser: Int) {
        guard !leads(from: winner, to: loser) else { return }
        for candidate in 0..<candidates
        where candidate == winner || leads(from: candidate, to: winner) {
            for word in 0..<words {
                reached[candidate * words + word] |= reached[loser * words + word]
            }
            reached[candidate * words + loser / 64] |= 1 << UInt64(loser % 64)
        }
    }
}
