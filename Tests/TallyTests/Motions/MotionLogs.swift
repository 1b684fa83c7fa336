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

    @Test func `ranked papers count for whom they put first`() throws {
        let papers = try Written.ranked(
            ["3 For > Against", "3 Against", "2 Neither > For", "1 For = Against", "1"],
            candidates: ["For", "Against", "Neither"])
        let log = try CountingMethod.yesNo.count(.ranked(papers), seats: 1, lots: papers.lots())
        #expect(log.totals(0) == ["For": "3", "Against": "3", "Neither": "2"])
        #expect(log.winnerNames == ["Against"])
        #expect((log.papers, log.blank, log.invalid) == (8, 1, 1))
        #expect(
            log.sentences(in: .english).first == "3 in favour, 3 against, 2 abstaining.")
        let four = try Written.ranked(["1 A > B > C > D"])
        #expect(throws: CountError.wrongParameter("candidates")) {
            try CountingMethod.yesNo.count(.ranked(four), seats: 1, lots: four.lots())
        }
    }
}
