import Tally
import Testing

/// Quotas on seats that others have written about.
@Suite struct `Quotas on seats as published` {
    /// English, Scottish and Welsh men and women; the first letters are the cell.
    private static let cells = ["EM": 4, "EW": 7, "SM": 6, "SW": 3, "WM": 1, "WW": 1]
    private static let names = cells.keys.sorted().flatMap { cell in
        (1...(cells[cell] ?? 1)).map { "\(cell)\($0)" }
    }

    private static func quota(_ name: String, _ seats: Int, _ isIn: (String) -> Bool) -> SeatQuota {
        SeatQuota(
            name, members: Set(names.indices.filter { isIn(names[$0]) }), least: seats, most: seats)
    }

    private static let fourteen = [
        quota("English", 7) { $0.hasPrefix("E") }, quota("Scottish", 6) { $0.hasPrefix("S") },
        quota("Welsh", 1) { $0.hasPrefix("W") },
        quota("men", 7) { $0.dropFirst().hasPrefix("M") },
        quota("women", 7) { $0.dropFirst().hasPrefix("W") },
    ]

    /// The possibilities in the table of J. Otten, *STV with multiple constraints*, Voting matters 13,
    /// for an example of I. D. Hill: EM, EW, SM, SW, WM, WW.
    private static let possible: Set<[Int]> = [
        [0, 7, 6, 0, 1, 0], [1, 6, 5, 1, 1, 0], [1, 6, 6, 0, 0, 1], [2, 5, 4, 2, 1, 0],
        [2, 5, 5, 1, 0, 1], [3, 4, 3, 3, 1, 0], [3, 4, 4, 2, 0, 1], [4, 3, 3, 3, 0, 1],
    ]

    private func cells(_ names: [String]) -> [Int] {
        Self.cells.keys.sorted().map { cell in names.count { $0.hasPrefix(cell) } }
    }

    @Test func `whoever is elected is one of the eight possibilities, and not always the same`()
        throws
    {
        var seen: Set<[Int]> = []
        for seed in UInt64(0)..<20 {
            var random = Seeded(seed)
            var papers = RankedPapers(try Slate(Self.names))
            // Some groups are liked more than others, so that the count runs into the quotas.
            let liking = Self.cells.mapValues { _ in Int.random(in: 1...30, using: &random) }
            for _ in 0..<40 {
                let order = Self.names.indices.shuffled(using: &random).sorted {
                    liking[String(Self.names[$0].prefix(2))] ?? 0
                        > liking[String(Self.names[$1].prefix(2))] ?? 0
                }
                let count = Int.random(in: 1...9, using: &random)
                try papers.add(Array(order.prefix(12)), count: count)
            }
            let log = try ScottishSTV(quotas: Self.fourteen).count(
                papers, seats: 14, lots: papers.lots())
            let row = cells(log.winnerNames)
            #expect(Self.possible.contains(row), "seed \(seed): \(row)")
            seen.insert(row)
        }
        #expect(seen.count > 2)
    }

    @Test func `one possibility is left, so some are doomed and some are guarded`() throws {
        // Three English men have the quota, and one Scottish woman of three has hardly a vote.
        var papers = RankedPapers(try Slate(Self.names))
        for (candidate, name) in Self.names.enumerated() {
            let count = ["EM1", "EM2", "EM3"].contains(name) ? 20 : name == "SW3" ? 1 : 5
            try papers.add([candidate], count: count)
        }
        let log = try ScottishSTV(quotas: Self.fourteen).count(
            papers, seats: 14, lots: papers.lots())
        #expect(log.names(log.stages[0].elected) == ["EM1", "EM2", "EM3"])
        let first = try #require(log.stages.firstIndex { !$0.excluded.isEmpty })
        #expect(log.names(log.stages[first].excluded) == ["SW3"])
        #expect(Set(log.names(log.stages[first + 1].excluded)) == ["EM4", "WM1"])
        #expect(log.stages[first + 1].reason == .quotasOnSeats)
        #expect(log.names(log.stages[first + 2].guarded) == ["SW1", "SW2", "WW1"])
        #expect(cells(log.winnerNames) == [3, 4, 4, 2, 0, 1])
    }

    @Test func `three women and three men: once three men are in, the others are out`() throws {
        // The example of the OpaVote blog, "STV with Constraints", 2017: W1 to W5, M1 to M5.
        let names = (1...5).map { "M\($0)" } + (1...5).map { "W\($0)" }
        var papers = RankedPapers(try Slate(names))
        for (candidate, count) in [30, 28, 26, 14, 9, 24, 5, 4, 3, 2].enumerated() {
            try papers.add([candidate], count: count)
        }
        let quotas = [
            SeatQuota("men", members: Set(0...4), least: 3, most: 3),
            SeatQuota("women", members: Set(5...9), least: 3, most: 3),
        ]
        let log = try ScottishSTV(quotas: quotas).count(papers, seats: 6, lots: papers.lots())
        #expect(log.names(log.stages[0].elected) == ["M1", "M2", "M3"])
        #expect(Set(log.names(log.stages[0].excluded)) == ["M4", "M5"])
        #expect(log.stages[0].reason == .quotasOnSeats)
        #expect(log.winnerNames == ["M1", "M2", "M3", "W1", "W2", "W3"])
        let free = try ScottishSTV().count(papers, seats: 6, lots: papers.lots())
        #expect(free.winnerNames.contains("M4"))
    }
}
