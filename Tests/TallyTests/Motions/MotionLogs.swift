import Tally
import Testing

@Suite struct `A motion through the common door` {
    @Test func `papers of a motion give a log`() throws {
        let papers = try MotionPapers(yes: 5, no: 4, abstain: 3, invalid: 1)
        let lots = try #require(Lots([0]))
        let log = try CountingMethod.yesNo.count(.motion(papers), seats: 1, lots: lots)
        #expect(log.method == .yesNo)
        #expect(log.winnerNames == ["yes"])
        #expect(log.order == "yes > no")
        #expect(log.totals(0) == ["yes": "5", "no": "4", "abstain": "3"])
        #expect(log.stages[0].quota == Fixed(5))
        #expect((log.papers, log.invalid) == (12, 1))
        #expect(log.sentences(in: .english).last == "The motion has passed.")
        #expect(throws: CountError.wrongSeats(2)) {
            try CountingMethod.yesNo.count(.motion(papers), seats: 2, lots: lots)
        }
    }

    @Test func `ranked papers count for what they put first, whatever the order of the names`()
        throws
    {
        let lines = ["3 For > Against", "3 Against", "2 Neither > For", "1 For = Against", "1"]
        let orders = [["For", "Against", "Neither"], ["Neither", "Against", "For"]]
        for names in orders {
            let papers = try Written.ranked(lines, candidates: names)
            let log = try CountingMethod.yesNo.count(
                .ranked(papers), seats: 1, lots: papers.lots())
            #expect(log.totals(0) == ["yes": "3", "no": "3", "abstain": "3"])
            #expect((log.papers, log.blank, log.invalid) == (9, 0, 1))
            #expect(
                log.sentences(in: .english).first == "3 in favour, 3 against, 3 abstaining.")
        }
    }

    @Test func `as many for as against make no winner, and the motion has not passed`() throws {
        let equal = try MotionRule.majority.log(MotionPapers(yes: 3, no: 3))
        #expect(equal.winners.isEmpty)
        #expect(equal.order == "yes = no")
        #expect(equal.sentences(in: .english).last == "The motion has not passed.")
        let lost = try MotionRule.majority.log(MotionPapers(yes: 3, no: 4))
        #expect(lost.winnerNames == ["no"])
        #expect(lost.order == "no > yes")
    }

    @Test func `more for than against is no win where two thirds are needed`() throws {
        let twoThirds = try #require(
            MotionRule.Requirement(2, of: 3, moreThan: false, base: .yesAndNo))
        let rule = try #require(MotionRule([twoThirds]))
        let log = try rule.log(MotionPapers(yes: 6, no: 4))
        #expect(log.winners.isEmpty)
        #expect(log.order == "yes > no")
        #expect(log.stages[0].quota == Fixed(7))
    }

    @Test(arguments: [
        (["Ada", "Ben"], [String]()), (["Yes", "Ada"], []), (["Yes", "No", "Ada"], []),
        (["Yes", "Aye", "No"], []), (["Yes", "No", "Invalid"], []), (["Yes", "Abstain"], []),
        (["Yes", "No", "Abstain"], ["Abstain"]), (["Yes", "No"], ["No"]), (["Yes"], []),
    ])
    func `candidates who are called otherwise, or withdraw, make no motion`(
        names: [String], withdrawn: [String]
    ) throws {
        let papers = try Written.ranked(
            ["2 \(names[0])"], candidates: names, withdrawn: withdrawn)
        #expect(throws: CountError.wrongPapers) {
            try CountingMethod.yesNo.count(.ranked(papers), seats: 1, lots: papers.lots())
        }
    }
}
