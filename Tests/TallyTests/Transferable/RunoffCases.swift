import Tally
import Testing

@Suite struct `Instant run-off` {
    @Test func `Tennessee, round by round`() throws {
        let papers = try Written.ranked([
            "42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M",
        ])
        let log = try InstantRunoff().count(papers, lots: papers.lots())
        #expect(log.winnerNames == ["K"])
        #expect(log.order == "K > M > N > C")
        #expect(log.totals(0) == ["M": "42", "N": "26", "C": "15", "K": "17"])
        #expect(log.totals(1) == ["M": "42", "N": "26", "C": "0", "K": "32"])
        #expect(log.totals(2) == ["M": "42", "N": "0", "C": "0", "K": "58"])
        #expect(log.stages[0].transfers.map(\.papers) == [15])
    }

    @Test func `Schulze's 45: a tie that only the lot resolves`() throws {
        let papers = try Written.letters(CondorcetCases.schulze45)
        let log = try InstantRunoff().count(papers, lots: papers.lots("E", "A", "B", "C", "D"))
        #expect(log.stages.first.map { log.names($0.excluded) } == ["D"])
        #expect(log.stages[1].ties.map { log.names($0.candidates) } == [["B", "E"]])
        #expect(log.stages[1].ties.map(\.resolution) == [.lot])
        #expect(log.names(log.stages[1].excluded) == ["B"])
        let other = try InstantRunoff().count(papers, lots: papers.lots("B", "A", "E", "C", "D"))
        #expect(other.names(other.stages[1].excluded) == ["E"])
    }

    @Test func `published winners`() throws {
        let thirty = try Written.letters(CondorcetCases.schulze30)
        #expect(try InstantRunoff().count(thirty, lots: thirty.lots()).winnerNames == ["D"])
        let legrand = try Written.letters(CondorcetCases.legrand)
        #expect(try InstantRunoff().count(legrand, lots: legrand.lots()).winnerNames == ["D"])
        let circle = try Written.letters(["40 ABC", "35 BCA", "25 CAB"])
        #expect(try InstantRunoff().count(circle, lots: circle.lots()).winnerNames == ["A"])
        let squeeze = try Written.letters(["40 LCR", "35 RCL", "25 CLR"])
        #expect(try InstantRunoff().count(squeeze, lots: squeeze.lots()).winnerNames == ["L"])
    }

    @Test func `more than half of the papers that still count is enough`() throws {
        let papers = try Written.ranked(["4 A", "3 B", "2 C"])
        let log = try InstantRunoff().count(papers, lots: papers.lots())
        #expect(log.winnerNames == ["A"])
        #expect(log.stages.count == 2)
        #expect(log.stages[1].exhausted?.description == "2")
    }

    @Test func `half is not more than half, and the lot decides between two`() throws {
        let papers = try Written.ranked(["4 A", "4 B"])
        let log = try InstantRunoff().count(papers, lots: papers.lots("B", "A"))
        #expect(log.winnerNames == ["B"])
        #expect(log.lotsUsed.count == 1)
    }

    @Test func `equal ranks make a paper invalid, or split it exactly`() throws {
        let papers = try Written.ranked(["3 A = B = C > D", "1 D", "1 A > B = C > D"])
        let strict = try InstantRunoff().count(papers, lots: papers.lots())
        #expect(strict.papers == 2)
        #expect(strict.invalid == 3)
        let split = try InstantRunoff(equalRanks: .split).count(
            papers, lots: papers.lots("B", "A", "C", "D"))
        #expect(
            split.totals(0) == ["A": "2.00000", "B": "1.00000", "C": "1.00000", "D": "1.00000"])
        // Three thirds are one, so B, C and D are equal, and D was drawn last.
        #expect(split.stages[0].ties.map { split.names($0.candidates) } == [["B", "C", "D"]])
        #expect(split.names(split.stages[0].excluded) == ["D"])
    }

    @Test func `too many equals are refused`() throws {
        let names = (0..<41).map { "c\($0)" }
        var papers = RankedPapers(try Slate(names))
        try papers.add(groups: [Array(0..<41)])
        #expect(throws: CountError.tooManyEqual(41)) {
            try InstantRunoff(equalRanks: .split).count(papers, lots: papers.lots())
        }
    }
}
