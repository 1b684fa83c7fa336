import Tally
import Testing

@Suite struct `Laws of transferable votes` {
    private static let methods: [@Sendable (RankedPapers, Int, Lots) throws -> CountLog] = [
        { try ScottishSTV().count($0, seats: $1, lots: $2) },
        { try MeekSTV().count($0, seats: $1, lots: $2) },
        { try InstantRunoff().count($0, lots: $2) + $1 },
        { try InstantRunoff(equalRanks: .split).count($0, lots: $2) + $1 },
    ]

    @Test(arguments: UInt64(0)..<200)
    func `no vote is lost: totals, exhausted and residual make up the papers`(seed: UInt64) throws {
        var random = Seeded(seed)
        let papers = try InventedPapers(&random, equalRanks: true).gathered()
        let seats = Int.random(in: 1...4, using: &random)
        for method in Self.methods {
            let log = try method(papers, seats, papers.lots())
            for stage in log.stages {
                let decimals = stage.totals[0].decimals
                var sum = stage.totals.reduce(0 as Int128) { $0 + $1.units }
                sum += try #require(stage.exhausted).units + #require(stage.residual).units
                #expect(sum == Fixed(log.papers, decimals: decimals).units, "seed \(seed)")
            }
            #expect(log.papers + log.blank + log.invalid == papers.total, "seed \(seed)")
            let standing = papers.slate.count
            #expect(log.winners.count == min(log.seats, standing), "seed \(seed)")
            #expect(Set(log.ranking.flatMap(\.self)).count == standing, "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func `what moves leads from each stage to the next`(seed: UInt64) throws {
        var random = Seeded(seed)
        let papers = try InventedPapers(&random, equalRanks: false).gathered()
        let seats = Int.random(in: 1...3, using: &random)
        let log = try ScottishSTV().count(papers, seats: seats, lots: papers.lots())
        for (stage, next) in zip(log.stages, log.stages.dropFirst()) {
            var totals = stage.totals.map(\.units)
            let quota = try #require(stage.quota).units
            for transfer in stage.transfers {
                totals[transfer.from] = transfer.isSurplus ? quota : 0
                if let to = transfer.to { totals[to] += transfer.value.units }
            }
            for candidate in stage.excluded { totals[candidate] = 0 }
            #expect(totals == next.totals.map(\.units), "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<150)
    func `neither the order of papers nor numbers of candidates matter`(seed: UInt64) throws {
        var random = Seeded(seed)
        var invented = InventedPapers(&random, equalRanks: true)
        let papers = try invented.gathered()
        let drawn = Array(0..<invented.candidates).shuffled(using: &random)
        let numbers = Array(0..<invented.candidates).shuffled(using: &random)
        invented.papers.shuffle(using: &random)
        let other = try invented.gathered(renumbered: numbers)
        let seats = Int.random(in: 1...3, using: &random)
        let lots = try #require(Lots(drawn))
        let otherLots = try #require(Lots(drawn.map { numbers[$0] }))
        for method in Self.methods {
            let first = try method(papers, seats, lots)
            let second = try method(other, seats, otherLots)
            #expect(first.winnerNames == second.winnerNames, "seed \(seed)")
            #expect(first.stages.count == second.stages.count, "seed \(seed)")
            for stage in first.stages.indices {
                #expect(first.totals(stage) == second.totals(stage), "seed \(seed)")
            }
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func `whoever more than half put first wins a single seat`(seed: UInt64) throws {
        var random = Seeded(seed)
        let papers = try InventedPapers(&random, equalRanks: false).gathered()
        let favourite = (0..<papers.slate.count).first { candidate in
            let first = (0..<papers.different).filter { papers[$0].groups.first == [candidate] }
            return first.reduce(0) { $0 + papers[$1].count } * 2 > papers.total
        }
        guard let favourite else { return }
        for method in Self.methods {
            #expect(try method(papers, 1, papers.lots()).winners == [favourite], "seed \(seed)")
        }
    }

    @Test func `a group that fills two quotas of papers gets two seats`() throws {
        let papers = try Written.ranked([
            "21 A > B > C", "20 C > B > A", "19 B > A > C", "40 X > Y > Z",
        ])
        for method in Self.methods[0...1] {
            let winners = try method(papers, 3, papers.lots()).winnerNames
            #expect(winners.count { ["A", "B", "C"].contains($0) } == 2)
        }
    }
}

/// Lets a method of one seat stand among methods of several.
private func + (log: CountLog, seats: Int) -> CountLog { log }
