import Tally
import Testing

@Suite struct `Methods that add up marks and points` {
    private static let tennesseeScores = [
        "42 M 5 N 2 C 1 K 0", "26 N 5 C 2 K 1 M 0", "15 C 5 K 4 N 3 M 0", "17 K 5 C 4 N 2 M 0",
    ]

    @Test func `Tennessee by marks and by ranks`() throws {
        let papers = try Written.ranked(CondorcetCases.tennessee)
        let lots = papers.lots()
        #expect(try Plurality().count(papers, lots: lots).winnerNames == ["M"])
        let borda = try Borda().count(papers, lots: lots)
        #expect(borda.totals(0) == ["N": "194", "C": "173", "M": "126", "K": "107"])
        #expect(borda.order == "N > C > M > K")
    }

    @Test func `Tennessee by STAR`() throws {
        let papers = try Written.scored(Self.tennesseeScores)
        let log = try STAR().count(papers, lots: papers.lots())
        #expect(log.totals(0) == ["N": "293", "C": "237", "M": "210", "K": "171"])
        #expect(log.totals(1) == ["N": "68", "C": "32", "M": "0", "K": "0"])
        #expect(log.winnerNames == ["N"])
        #expect(log.order == "N > C > M > K")
        #expect(try Score().count(papers, lots: papers.lots()).winnerNames == ["N"])
    }

