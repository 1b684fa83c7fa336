import Tally
import Testing

/// The examples of Schulze's paper, section 3, and some of others; the last candidate of a paper is
/// left out where it follows.
@Suite struct `Schulze's examples` {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let candidates: String
        let papers: [String]
        let first: [String]
        var testDescription: String { name }
    }

    static let examples = [
        Example(
            name: "1", candidates: "ABCD", papers: ["8 ACD", "2 BAD", "4 CDB", "4 DBA", "3 DCB"],
            first: ["D"]),
        Example(
            name: "2", candidates: "ABCD", papers: ["3 ACD", "9 BAC", "8 CDA", "5 DAB", "5 DBC"],
            first: ["C"]),
        Example(
            name: "4", candidates: "ABCD", papers: ["3 ABC", "2 CBD", "2 DAB", "2 DBC"],
            first: ["B", "D"]),
        Example(
            name: "5", candidates: "ABCD",
            papers: ["12 ABC", "6 ADB", "9 BCD", "15 CDA", "21 DBA"], first: ["D"]),
        Example(
            name: "6", candidates: "ABCD",
            papers: ["8 ACD", "2 BCD", "3 BDA", "5 CBD", "1 CDB", "3 DAB", "1 DBA"],
            first: ["A", "C"]),
        Example(
            name: "7", candidates: "ABCDEF",
            papers: [
                "3 ADEBC", "3 BFECD", "4 CABFD", "1 DBCEF", "4 DEFAB", "2 ECBDF", "2 FACDB",
            ], first: ["A"]),
        Example(
            name: "7 with two papers more for A", candidates: "ABCDEF",
            papers: [
                "3 ADEBC", "3 BFECD", "4 CABFD", "1 DBCEF", "4 DEFAB", "2 ECBDF", "2 FACDB",
                "2 AEFCB",
            ], first: ["D"]),
        Example(
            name: "8", candidates: "ABCD",
            papers: [
                "3 ABD", "5 ADB", "1 ADC", "2 BAD", "2 BDC", "4 CAB", "6 CBA", "2 DBC", "5 DCA",
            ], first: ["A"]),
        Example(
            name: "8 with E", candidates: "ABCDE",
            papers: [
                "3 ABDE", "5 ADEB", "1 ADEC", "2 BADE", "2 BDEC", "4 CABD", "6 CBAD", "2 DBEC",
                "5 DECA",
            ], first: ["B"]),
        Example(
            name: "9", candidates: "ABCD", papers: ["5 ACD", "2 BCD", "4 BDA", "2 CDA"],
            first: ["A"]),
        Example(
            name: "9 with E", candidates: "ABCDE",
            papers: ["5 AECD", "2 BCDA", "4 BDAE", "2 CDAB"], first: ["B"]),
        Example(
            name: "11", candidates: "ABCDE",
            papers: [
                "9 ADBE", "6 BCAD", "5 BCDE", "2 CDBE", "6 DECB", "14 EACB", "2 ECAB", "1 EDAC",
            ], first: ["B"]),
        Example(
            name: "12", candidates: "ABCDE",
            papers: [
                "9 ADBE", "1 BACE", "6 CBAD", "2 CDBE", "5 CDEA", "6 DECA", "14 EBAC", "2 EBCA",
            ], first: ["E"]),
        Example(
            name: "13", candidates: "ABC", papers: ["2 ABC", "2 BCA", "1 CAB"],
            first: ["A", "B"]),
        Example(
            name: "Gorr 4", candidates: "ABCD",
            papers: [
                "12 ADCB", "3 BACD", "25 BCAD", "21 CBAD", "12 DABC", "21 DACB", "6 DBAC",
            ], first: ["B", "C"]),
        Example(
            name: "Tideman 1987, 5", candidates: "vwxyz",
            papers: ["7 vwxyz", "3 zyvwx", "6 yzwxv", "3 wxvzy", "5 zxvwy", "3 yxvwz"],
            first: ["v"]),
    ]

    @Test(arguments: examples)
    func `the best are the published ones`(example: Example) throws {
        let papers = try Written.letters(
            example.papers, candidates: example.candidates.map(String.init))
        let log = try Schulze().count(papers, lots: papers.lots())
        #expect(log.names(log.ranking[0]) == example.first)
    }

    @Test func `with equal ranks, by winning votes`() throws {
        let papers = try Written.ranked([
            "6 A>B>C>D", "8 A=B", "8 A=C", "18 A=C>D", "8 A=C=D", "40 B", "4 C>B>D", "9 C>D>A",
            "8 C=D", "14 D>A>B", "11 D>B>C", "4 D>C>A",
        ])
        let log = try Schulze().count(papers, lots: papers.lots())
        #expect(log.winnerNames == ["D"])
        // Pairs as printed in the paper: A beats B 67:55, B beats C 79:59.
        #expect(log.pairwise?[0, 1] == 67)
        #expect(log.pairwise?[1, 0] == 55)
        #expect(log.pairwise?[1, 2] == 79)
        #expect(log.pairwise?[2, 1] == 59)
        #expect(log.pairwise?[0, 3] == 40)
        #expect(log.pairwise?[3, 0] == 50)
    }

    @Test func `Gorr 4 and Tideman 5 by other methods`() throws {
        let gorr = try Written.letters(Self.examples[14].papers)
        #expect(try RankedPairs().count(gorr, lots: gorr.lots()).order == "B > A > D > C")
        #expect(try InstantRunoff().count(gorr, lots: gorr.lots()).winnerNames == ["D"])
        #expect(try Copeland().count(gorr, lots: gorr.lots()).order.hasPrefix("A = D >"))
        let tideman = try Written.letters(Self.examples[15].papers)
        let pairs = try RankedPairs().count(tideman, lots: tideman.lots())
        #expect(pairs.order == "v > w > x > y > z")
        #expect(try InstantRunoff().count(tideman, lots: tideman.lots()).winnerNames == ["v"])
        #expect(try Minimax().count(tideman, lots: tideman.lots()).winnerNames == ["y"])
    }

    @Test func `25 different papers for eight`() throws {
        let papers = try Written.letters(
            [
                "AEBHGFDC", "BFEHCAGD", "GFBCDEHA", "HABFECDG", "BHAEGFDC", "EDHCBAFG", "CAFBEDHG",
                "GHDCEFBA", "FEHABCGD", "DBFCGEAH", "HGAEBCFD", "EDGFABHC", "CDGAEHBF", "HCBGADFE",
                "CBGADHFE", "BDFHGEAC", "BCEFGHDA", "CGHFDEAB", "EAHCFDGB", "CDGHBAEF", "BDACGFEH",
                "CABGEDHF", "EGHADCFB", "FGBHECDA", "AHDCFEBG",
            ].map { "1 \($0)" })
        #expect(try RankedPairs().count(papers, lots: papers.lots()).winnerNames == ["B"])
    }

    @Test func `of defeats with as many winning votes, fewer losing votes make the stronger one`()
        throws
    {
        // Found by comparing with belenios-tool. G beats E by 61 to 55; the path from E over D to G
        // begins with 61 to 41, which is stronger (Schulze, section 2; Debian constitution, A.5).
        let papers = try Written.ranked(
            [
                "54 A", "28 A > B = F > C > D = E > G", "25 G > B > C > A > E > D > F",
                "25 A > B = C", "36 B > A > G > E", "30 C", "14 A > D > B > C > F",
                "27 C > D > A = F > B = E > G",
            ], candidates: ["A", "B", "C", "D", "E", "F", "G"])
        let log = try Schulze().count(papers, lots: papers.lots())
        #expect(log.pairwise?[6, 4] == 61)
        #expect(log.pairwise?[4, 6] == 55)
        #expect(log.pairwise?[4, 3] == 61)
        #expect(log.pairwise?[3, 4] == 41)
        #expect(log.order == "A > B > C > D > F > E > G")
    }
}
