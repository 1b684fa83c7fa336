import Tally
import Testing

@Suite struct `Quotas on seats` {
    /// Six seats of which three are for women.
    @Test func `whoever cannot be elected any more is excluded at once`() throws {
        let papers = try Written.ranked([
            "30 M1 > M2 > M3 > W1", "28 M2 > M1 > M3 > W2", "20 M3 > M1 > W1", "12 W1 > W2",
            "6 W2 > W1", "4 W3",
        ])
        // M1 M2 M3 W1 W2 W3.
        let quotas = [
            SeatQuota("women", members: [3, 4, 5], least: 2),
            SeatQuota("men", members: [0, 1, 2], most: 2),
        ]
        let log = try ScottishSTV(quotas: quotas).count(papers, seats: 4, lots: papers.lots())
        #expect(log.winnerNames.count { $0.hasPrefix("W") } == 2)
        #expect(log.winnerNames.prefix(2) == ["M1", "M2"])
        #expect(log.stages[0].excluded == [2])
        #expect(log.stages[0].reason == .quotasOnSeats)
        let free = try ScottishSTV().count(papers, seats: 4, lots: papers.lots())
        #expect(free.winnerNames.count { $0.hasPrefix("W") } == 1)
        let meek = try MeekSTV(quotas: quotas).count(papers, seats: 4, lots: papers.lots())
        #expect(meek.winnerNames.count { $0.hasPrefix("W") } == 2)
    }

    @Test func `whoever must be elected is not excluded`() throws {
        let papers = try Written.ranked(["19 A", "18 B", "17 C", "1 D", "16 E"])
        let log = try ScottishSTV(quotas: [SeatQuota("youth", members: [3], least: 1)]).count(
            papers, seats: 2, lots: papers.lots())
        #expect(Set(log.winnerNames) == ["A", "D"])
        #expect(log.stages.map(\.guarded) == [[3], [3], [3], []])
        #expect(log.stages.map { log.names($0.excluded) } == [["E"], ["C"], ["B"], []])
    }

    @Test func `overlapping groups are looked through exactly`() throws {
        // Two seats: one from the east, one from the west, one young. Only Y is young, in the east.
        let papers = try Written.ranked(["50 E1", "30 W1", "10 Y", "40 E2"])
        let quotas = [
            SeatQuota("east", members: [0, 1, 3], least: 1, most: 1),
            SeatQuota("west", members: [2], least: 1, most: 1),
            SeatQuota("young", members: [3], least: 1),
        ]
        let log = try ScottishSTV(quotas: quotas).count(papers, seats: 2, lots: papers.lots())
        #expect(Set(log.winnerNames) == ["W1", "Y"])
        #expect(Set(log.stages[0].excluded) == [0, 1])
    }

    @Test func `quotas that nobody can keep are refused`() throws {
        let papers = try Written.ranked(["3 A", "2 B"])
        let tooMany = [SeatQuota("x", members: [0], least: 2)]
        #expect(throws: CountError.quotasCannotBeMet) {
            try ScottishSTV(quotas: tooMany).count(papers, seats: 2, lots: papers.lots())
        }
        #expect(throws: CountError.wrongParameter("nobody")) {
            try ScottishSTV(quotas: [SeatQuota("nobody", members: [9])]).count(
                papers, seats: 1, lots: papers.lots())
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func `all seats are filled and all quotas kept whatever the papers`(seed: UInt64) throws {
        var random = Seeded(seed)
        let papers = try InventedPapers(&random, equalRanks: false, candidates: 5...8).gathered()
        let count = papers.slate.count
        let women = Set((0..<count).filter { $0 % 2 == 0 })
        let east = Set((0..<count).filter { $0 < count / 2 })
        let quotas = [
            SeatQuota("women", members: women, least: 1, most: 2),
            SeatQuota("east", members: east, least: 1),
        ]
        let lots = papers.lots()
        for log in [
            try ScottishSTV(quotas: quotas).count(papers, seats: 3, lots: lots),
            try MeekSTV(quotas: quotas).count(papers, seats: 3, lots: lots),
        ] {
            #expect(log.winners.count == 3, "seed \(seed)")
            #expect((1...2).contains(women.intersection(log.winners).count), "seed \(seed)")
            #expect(!east.isDisjoint(with: log.winners), "seed \(seed)")
        }
    }
}
