import Tally
import Testing

@Suite struct `Laws of methods that compare pairs` {
    private typealias Counting = (RankedPapers, Lots) throws -> CountLog

    private static func methods(_ unranked: Unranked) -> [Counting] {
        [
            { try Schulze(unranked: unranked).count($0, lots: $1) },
            { try RankedPairs(unranked: unranked).count($0, lots: $1) },
            { try Minimax(unranked: unranked).count($0, lots: $1) },
            { try Minimax(strength: .margins, unranked: unranked).count($0, lots: $1) },
            { try Copeland(unranked: unranked).count($0, lots: $1) },
        ]
    }

    private func invented(_ seed: UInt64) -> (InventedPapers, Unranked, Seeded) {
        var random = Seeded(seed)
        let papers = InventedPapers(&random, equalRanks: true)
        let unranked: Unranked = Bool.random(using: &random) ? .last : .ignored
        return (papers, unranked, random)
    }

    @Test(arguments: UInt64(0)..<150)
    func `neither the order of papers nor numbers of candidates matter`(seed: UInt64) throws {
        var (invented, unranked, random) = invented(seed)
        let papers = try invented.gathered()
        let drawn = Array(0..<invented.candidates).shuffled(using: &random)
        let numbers = Array(0..<invented.candidates).shuffled(using: &random)
        invented.papers.shuffle(using: &random)
        let other = try invented.gathered(renumbered: numbers)
        let lots = try #require(Lots(drawn))
        let otherLots = try #require(Lots(drawn.map { numbers[$0] }))
        for method in Self.methods(unranked) {
            let first = try method(papers, lots)
            let second = try method(other, otherLots)
            #expect(first.winnerNames == second.winnerNames, "seed \(seed)")
            #expect(
                first.ranking.map { Set(first.names($0)) }
                    == second.ranking.map { Set(second.names($0)) }, "seed \(seed)")
            #expect(first.lotsUsed.count == second.lotsUsed.count, "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<150)
    func `twice the same papers give the same order`(seed: UInt64) throws {
        let (invented, unranked, _) = invented(seed)
        let once = try invented.gathered()
        let twice = try invented.gathered(times: 2)
        for method in Self.methods(unranked) {
            #expect(
                try method(once, once.lots()).order == method(twice, twice.lots()).order,
                "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<300)
    func `whoever beats everybody wins`(seed: UInt64) throws {
        let (invented, unranked, _) = invented(seed)
        let papers = try invented.gathered()
        let lots = papers.lots()
        let pairwise = try #require(
            try Schulze(unranked: unranked).count(papers, lots: lots).pairwise)
        let all = papers.slate.standing
        let best = all.first { one in all.allSatisfy { $0 == one || pairwise.beats(one, $0) } }
        guard let best else { return }
        for method in Self.methods(unranked) {
            #expect(try method(papers, lots).winners == [best], "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<300)
    func `Schulze and Ranked Pairs choose from the smallest set that beats the rest`(seed: UInt64)
        throws
    {
        let (invented, unranked, _) = invented(seed)
        let papers = try invented.gathered()
        let lots = papers.lots()
        let schulze = try Schulze(unranked: unranked).count(papers, lots: lots)
        let pairwise = try #require(schulze.pairwise)
        let smith = smithSet(pairwise, papers.slate.standing)
        #expect(Set(schulze.ranking[0]).isSubset(of: smith), "seed \(seed)")
        let pairs = try RankedPairs(unranked: unranked).count(papers, lots: lots)
        #expect(Set(pairs.ranking[0]).isSubset(of: smith), "seed \(seed)")
    }

    /// Whoever can be reached from the best Copeland candidate by going to those not beaten by them.
    private func smithSet(_ pairwise: Pairwise, _ all: [Int]) -> Set<Int> {
        func wins(_ candidate: Int) -> Int {
            all.count { pairwise.beats(candidate, $0) }
                - all.count { pairwise.beats($0, candidate) }
        }
        guard let start = all.max(by: { wins($0) < wins($1) }) else { return [] }
        var set: Set<Int> = [start]
        var isGrowing = true
        while isGrowing {
            let more = all.filter { other in
                !set.contains(other) && set.contains { !pairwise.beats($0, other) }
            }
            set.formUnion(more)
            isGrowing = !more.isEmpty
        }
        return set
    }
}
