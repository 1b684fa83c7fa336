import Tally
import Testing

/// The election of the leader of the Debian project in 2002, 475 papers.
///
/// Source: PrefLib, data set 00002 "Debian Logo and Leader", file 00002-00000001.soi (preflib.org).
@Suite struct `Debian 2002` {
    @Test func `has the pairs and the order that follow from the strict papers of PrefLib`() throws
    {
        // Robinson, Hertzog, Garbee, none of them.
        let lines = [
            "60 GRHN", "50 RGHN", "40 GRH", "34 GHRN", "31 GHNR", "29 HGRN", "29 RGH", "24 HRGN",
            "22 RHGN", "20 GHR", "15 RGNH", "14 HGR", "11 GRNH", "9 HGNR", "9 G", "8 RHG", "7 R",
            "5 HGN", "5 HRG", "5 GN", "5 GH", "4 GNHR", "4 RNHG", "4 GNRH", "4 HG", "3 HRNG",
            "3 GHN", "2 HNRG", "2 RNGH", "2 RHNG", "2 RH", "2 RG", "2 HR", "2 H", "1 NHGR",
            "1 HNGR", "1 GRN", "1 RGN", "1 NG", "1 HN", "1 N",
        ]
        let papers = try Written.letters(lines, candidates: ["R", "H", "G", "N"])
        #expect(papers.total == 475)
        let log = try Schulze().count(papers, lots: papers.lots())
        #expect(log.order == "G > R > H > N")
        let pairwise = try #require(log.pairwise)
        let pairs = [(2, 0), (2, 1), (2, 3), (0, 1)].map { first, second in
            "\(pairwise[first, second]):\(pairwise[second, first])"
        }
        #expect(pairs == ["291:180", "327:140", "444:18", "260:199"])
        #expect(try RankedPairs().count(papers, lots: papers.lots()).order == "G > R > H > N")
    }
}
