import Tally
import Testing

@Suite struct `Meek STV by the reference rule` {
    @Test func `kept parts are rounded up and the surplus that is left is below the limit`() throws
    {
        let papers = try Written.ranked(["4 Castor > Pollux", "2 Helen"])
        let log = try MeekSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.winnerNames == ["Castor", "Helen"])
        // Castor 0, Helen 1, Pollux 2.
        #expect(log.stages[0].elected == [0])
        #expect(
            log.totals(1) == [
                "Castor": "2.000000004", "Pollux": "1.999999996", "Helen": "2.000000000",
            ])
        #expect(log.stages[1].keepFactors[0].description == "0.500000001")
        #expect(log.stages[1].quota?.description == "2.000000001")
        #expect(log.stages[1].excluded == [2])
        #expect(log.lotsUsed.isEmpty)
    }

    @Test func `candidates who are no further apart than the surplus are equal`() throws {
        let papers = try Written.ranked(["3 D", "6 D > C", "3 B", "3 A"])
        let log = try MeekSTV().count(papers, seats: 2, lots: papers.lots("D", "C", "B", "A"))
        // D has 0.000000839 more than the quota when it is small enough, and C is 0.000000630 behind.
        #expect(
            log.totals(1) == [
                "A": "3.000000000", "B": "3.000000000", "C": "2.999999370", "D": "4.500000945",
            ])
        #expect(log.stages[1].ties.map { log.names($0.candidates) } == [["A", "B", "C"]])
        #expect(log.stages[1].ties.map(\.resolution) == [.lot])
        #expect(log.names(log.stages[1].excluded) == ["A"])
    }

    @Test func `the quota falls when papers are exhausted`() throws {
        let papers = try Written.ranked(["6 A", "3 B", "2 C", "1 D"])
        let log = try MeekSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.stages[0].quota?.description == "4.000000001")
        #expect(log.winnerNames == ["A", "B"])
        // A keeps what the quota asks for; the rest of those papers names nobody else.
        let last = try #require(log.stages.last)
        let quota = try #require(last.quota)
        #expect(quota < Fixed(4))
    }

    @Test func `one seat is an instant run-off`() throws {
        let papers = try Written.ranked([
            "42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M",
        ])
        let log = try MeekSTV().count(papers, seats: 1, lots: papers.lots())
        #expect(log.winnerNames == ["K"])
        #expect(log.stages.map { log.names($0.excluded) } == [["C"], ["N"], []])
    }

    @Test func `equals share a paper, and what they leave goes on together`() throws {
        let papers = try Written.ranked(["1 A = B = C > D", "4 A = B > D", "2 C", "2 D"])
        let log = try MeekSTV().count(papers, seats: 2, lots: papers.lots())
        // A third each and 0.000000001 lost; two halves of four.
        #expect(
            log.totals(0) == [
                "A": "2.333333333", "B": "2.333333333", "C": "2.333333333", "D": "2.000000000",
            ])
        #expect(log.stages[0].residual?.description == "0.000000001")
        #expect(log.stages[0].exhausted?.description == "0.000000000")
        #expect(log.stopped == 0)
        #expect(log.invalid == 0)
    }

    @Test func `an excluded equal leaves the whole paper to the others on the rank`() throws {
        let papers = try Written.ranked(["6 A = B", "1 B", "5 C", "3 A > C"])
        let log = try MeekSTV().count(papers, seats: 1, lots: papers.lots())
        #expect(log.totals(0) == ["A": "6.000000000", "B": "4.000000000", "C": "5.000000000"])
        #expect(log.names(log.stages[0].excluded) == ["B"])
        #expect(log.totals(1) == ["A": "9.000000000", "B": "0.000000000", "C": "5.000000000"])
        #expect(log.stages[1].exhausted?.description == "1.000000000")
    }

    @Test func `an elected equal keeps a part of its share and the rest goes to the next rank`()
        throws
    {
        let papers = try Written.ranked(["8 A = B > C", "4 A", "1 C", "3 D"])
        let log = try MeekSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.totals(0)["A"] == "8.000000000")
        #expect(log.names(log.stages[0].elected) == ["A"])
        // A keeps about two thirds; of its four halves of eight papers more than one goes to C.
        let next = try #require(log.totals(1)["C"].flatMap { $0.first?.wholeNumberValue })
        #expect(next >= 2)
        #expect(log.totals(1)["B"] == "4.000000000")
    }
}
