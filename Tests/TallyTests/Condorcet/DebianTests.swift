import Tally
import Testing

@Suite struct `The Debian rule` {
    /// A B and the default option N.
    private let papers = ["6 A > B > N", "5 B > N > A", "4 N > A > B"]

    @Test func `an option that does not beat the default is dropped, though it would win`() throws {
        // A beats B 10:5, B beats N 11:4, N beats A 9:6.
        let papers = try Written.ranked(papers)
        let log = try DebianRule(defaultOption: 2).count(papers, lots: papers.lots())
        #expect(log.names(log.stages[0].excluded) == ["A"])
        #expect(log.stages[0].reason == .belowDefault)
        #expect(log.order == "B > N > A")
        #expect(try Schulze().count(papers, lots: papers.lots()).winnerNames == ["A"])
    }

    @Test func `a quorum by number and by the root of the voters`() throws {
        let papers = try Written.ranked(["7 A > N", "4 N > A"])
        func winner(_ quorum: DebianRule.Quorum) throws -> [String] {
            try DebianRule(defaultOption: 1, quorum: quorum).count(papers, lots: papers.lots())
                .winnerNames
        }
        #expect(try winner(.papers(7)) == ["A"])
        #expect(try winner(.papers(8)) == ["N"])
        // 3 x root(21) / 2 is 6.87; 3 x root(22) / 2 is 7.04.
        #expect(try winner(.halfRoots(3, ofVoters: 21)) == ["A"])
        #expect(try winner(.halfRoots(3, ofVoters: 22)) == ["N"])
        #expect(throws: CountError.wrongParameter("quorum")) { try winner(.papers(-1)) }
    }

    @Test func `a larger majority must be exceeded`() throws {
        let papers = try Written.ranked(["9 A > N", "3 N > A"])
        func winner(_ numerator: Int, _ denominator: Int) throws -> [String] {
            let ratio = try #require(Ratio(numerator, denominator))
            return try DebianRule(defaultOption: 1, majorities: [0: ratio]).count(
                papers, lots: papers.lots()
            ).winnerNames
        }
        #expect(try winner(3, 1) == ["N"])
        #expect(try winner(29, 10) == ["A"])
    }

    @Test func `what was dropped wins no seat`() throws {
        let papers = try Written.ranked(papers)
        let log = try DebianRule(defaultOption: 2).count(papers, seats: 3, lots: papers.lots())
        #expect(log.winnerNames == ["B", "N"])
    }

    @Test func `the default option must stand`() throws {
        let papers = try Written.ranked(papers)
        #expect(throws: CountError.wrongParameter("defaultOption")) {
            try DebianRule(defaultOption: 3).count(papers, lots: papers.lots())
        }
    }
}
