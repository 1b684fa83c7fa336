import Tally
import Testing

/// Papers that several methods are tried on.
enum CondorcetCases {
    static let tennessee = [
        "42 M>N>C>K", "26 N>C>K>M", "15 C>K>N>M", "17 K>C>N>M",
    ]
    static let schulze45 = [
        "5 ACBED", "5 ADECB", "8 BEDAC", "3 CABED", "7 CAEBD", "2 CBADE", "7 DCEBA", "8 EBADC",
    ]
    static let schulze30 = [
        "5 ACBD", "2 ACDB", "3 ADCB", "4 BACD", "3 CBDA", "3 CDBA", "1 DACB", "5 DBAC", "4 DCBA",
    ]
    /// 921 papers that four rules give to four different candidates (LeGrand).
    static let legrand = [
        "98 ACEDB", "64 BAECD", "12 BAEDC", "98 BEACD", "13 BEADC", "125 BEDAC", "124 CAEDB",
        "76 CEADB", "21 DABEC", "30 DBAEC", "98 DBECA", "139 DCABE", "23 DCBAE",
    ]
}

@Suite struct `Methods that compare pairs on published cases` {
    private func worst(_ papers: RankedPapers, _ strength: Minimax.Strength) throws -> [String:
        String]
    {
        try Minimax(strength: strength).count(papers, lots: papers.lots()).totals(0)
    }