    @Test func `published totals of Borda`() throws {
        let papers = try Written.letters(CondorcetCases.schulze45)
        #expect(
            try Borda().count(papers, lots: papers.lots()).totals(0)
                == ["E": "102", "A": "98", "B": "92", "C": "89", "D": "69"])
        let thirty = try Written.letters(CondorcetCases.schulze30)
        #expect(try Borda().count(thirty, lots: thirty.lots()).winnerNames == ["C"])
        let legrand = try Written.letters(CondorcetCases.legrand)
        #expect(try Borda().count(legrand, lots: legrand.lots()).winnerNames == ["A"])
        #expect(try Plurality().count(legrand, lots: legrand.lots()).winnerNames == ["B"])
    }

    @Test func `equals share points in exact halves, and the unranked too or not at all`() throws {
        let papers = try Written.ranked(["1 A = B > C", "1 C"], candidates: ["A", "B", "C"])
        let last = try Borda().count(papers, lots: papers.lots())
        #expect(last.totals(0) == ["A": "2", "B": "2", "C": "2"])
        let odd = try Written.ranked(["1 A = B > C", "2 C"], candidates: ["A", "B", "C"])
        #expect(
            try Borda().count(odd, lots: odd.lots()).totals(0)
                == ["A": "2.5", "B": "2.5", "C": "4.0"])
        #expect(
            try Borda(unranked: .ignored).count(odd, lots: odd.lots()).totals(0)
                == ["A": "1.5", "B": "1.5", "C": "4.0"])
    }

    @Test func `the lot alone decides between equals, and the same on every recount`() throws {
        let papers = try Written.scored(["1 Ada 4 Ben 0", "1 Ada 0 Ben 4"])
        for _ in 0..<3 {
            let log = try STAR().count(papers, lots: papers.lots("Ben", "Ada"))
            #expect(log.winnerNames == ["Ben"])
            #expect(log.lotsUsed.map(\.picked) == [[1]])
        }
        #expect(try STAR().count(papers, lots: papers.lots("Ada", "Ben")).winnerNames == ["Ada"])
    }

    @Test func `a tie in the run-off goes to more points, then to more highest scores`() throws {
        let points = try Written.scored(["1 Ada 5 Ben 3", "1 Ada 3 Ben 4"])
        let first = try STAR().count(points, lots: points.lots("Ben", "Ada"))
        #expect(first.winnerNames == ["Ada"])
        #expect(first.stages[1].ties.map(\.resolution) == [.points])
        let highest = try Written.scored(["1 Ada 5 Ben 4", "1 Ada 2 Ben 3"])
        let second = try STAR().count(highest, lots: highest.lots("Ben", "Ada"))
        #expect(second.winnerNames == ["Ada"])
        #expect(second.stages[1].ties.map(\.resolution) == [.highestScores])
    }

    @Test func `equals for the run-off: who loses most pairs leaves`() throws {
        // 8 points each; B beats C and D, C beats D: D loses most, then C.
        let papers = try Written.scored([
            "1 A 5 B 5 C 4 D 3", "1 A 5 B 3 C 2 D 1", "1 A 5 B 0 C 2 D 4",
        ])
        let log = try STAR().count(papers, lots: papers.lots("D", "C", "B", "A"))
        #expect(log.totals(0) == ["A": "15", "B": "8", "C": "8", "D": "8"])
        #expect(log.stages[0].ties.map(\.resolution) == [.headToHead])
        #expect(log.names(log.stages[1].among) == ["A", "B"])
    }

    @Test func `several marks, one mark for several seats, and a majority`() throws {
        let papers = try Written.ranked(["4 A > B > C", "3 C > D > A", "2 B > C > D", "1 A = B"])
        let lots = papers.lots()
        let bloc = try Plurality(marks: 2).count(papers, seats: 2, lots: lots)
        #expect(bloc.totals(0) == ["A": "5", "B": "7", "C": "5", "D": "3"])
        #expect(bloc.winnerNames == ["B", "A"])
        #expect(bloc.lotsUsed.map { bloc.names($0.candidates) } == [["A", "C"]])
        let single = try Plurality().count(papers, seats: 2, lots: lots)
        #expect(single.totals(0) == ["A": "4", "B": "2", "C": "3", "D": "0"])
        #expect(single.invalid == 1)
        #expect(single.winnerNames == ["A", "C"])
        let majority = try Plurality(needsMajority: true).count(papers, lots: lots)
        #expect(majority.winners.isEmpty)
        #expect(majority.order == "A > C > B > D")
        let clear = try Written.ranked(["5 A", "4 B"])
        #expect(
            try Plurality(needsMajority: true).count(clear, lots: clear.lots()).winnerNames == ["A"]
        )
    }

    @Test func `approval has no hidden criterion: equals are drawn`() throws {
        let papers = try Written.scored(["3 A 1 B 1", "2 C 1", "1 C 1 B 0", "1"], highest: 1)
        let log = try Approval().count(papers, lots: papers.lots("C", "B", "A"))
        #expect(log.totals(0) == ["A": "3", "B": "3", "C": "3"])
        #expect(log.winnerNames == ["C"])
        #expect(log.blank == 1)
        let ranked = try Written.ranked(["3 A = B", "2 C", "1 C > B"])
        #expect(
            try Approval().count(ranked, lots: ranked.lots()).totals(0)
                == ["A": "3", "B": "4", "C": "3"])
    }

    @Test func `averages are compared exactly and need support`() throws {
        let papers = try Written.scored([
            "300000000000000001 A 1 B 0", "299999999999999999 A 0 B 1", "2 C 5",
        ])
        let sum = try Score().count(papers, lots: papers.lots())
        #expect(sum.winnerNames == ["A"])
        let average = try Score(measure: .average(minimumSupport: 3)).count(
            papers, lots: papers.lots("B", "A", "C"))
        #expect(average.winnerNames == ["A"])
        #expect(average.lotsUsed.isEmpty)
        // Both print as a half; the difference is in the seventeenth digit.
        #expect(average.totals(0)["A"] == "0.50000")
        #expect(average.names(average.stages[0].excluded) == ["C"])
        let few = try Score(measure: .average(minimumSupport: 1)).count(papers, lots: papers.lots())
        #expect(few.winnerNames == ["C"])
    }

    @Test func `dots beyond the budget make a paper invalid`() throws {
        let papers = try Written.scored(["2 A 3 B 2", "1 A 3 B 3", "1 B 5"])
        let log = try Dots(budget: 5).count(papers, lots: papers.lots())
        #expect(log.totals(0) == ["A": "6", "B": "9"])
        #expect(log.invalid == 1)
        #expect(log.winnerNames == ["B"])
    }

    @Test func `points can be more than a number of 64 bits`() throws {
        var papers = try ScoredPapers(Slate(["A", "B"]), highest: 1_000_000)
        try papers.add(all: [1_000_000, 999_999], count: .max)
        let log = try Score().count(papers, lots: papers.lots())
        #expect(log.totals(0)["A"] == "9223372036854775807000000")
        #expect(log.winnerNames == ["A"])
    }
}
