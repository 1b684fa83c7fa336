import Tally
import Testing

@Suite struct `Motions` {
    private func passes(
        _ yes: Int, _ no: Int, _ abstain: Int = 0, _ rule: MotionRule.Requirement?...
    )
        throws -> Bool
    {
        let rule = try #require(MotionRule(rule.compactMap(\.self)))
        return try rule.count(MotionPapers(yes: yes, no: no, abstain: abstain)).isPassed
    }

    private func twoThirds(of base: MotionRule.Base) -> MotionRule.Requirement? {
        .init(2, of: 3, moreThan: false, base: base)
    }

    /// RONR 44:1 and 44:3.
    @Test(arguments: [(19, 10), (20, 11), (21, 11)])
    func `a majority of those cast`(cast: Int, needed: Int) throws {
        #expect(try passes(needed, cast - needed, 0, .majority(of: .yesAndNo)))
        #expect(try !passes(needed - 1, cast - needed + 1, 0, .majority(of: .yesAndNo)))
        #expect(MotionRule.Requirement.majority(of: .yesAndNo).needed(of: cast) == needed)
    }

    @Test(arguments: [(30, 20), (31, 21), (32, 22), (33, 22)])
    func `two thirds of those cast`(cast: Int, needed: Int) throws {
        #expect(try passes(needed, cast - needed, 0, twoThirds(of: .yesAndNo)))
        #expect(try !passes(needed - 1, cast - needed + 1, 0, twoThirds(of: .yesAndNo)))
    }

    @Test func `seven, four and two: the base decides, and both can be asked for`() throws {
        let present = MotionRule.Requirement.majority(of: .present(13))
        #expect(try passes(7, 4, 2, present))
        #expect(try !passes(7, 4, 2, twoThirds(of: .yesAndNo)))
        #expect(try !passes(7, 4, 2, present, twoThirds(of: .yesAndNo)))
        #expect(try !passes(2, 1, 10, present))
        #expect(try passes(2, 1, 10, twoThirds(of: .yesAndNo)))
        #expect(try !passes(2, 1, 10, twoThirds(of: .cast)))
        #expect(try passes(9, 4, 0, present, twoThirds(of: .yesAndNo)))
    }

    @Test func `more than half of the roll`() throws {
        #expect(try passes(51, 0, 0, .majority(of: .roll(100))))
        #expect(try !passes(50, 0, 0, .majority(of: .roll(100))))
    }

    @Test func `a tie has not passed, and nobody in favour is never enough`() throws {
        #expect(try !passes(5, 5, 0, .majority(of: .yesAndNo)))
        #expect(try !passes(0, 0, 3, .majority(of: .yesAndNo)))
        #expect(try !passes(0, 0, 3, twoThirds(of: .yesAndNo)))
        #expect(try !passes(0, 0, 0, .init(0, of: 1, moreThan: false, base: .roll(9))))
    }

    @Test func `thresholds are exact where numbers are largest`() throws {
        let half = Int.max / 2
        #expect(try passes(half + 1, half, 0, .majority(of: .yesAndNo)))
        #expect(try !passes(half, half + 1, 0, .majority(of: .yesAndNo)))
        // Whole numbers by thirds: 3 x 3074457345618258602 is 2^63 - 2.
        let third = 3_074_457_345_618_258_602
        #expect(try passes(2 * third, third, 0, twoThirds(of: .yesAndNo)))
        #expect(try !passes(2 * third, third + 1, 0, twoThirds(of: .yesAndNo)))
    }

    @Test func `fewer present than voted is refused, and shares above one are`() throws {
        #expect(throws: CountError.wrongParameter("present")) {
            try passes(3, 3, 0, .majority(of: .present(5)))
        }
        #expect(MotionRule.Requirement(3, of: 2, moreThan: true, base: .cast) == nil)
        #expect(MotionRule.Requirement(1, of: 0, moreThan: true, base: .cast) == nil)
        #expect(MotionRule([]) == nil)
    }
}

@Suite struct `Consent` {
    private let open = Tally.Consent.Position.objection(hasReasons: true, isIntegrated: false)

    @Test func `an objection with reasons stops a proposal until it is integrated`() throws {
        let rule = Tally.Consent(rollSize: 5)
        let blocked = try rule.count([.consent, .concern, open], round: 1)
        #expect(blocked.outcome == .anotherRound)
        #expect(blocked.openObjections == [2])
        let integrated = Tally.Consent.Position.objection(hasReasons: true, isIntegrated: true)
        #expect(try rule.count([.consent, .concern, integrated], round: 2).outcome == .consented)
        let bare = Tally.Consent.Position.objection(hasReasons: false, isIntegrated: false)
        #expect(try rule.count([.consent, bare], round: 1).outcome == .consented)
    }

    @Test func `after the rounds that were agreed on people vote`() throws {
        let rule = Tally.Consent(rollSize: 5, rounds: 2)
        #expect(try rule.count([open], round: 1).outcome == .anotherRound)
        #expect(try rule.count([open], round: 2).outcome == .fallbackVote)
    }

    @Test func `too few is no consent`() throws {
        let rule = Tally.Consent(quorum: Quorum(1, of: 2), rollSize: 5)
        #expect(try rule.count([.consent, .consent], round: 1).outcome == .quorumMissed)
        #expect(try rule.count([.consent, .consent, .concern], round: 1).outcome == .consented)
        #expect(throws: CountError.wrongParameter("rollSize")) {
            try Tally.Consent(rollSize: 0).count([.consent], round: 1)
        }
    }
}

@Suite struct `Delegation` {
    @Test func `chains are resolved at the close, and one's own vote wins`() throws {
        // A trusts B, B trusts C, C trusts D, D trusts A; C votes yes (0), A no (1).
        let choices = try Tally.Delegation().choices([1, nil, 0, nil], delegates: [1, 2, 3, 0])
        #expect(choices == [1, 0, 0, 1])
    }

    @Test func `a circle in which nobody votes is not cast`() throws {
        let rule = Tally.Delegation()
        #expect(try rule.choices([nil, nil], delegates: [1, 0]) == [nil, nil])
        #expect(try rule.choices([nil], delegates: [0]) == [nil])
        // Two who trust somebody in a circle, and one who trusts nobody that exists.
        #expect(
            try rule.choices([nil, nil, nil, 0, nil], delegates: [1, 2, 1, nil, 7])
                == [nil, nil, nil, 0, nil])
    }

    @Test func `chains can be limited`() throws {
        let votes: [Int?] = [nil, nil, nil, 4]
        let chain: [Int?] = [1, 2, 3, nil]
        #expect(
            try Tally.Delegation(mostSteps: 2).choices(votes, delegates: chain) == [nil, 4, 4, 4])
        #expect(
            try Tally.Delegation(mostSteps: 0).choices(votes, delegates: chain) == [
                nil, nil, nil, 4,
            ])
        // The chain is as long whoever is looked at first.
        let turned = try Tally.Delegation(mostSteps: 2).choices(
            [4, nil, nil, nil], delegates: [nil, 0, 1, 2])
        #expect(turned == [4, 4, 4, nil])
    }

    @Test func `a chain of a hundred thousand is no trouble`() throws {
        let count = 100_000
        let votes: [Int?] = (0..<count).map { $0 == count - 1 ? 1 : nil }
        let choices = try Tally.Delegation().choices(votes, delegates: (1...count).map { $0 })
        #expect(choices.allSatisfy { $0 == 1 })
    }
}