    @Test func `Tennessee: whoever beats everybody wins, and the order is the same`() throws {
        let papers = try Written.ranked(CondorcetCases.tennessee)
        let lots = papers.lots()
        let schulze = try Schulze().count(papers, lots: lots)
        #expect(schulze.order == "N > C > K > M")
        #expect(schulze.winnerNames == ["N"])
        #expect(schulze.lotsUsed.isEmpty)
        #expect(try RankedPairs().count(papers, lots: lots).order == "N > C > K > M")
        let copeland = try Copeland().count(papers, lots: lots)
        #expect(copeland.order == "N > C > K > M")
        #expect(copeland.totals(0) == ["N": "3", "C": "1", "K": "-1", "M": "-3"])
        #expect(try worst(papers, .winningVotes) == ["N": "0", "M": "58", "C": "68", "K": "83"])
        #expect(try worst(papers, .margins) == ["N": "-16", "M": "16", "C": "36", "K": "66"])
        // C K M N: by numbers, the row prefers to the column.
        #expect(
            schulze.pairwise?.rows == [
                [0, 83, 58, 32], [17, 0, 58, 32], [42, 42, 0, 42],
                [
                    68, 68, 58, 0,
                ],
            ])
    }

    @Test func `Schulze's 45 papers`() throws {
        let papers = try Written.letters(CondorcetCases.schulze45)
        let lots = papers.lots()
        #expect(try Schulze().count(papers, lots: lots).order == "E > A > C > B > D")
        #expect(try RankedPairs().count(papers, lots: lots).order == "A > C > E > B > D")
        #expect(
            try worst(papers, .winningVotes)
                == ["E": "24", "A": "25", "C": "28", "B": "29", "D": "33"])
        #expect(try Copeland().count(papers, lots: lots).winnerNames == ["E"])
    }

    @Test func `Schulze's 30 papers`() throws {
        let papers = try Written.letters(CondorcetCases.schulze30)
        #expect(try Schulze().count(papers, lots: papers.lots()).order == "D > A > C > B")
        #expect(try RankedPairs().count(papers, lots: papers.lots()).order == "A > C > D > B")
    }

    @Test func `921 papers: four rules, four winners`() throws {
        let papers = try Written.letters(CondorcetCases.legrand)
        let lots = papers.lots()
        #expect(papers.total == 921)
        #expect(try Schulze().count(papers, lots: lots).order == "A > B > E > D > C")
        #expect(try RankedPairs().count(papers, lots: lots).order == "B > A > E > D > C")
        #expect(try Minimax().count(papers, lots: lots).winnerNames == ["C"])
        let copeland = try Copeland().count(papers, lots: lots)
        #expect(copeland.order.hasPrefix("A = B >"))
        #expect(copeland.lotsUsed.map(\.candidates) == [[0, 1]])
    }

    @Test(arguments: [(["B", "D", "A", "C"], "B"), (["D", "C", "B", "A"], "D")])
    func `equals at the top are drawn by lot, and the log says so`(order: [String], first: String)
        throws
    {
        let papers = try Written.letters(["3 ABCD", "2 DABC", "2 DBCA", "2 CBDA"])
        let lots = try #require(Lots(order.map { Int($0.unicodeScalars.first!.value) - 65 }))
        let log = try Schulze().count(papers, lots: lots)
        #expect(log.order == "B = D > A = C")
        #expect(log.winnerNames == [first])
        #expect(
            log.lotsUsed == [
                Tie(
                    question: .winner, candidates: [1, 3], picked: log.winners, resolution: .lot)
            ])
    }

    @Test func `what a defeat is worth can decide: winning votes or margins`() throws {
        let papers = try Written.ranked(["9 B>C>A", "6 C=A>B", "5 A>B>C"])
        let lots = papers.lots()
        #expect(try Minimax().count(papers, lots: lots).winnerNames == ["A"])
        #expect(try Minimax(strength: .margins).count(papers, lots: lots).winnerNames == ["B"])
        #expect(try Schulze().count(papers, lots: lots).winnerNames == ["A"])
        #expect(try RankedPairs().count(papers, lots: lots).winnerNames == ["A"])
    }

    @Test func `opposition alone passes over whoever beats everybody`() throws {
        let papers = try Written.ranked(["4 A=C>B", "47 A>C>B", "43 C>B>A", "6 B>A=C"])
        let lots = papers.lots()
        #expect(try Minimax().count(papers, lots: lots).winnerNames == ["A"])
        #expect(try Minimax(strength: .margins).count(papers, lots: lots).winnerNames == ["A"])
        #expect(try Minimax(strength: .opposition).count(papers, lots: lots).winnerNames == ["C"])
    }

    @Test func `a circle of three`() throws {
        let papers = try Written.letters(["40 ABC", "35 BCA", "25 CAB"])
        let lots = papers.lots()
        #expect(try Schulze().count(papers, lots: lots).winnerNames == ["A"])
        let pairs = try RankedPairs().count(papers, lots: lots)
        #expect(pairs.winnerNames == ["A"])
        // B>C 75:25, A>B 65:35, C>A 60:40: the last closes the circle.
        #expect(pairs.defeats.map(\.votesFor) == [75, 65, 60])
        #expect(pairs.defeats.map(\.isLocked) == [true, true, false])
        #expect(pairs.lotsUsed.isEmpty)
        #expect(try Minimax().count(papers, lots: lots).winnerNames == ["A"])
        let copeland = try Copeland().count(papers, lots: papers.lots("C", "B", "A"))
        #expect(copeland.order == "A = B = C")
        #expect(copeland.winnerNames == ["C"])
        let second = try Copeland(second: .minimax(.winningVotes)).count(papers, lots: lots)
        #expect(second.order == "A > B > C")
        #expect(second.lotsUsed.isEmpty)
        #expect(second.stages[0].ties.map(\.resolution) == [.secondMethod(.minimax)])
    }

    @Test func `the centre is squeezed out by no method that compares pairs`() throws {
        let papers = try Written.letters(["40 LCR", "35 RCL", "25 CLR"])
        let lots = papers.lots()
        #expect(try Schulze().count(papers, lots: lots).winnerNames == ["C"])
        #expect(try RankedPairs().count(papers, lots: lots).winnerNames == ["C"])
        #expect(try Minimax().count(papers, lots: lots).winnerNames == ["C"])
        #expect(try Copeland().count(papers, lots: lots).winnerNames == ["C"])
    }

    @Test func `equal defeats are locked one by one in the order of the lots`() throws {
        let papers = try Written.letters(["1 ABC", "1 BCA", "1 CAB"])
        let log = try RankedPairs().count(papers, lots: papers.lots("B", "C", "A"))
        #expect(log.order == "B > C > A")
        #expect(log.lotsUsed.map(\.question) == [.defeats])
        #expect(log.lotsUsed.map(\.candidates) == [[0, 1, 2]])
        let other = try RankedPairs().count(papers, lots: papers.lots("C", "A", "B"))
        #expect(other.order == "C > A > B")
    }

    @Test func `of equal winning votes those with fewer losing ones are stronger`() throws {
        let papers = try Written.ranked(["5 A>B", "3 B>A", "5 B>C", "1 C>B", "5 C>A", "2 A>C"])
        let log = try RankedPairs(unranked: .ignored).count(papers, lots: papers.lots())
        #expect(log.defeats.map(\.votesAgainst) == [1, 2, 3])
        #expect(log.order == "B > C > A")
        #expect(log.lotsUsed.isEmpty)
    }

    @Test func `whoever is not on a paper is last, or the paper says nothing`() throws {
        let papers = try Written.ranked(["3 A", "2 B>A", "2 C>B"])
        let last = try Schulze(unranked: .last).count(papers, lots: papers.lots())
        #expect(last.pairwise?.rows == [[0, 3, 5], [4, 0, 2], [2, 2, 0]])
        let ignored = try Schulze(unranked: .ignored).count(papers, lots: papers.lots())
        #expect(ignored.pairwise?.rows == [[0, 0, 0], [2, 0, 0], [0, 2, 0]])
    }

    @Test func `whoever has withdrawn is skipped and in no ranking`() throws {
        let papers = try Written.ranked(
            ["2 W=A>B", "1 W>B>A", "4 W"], withdrawn: ["W"])
        let log = try Schulze().count(papers, lots: papers.lots())
        #expect(log.order == "A > B")
        #expect(log.papers == 3)
        #expect(log.blank == 4)
        // A, B, W.
        #expect(log.pairwise?.rows == [[0, 2, 0], [1, 0, 0], [0, 0, 0]])
    }
}
