import Tally
import Testing

@Suite struct `Scottish STV on published cases` {
    @Test func `three of five at a party: surplus, exclusion and the last seat`() throws {
        let papers = try Written.ranked([
            "4 Orange", "2 Pear > Orange", "8 Chocolate > Strawberry", "4 Chocolate > Hamburger",
            "1 Strawberry", "1 Hamburger",
        ])
        let log = try ScottishSTV().count(papers, seats: 3, lots: papers.lots())
        #expect(log.winnerNames == ["Chocolate", "Orange", "Strawberry"])
        #expect(log.stages.allSatisfy { $0.quota == Fixed(6, decimals: 5) })
        #expect(log.stages.count == 4)
        #expect(
            log.totals(0) == [
                "Chocolate": "12.00000", "Orange": "4.00000", "Pear": "2.00000",
                "Strawberry": "1.00000", "Hamburger": "1.00000",
            ])
        #expect(
            log.totals(1) == [
                "Chocolate": "6.00000", "Orange": "4.00000", "Pear": "2.00000",
                "Strawberry": "5.00000", "Hamburger": "3.00000",
            ])
        #expect(
            log.totals(2) == [
                "Chocolate": "6.00000", "Orange": "6.00000", "Pear": "0.00000",
                "Strawberry": "5.00000", "Hamburger": "3.00000",
            ])
        #expect(
            log.totals(3) == [
                "Chocolate": "6.00000", "Orange": "6.00000", "Pear": "0.00000",
                "Strawberry": "5.00000", "Hamburger": "0.00000",
            ])
        #expect(log.stages[3].exhausted?.description == "3.00000")
        #expect(
            log.stages.map { log.names($0.elected) } == [
                ["Chocolate"], [], ["Orange"], ["Strawberry"],
            ])
        #expect(log.stages.map { log.names($0.excluded) } == [[], ["Pear"], ["Hamburger"], []])
        // Candidates by name: Chocolate 0, Hamburger 1, Orange 2, Pear 3, Strawberry 4.
        #expect(
            log.stages[0].transfers == [
                Transfer(
                    from: 0, to: 1, papers: 4, value: Fixed(2, decimals: 5), isSurplus: true),
                Transfer(
                    from: 0, to: 4, papers: 8, value: Fixed(4, decimals: 5), isSurplus: true),
            ])
        #expect(
            log.stages[2].transfers == [
                Transfer(
                    from: 1, to: nil, papers: 5, value: Fixed(3, decimals: 5), isSurplus: false)
            ])
        #expect(log.lotsUsed.isEmpty)
    }

    @Test func `values have five decimals and the rest is dropped`() throws {
        let papers = try Written.letters(["28 ABCD", "14 ACDB", "15 BCAD", "17 CABD", "26 DBCA"])
        let log = try ScottishSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.winnerNames == ["A", "B"])
        #expect(log.order == "A > B > D > C")
        #expect(log.stages[0].quota == Fixed(34, decimals: 5))
        // 8 x 1 / 42 is 0.19047 and a rest.
        #expect(
            log.totals(1)
                == ["A": "34.00000", "B": "20.33316", "C": "19.66658", "D": "26.00000"])
        #expect(log.stages[1].residual?.description == "0.00026")
        #expect(
            log.totals(2) == ["A": "34.00000", "B": "37.33316", "C": "0.00000", "D": "28.66658"])
        #expect(log.stages[2].exhausted?.description == "0.00000")
    }

    @Test func `a surplus passes over whoever has the quota already`() throws {
        let papers = try Written.letters(["28 ABC", "26 BAC", "3 C", "2 D", "1 E"])
        let log = try ScottishSTV().count(papers, seats: 3, lots: papers.lots())
        #expect(log.winnerNames == ["A", "B", "C"])
        #expect(log.stages.map { log.names($0.elected) } == [["A", "B"], [], ["C"]])
        #expect(log.totals(1)["C"] == "14.99996")
        #expect(log.totals(1)["B"] == "26.00000")
        #expect(log.totals(2)["C"] == "24.99982")
        #expect(log.stages[2].residual?.description == "0.00018")
    }

    @Test func `Castor and Helen take the two seats`() throws {
        let papers = try Written.ranked(["4 Castor > Pollux", "2 Helen"])
        let log = try ScottishSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.winnerNames == ["Castor", "Helen"])
        #expect(
            log.totals(1) == ["Castor": "3.00000", "Pollux": "1.00000", "Helen": "2.00000"])
    }

    @Test func `a value is a part of the total and not of the quota, also the second time`() throws
    {
        // A 10 of 15, quota 4: each paper counts 6/10 for B, who has 3 + 6 = 9.
        // B's surplus is 5: papers from A count 5 x 0.6 / 9 = 0.33333, B's own 5 / 9 = 0.55555.
        let papers = try Written.ranked(["10 A > B > C", "3 B > D", "1 C", "1 D"])
        let log = try ScottishSTV().count(papers, seats: 3, lots: papers.lots())
        #expect(log.stages[0].quota == Fixed(4, decimals: 5))
        #expect(log.totals(1)["B"] == "9.00000")
        #expect(log.totals(2)["C"] == "4.33330")
        #expect(log.totals(2)["D"] == "2.66665")
        #expect(log.stages[2].residual?.description == "0.00005")
        #expect(log.winnerNames == ["A", "B", "C"])
    }

    @Test func `equals are parted by the most recent stage in which they differed`() throws {
        // First A 9, B 4, C 5, D 4; A's surplus of 2 brings B to 5 and D to 5: all three have 5.
        // Before that C had more than B and D, who were equal: the lot parts these two.
        let papers = try Written.ranked([
            "4 A > B", "4 A > D", "1 A", "4 B > C", "5 C", "4 D > C",
        ])
        let log = try ScottishSTV().count(papers, seats: 2, lots: papers.lots("D", "A", "B", "C"))
        #expect(log.stages[0].quota == Fixed(8, decimals: 5))
        #expect(
            log.totals(1) == [
                "A": "8.00000", "B": "4.44444", "C": "5.00000", "D": "4.44444",
            ])
        #expect(
            log.stages[1].ties == [
                Tie(question: .exclusion, candidates: [1, 3], picked: [1], resolution: .lot)
            ])
        #expect(log.names(log.stages[1].excluded) == ["B"])
    }

    @Test func `an earlier stage parts equals before any lot`() throws {
        // B and C have 3 and 2; E's 1 goes to C, so both have 3; C had fewer before.
        let papers = try Written.ranked(["9 A", "3 B", "2 C", "1 E > C", "5 D"])
        let log = try ScottishSTV().count(
            papers, seats: 1, lots: papers.lots("C", "A", "B", "D", "E"))
        #expect(
            log.stages[1].ties == [
                Tie(
                    question: .exclusion, candidates: [1, 2], picked: [2],
                    resolution: .earlierStage(1))
            ])
        #expect(log.lotsUsed.isEmpty)
    }

    @Test func `a paper is followed to its first equal ranks`() throws {
        let papers = try Written.ranked(["5 A > B = C", "3 B = C > A", "4 C", "2 B", "1"])
        let log = try ScottishSTV().count(papers, seats: 1, lots: papers.lots())
        #expect(log.papers == 11)
        #expect(log.invalid == 3)
        #expect(log.stopped == 5)
        #expect(log.blank == 1)
        #expect(
            log.sentences(in: .english)[3]
                == "5 papers give several candidates one rank and count only up to there.")
        #expect(
            log.sentences(in: .spanish)[3]
                == "5 papeletas ponen varias candidaturas en un mismo lugar y solo cuentan hasta ahí."
        )
        #expect(log.stages[0].quota == Fixed(6, decimals: 5))
        #expect(log.totals(0) == ["A": "5.00000", "B": "2.00000", "C": "4.00000"])
    }

    @Test func `whoever has withdrawn is passed over, and equal ranks with them are none`() throws {
        let papers = try Written.ranked(
            ["5 W > A", "3 A = W > B", "4 B", "1 W"], withdrawn: ["W"])
        let log = try ScottishSTV().count(papers, seats: 1, lots: papers.lots())
        #expect(log.totals(0) == ["A": "8.00000", "B": "4.00000"])
        #expect(log.blank == 1)
        #expect(log.order == "A > B")
    }

    @Test func `as many candidates as seats are all elected, and so are fewer`() throws {
        let papers = try Written.ranked(["5 A", "1 B"])
        let log = try ScottishSTV().count(papers, seats: 3, lots: papers.lots())
        #expect(log.winnerNames == ["A", "B"])
        #expect(log.stages.count == 1)
    }

    @Test(arguments: [0, -1, 1_001, Int.max])
    func `impossible seats are refused`(seats: Int) throws {
        let papers = try Written.ranked(["1 A"])
        #expect(throws: CountError.wrongSeats(seats)) {
            try ScottishSTV().count(papers, seats: seats, lots: papers.lots())
        }
    }

    @Test func `the largest count there is neither overflows nor traps`() throws {
        let papers = try Written.ranked(["\(Int.max - 3) A > B > C", "2 B", "1 C"])
        let log = try ScottishSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(log.winnerNames == ["A", "B"])
        let meek = try MeekSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(meek.winnerNames == ["A", "B"])
    }
}
