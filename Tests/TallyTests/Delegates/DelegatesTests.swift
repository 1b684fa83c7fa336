import Tally
import Testing

@Suite struct `Delegates by size` {
    private func seats(
        _ method: Apportionment.Method, _ votes: [Int], _ seats: Int, oneSure: Bool = false
    ) throws -> [Int] {
        let lots = try #require(Lots(Array(votes.indices)))
        let count = try Apportionment(method, isOneSure: oneSure).count(
            votes, seats: seats, lots: lots)
        #expect(count.ties.isEmpty)
        #expect(count.seats.reduce(0, +) == seats)
        return count.seats
    }

    @Test func `a hundred seats for five lists (Balinski and Young)`() throws {
        let votes = [5117, 4400, 162, 161, 160]
        #expect(try seats(.hamilton, votes, 100) == [51, 44, 2, 2, 1])
        #expect(try seats(.dHondt, votes, 100) == [52, 45, 1, 1, 1])
        #expect(try seats(.sainteLague, votes, 100) == [51, 43, 2, 2, 2])
    }

    @Test func `twenty-six seats: five rules, five results (Balinski and Young)`() throws {
        let votes = [9061, 7179, 5259, 3319, 1182]
        #expect(try seats(.dHondt, votes, 26) == [10, 7, 5, 3, 1])
        #expect(try seats(.sainteLague, votes, 26) == [9, 8, 5, 3, 1])
        #expect(try seats(.hamilton, votes, 26) == [9, 7, 5, 4, 1])
        #expect(try seats(.huntingtonHill, votes, 26) == [9, 7, 6, 3, 1])
        #expect(try seats(.adams, votes, 26) == [9, 7, 5, 3, 2])
    }

    @Test func `one seat more costs somebody a seat (Alabama)`() throws {
        let votes = [1500, 1500, 900, 500, 500, 200]
        #expect(try seats(.hamilton, votes, 25) == [7, 7, 4, 3, 3, 1])
        #expect(try seats(.hamilton, votes, 26) == [8, 8, 5, 2, 2, 1])
    }

    @Test func `small cases`() throws {
        #expect(try seats(.sainteLague, [53, 24, 23], 7) == [3, 2, 2])
        #expect(try seats(.dHondt, [53, 24, 23], 7) == [4, 2, 1])
        #expect(try seats(.sainteLague, [6, 1], 4) == [3, 1])
        #expect(try seats(.dHondt, [6, 1], 4) == [4, 0])
        #expect(try seats(.dHondt, [6, 1], 4, oneSure: true) == [3, 1])
        #expect(try seats(.hamilton, [90, 5, 5], 4, oneSure: true) == [2, 1, 1])
        #expect(try seats(.huntingtonHill, [6, 0, 1], 4) == [3, 0, 1])
    }

    @Test(arguments: Apportionment.Method.allCases)
    func `equal claims are drawn by lot and named`(method: Apportionment.Method) throws {
        let lots = try #require(Lots([3, 4, 0, 1, 2]))
        let count = try Apportionment(method).count([2, 1, 1, 2, 2], seats: 2, lots: lots)
        #expect(count.seats == [0, 0, 0, 1, 1])
        #expect(count.ties == [SeatCount.Tie(parties: [0, 3, 4], picked: [3, 4])])
    }

    @Test func `nobody below a threshold gets a seat`() throws {
        let lots = try #require(Lots([0, 1, 2]))
        let rule = Apportionment(.dHondt, threshold: Ratio(1, 25))
        #expect(try rule.count([960, 40, 0], seats: 30, lots: lots).seats == [29, 1, 0])
        #expect(try rule.count([961, 39, 0], seats: 30, lots: lots).seats == [30, 0, 0])
    }

    @Test func `what cannot be given out is refused, and the largest numbers are not`() throws {
        let lots = try #require(Lots([0, 1]))
        for method in Apportionment.Method.allCases {
            let rule = Apportionment(method)
            #expect(throws: CountError.wrongSeats(10_001)) {
                try rule.count([1, 1], seats: 10_001, lots: lots)
            }
            #expect(throws: CountError.wrongParameter("votes")) {
                try rule.count([-1, 1], seats: 1, lots: lots)
            }
            #expect(throws: CountError.wrongParameter("votes")) {
                try rule.count([0, 0], seats: 1, lots: lots)
            }
            let large = try rule.count([.max / 2 + 1, .max / 2], seats: 9_999, lots: lots)
            #expect(large.seats == [5_000, 4_999])
            #expect(large.ties.isEmpty)
        }
        #expect(throws: CountError.wrongSeats(1)) {
            try Apportionment(.dHondt, isOneSure: true).count([5, 1], seats: 1, lots: lots)
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func `Hamilton gives everybody the whole part of the share or one more`(seed: UInt64) throws {
        var random = Seeded(seed)
        let votes = (0..<6).map { _ in Int.random(in: 1...1_000, using: &random) }
        let seats = Int.random(in: 0...50, using: &random)
        let lots = try #require(Lots(Array(0..<6)))
        let given = try Apportionment(.hamilton).count(votes, seats: seats, lots: lots).seats
        let total = votes.reduce(0, +)
        for (vote, got) in zip(votes, given) {
            #expect((0...1).contains(got - vote * seats / total), "seed \(seed)")
        }
        #expect(given.reduce(0, +) == seats)
    }

    @Test(arguments: zip([50, 100, 599, 600, 799, 800, 1400, 2000], [0, 1, 5, 6, 6, 7, 10, 13]))
    func `steps: one for each hundred of 600, then one for each 200 (SIPTU)`(
        members: Int, delegates: Int
    ) throws {
        let table = try #require(
            DelegateSteps([
                .init(members: 600, perDelegate: 100), .init(members: nil, perDelegate: 200),
            ]))
        #expect(table.delegates(members: members) == delegates)
        let sure = try #require(DelegateSteps(table.steps, isOneSure: true))
        #expect(sure.delegates(members: members) == max(delegates, 1))
        #expect(sure.delegates(members: 0) == 0)
        #expect(DelegateSteps([.init(members: nil, perDelegate: 0)]) == nil)
    }
}
