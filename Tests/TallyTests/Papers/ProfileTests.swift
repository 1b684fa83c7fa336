import Tally
import Testing

@Suite struct `Counting a profile by the name of a method` {
    @Test func `every method counts the papers that are its own and refuses others`() throws {
        let ranked = try Written.ranked(CondorcetCases.tennessee)
        let scored = try Written.scored(["3 A 5 B 1", "2 B 4 A 2"])
        let motion = try MotionPapers(yes: 1, no: 0)
        let forScores: Set<CountingMethod> = [.approval, .score, .star, .dots]
        let forRanks = Set(CountingMethod.allCases).subtracting([.yesNo, .score, .star, .dots])
        for method in CountingMethod.allCases {
            func count(_ profile: Profile, _ lots: Lots) throws -> CountLog {
                try method.count(profile, seats: 1, lots: lots)
            }
            if forRanks.contains(method) {
                #expect(try count(.ranked(ranked), ranked.lots()).method == method)
            } else {
                // Ranked papers are those of a motion only where candidates are called yes and no.
                #expect(throws: CountError.wrongPapers) {
                    try count(.ranked(ranked), ranked.lots())
                }
            }
            if forScores.contains(method) {
                #expect(try count(.scored(scored), scored.lots()).method == method)
            } else {
                #expect(throws: CountError.wrongPapers) {
                    try count(.scored(scored), scored.lots())
                }
            }
            if method == .yesNo {
                #expect(try count(.motion(motion), ranked.lots()).method == method)
            } else {
                #expect(throws: CountError.wrongPapers) {
                    try count(.motion(motion), ranked.lots())
                }
            }
        }
        #expect(throws: CountError.wrongSeats(2)) {
            try CountingMethod.irv.count(.ranked(ranked), seats: 2, lots: ranked.lots())
        }
    }

    @Test func `what is not on a paper is told to the method`() throws {
        let papers = try Written.ranked(["3 A", "2 B>A", "2 C>B"])
        for method in [CountingMethod.schulze, .rankedPairs, .minimax, .copeland, .debian] {
            let log = try method.count(
                .ranked(papers), seats: 1, unranked: .ignored, lots: papers.lots())
            #expect(log.pairwise?[0, 1] == 0)
        }
    }
}
