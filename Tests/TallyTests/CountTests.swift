import Tally
import Testing

@Suite struct `Counting a motion` {
    private func count(
        yes: Int, no: Int, abstain: Int = 0, invalid: Int = 0,
        threshold: Threshold = .simpleMajority, quorum: Quorum? = nil, roll: Int = 1000
    ) throws -> Count {
        let rules = try #require(
            Rules(
                method: .yesNoAbstain, options: 3, threshold: threshold, quorum: quorum,
                rollSize: roll))
        var papers = [Int](repeating: 0, count: yes)
        papers += [Int](repeating: 1, count: no)
        papers += [Int](repeating: 2, count: abstain)
        papers += [Int](repeating: 7, count: invalid)
        return Count(papers, rules: rules)
    }

    @Test(arguments: [(19, 10), (20, 11), (21, 11)])
    func `a simple majority passes at exactly more than half`(cast: Int, needed: Int) throws {
        #expect(try count(yes: needed, no: cast - needed).outcome == .passed)
        #expect(try count(yes: needed - 1, no: cast - needed + 1).outcome != .passed)
    }

    @Test(arguments: [(30, 20), (31, 21), (32, 22), (33, 22)])
    func `two thirds pass at exactly two thirds`(cast: Int, needed: Int) throws {
        let reached = try count(yes: needed, no: cast - needed, threshold: .twoThirds)
        let missed = try count(yes: needed - 1, no: cast - needed + 1, threshold: .twoThirds)
        #expect(reached.outcome == .passed)
        #expect(missed.outcome == .notPassed)
    }

    @Test func `an absolute majority is of the roll and not of the papers`() throws {
        let missed = try count(yes: 50, no: 0, threshold: .absoluteMajority, roll: 100)
        let reached = try count(yes: 51, no: 40, threshold: .absoluteMajority, roll: 100)
        #expect(missed.outcome == .notPassed)
        #expect(reached.outcome == .passed)
    }

    @Test func `abstentions decide nothing but count for turnout`() throws {
        let count = try count(yes: 2, no: 1, abstain: 10)
        #expect(count.outcome == .passed)
        #expect(count.turnout == 13)
    }

    @Test func `as many yes as no are reported as tied`() throws {
        #expect(try count(yes: 4, no: 4, abstain: 1).outcome == .tied([0, 1]))
    }

    @Test(arguments: [Threshold.simpleMajority, .twoThirds, .absoluteMajority])
    func `nothing passes without a single yes`(threshold: Threshold) throws {
        #expect(try count(yes: 0, no: 0, threshold: threshold).outcome == .notPassed)
        #expect(try count(yes: 0, no: 0, abstain: 9, threshold: threshold).outcome == .notPassed)
        #expect(
            try count(yes: 0, no: 0, threshold: threshold, roll: 0).outcome == .notPassed)
    }

    @Test func `an invalid paper is counted as invalid and for turnout only`() throws {
        let count = try count(yes: 1, no: 0, invalid: 5)
        #expect(count.counts == [1, 0, 0])
        #expect(count.invalid == 5)
        #expect(count.turnout == 6)
        #expect(count.outcome == .passed)
    }

    @Test func `below the quorum nothing is decided`() throws {
        let quorum = try #require(Quorum(1, of: 3))
        let missed = try count(yes: 33, no: 0, quorum: quorum, roll: 100)
        let reached = try count(yes: 33, no: 0, abstain: 1, quorum: quorum, roll: 100)
        #expect(missed.outcome == .quorumMissed)
        #expect(missed.quorumReached == false)
        #expect(reached.outcome == .passed)
    }

    @Test func `a quorum is compared exactly even where products are larger than a word`() throws {
        let half = try #require(Quorum(500_000, of: 1_000_000))
        let voters = Int.max / 2
        #expect(half.isReached(by: voters + 1, of: Int.max))
        #expect(!half.isReached(by: voters, of: Int.max))
    }
}

@Suite struct `Counting a choice` {
    private func count(_ counts: [Int], threshold: Threshold = .most, roll: Int = 1000) throws
        -> Count
    {
        let rules = try #require(
            Rules(
                method: .singleChoice, options: counts.count, threshold: threshold, quorum: nil,
                rollSize: roll))
        let papers = counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
        return Count(papers, rules: rules)
    }

    @Test func `the option with the most papers is chosen`() throws {
        let count = try count([3, 5, 4])
        #expect(count.counts == [3, 5, 4])
        #expect(count.outcome == .chosen(1))
    }

    @Test func `options that lead together are tied and none is picked`() throws {
        #expect(try count([5, 2, 5]).outcome == .tied([0, 2]))
        #expect(try count([5, 2, 5], threshold: .twoThirds).outcome == .tied([0, 2]))
    }

    @Test func `the most papers are not enough where a majority is needed`() throws {
        #expect(try count([5, 3, 3], threshold: .simpleMajority).outcome == .noneChosen)
        #expect(try count([7, 3, 3], threshold: .simpleMajority).outcome == .chosen(0))
        #expect(try count([6, 2, 1], threshold: .twoThirds).outcome == .chosen(0))
        #expect(try count([5, 2, 1], threshold: .twoThirds).outcome == .noneChosen)
        #expect(try count([5, 0], threshold: .absoluteMajority, roll: 10).outcome == .noneChosen)
        #expect(try count([6, 0], threshold: .absoluteMajority, roll: 10).outcome == .chosen(0))
    }

    @Test func `nobody voted and nothing is chosen`() throws {
        #expect(try count([0, 0]).outcome == .noneChosen)
    }
}

@Suite struct `Rules of a count` {
    @Test func `a motion has three options and a majority`() {
        #expect(
            Rules(
                method: .yesNoAbstain, options: 2, threshold: .simpleMajority, quorum: nil,
                rollSize: 1) == nil)
        #expect(
            Rules(
                method: .yesNoAbstain, options: 3, threshold: .most, quorum: nil, rollSize: 1)
                == nil)
    }

    @Test(arguments: [(1, 0), (2, 1), (-1, 2), (1, 1_000_001)])
    func `a quorum is a part of the roll`(numerator: Int, denominator: Int) {
        #expect(Quorum(numerator, of: denominator) == nil)
    }
}
