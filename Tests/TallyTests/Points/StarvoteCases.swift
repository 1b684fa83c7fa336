import Tally
import Testing

/// The elections by STAR that Larry Hastings wrote for his counting program starvote, with the totals
/// and the outcome that he expects: folder test_elections of starvote 2.1.6 (PyPI), files
/// test_election_*.starvote. The cases are facts; nothing else was taken.
@Suite struct `STAR elections of starvote` {
    /// A file of starvote, and what it says should come out.
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let papers: [String]
        var seats = 1
        /// Who is drawn first, where lots decide.
        var lots: [String] = []
        let points: [String: String]
        /// The totals of the run-off for each seat.
        let runOffs: [[String: String]]
        let winners: [String]
        /// How many ties only the lots can resolve.
        var drawn = 0

        var testDescription: String { file }
    }

    private static let cases = [
        Case(
            file: "a_space_fabric_odyssey",
            papers: [
                "2 Purple 5 Plain 3 White 0", "3 Purple 4 Plain 5 White 0",
                "4 Purple 4 Plain 0 White 5",
            ],
            points: ["Purple": "38", "Plain": "21", "White": "20"],
            runOffs: [["Purple": "6", "Plain": "3"]], winners: ["Purple"]),
        Case(
            file: "demonstrate_cloneproofness_1",
            papers: [
                "2 Amy 5 Brian 2 Clancy 1", "4 Amy 4 Brian 2 Clancy 1", "11 Amy 0 Brian 1 Clancy 1",
            ],
            points: ["Amy": "26", "Brian": "23", "Clancy": "17"],
            runOffs: [["Brian": "11", "Amy": "6"]], winners: ["Brian"]),
        Case(
            file: "demonstrate_cloneproofness_2",
            papers: [
                "2 Amy 5 Brian 2 Clancy 1 Clone 5", "2 Amy 4 Brian 2 Clancy 1 Clone 3",
                "2 Amy 4 Brian 2 Clancy 1 Clone 5", "11 Amy 0 Brian 1 Clancy 1 Clone 0",
            ],
            points: ["Amy": "26", "Clone": "26", "Brian": "23", "Clancy": "17"],
            runOffs: [["Amy": "2", "Clone": "2"]], winners: ["Clone"]),
        Case(
            file: "breakable_tie_in_automatic_runoff_round_using_max_score_count_round",
            papers: [
                "1 Amy 1 Brian 4 Chuck 5", "1 Amy 1 Brian 3 Chuck 2", "1 Amy 1 Brian 5 Chuck 5",
            ],
            points: ["Brian": "12", "Chuck": "12", "Amy": "3"],
            runOffs: [["Brian": "1", "Chuck": "1"]], winners: ["Chuck"]),
        Case(
            file: "breakable_tie_in_automatic_runoff_round_using_score_round",
            papers: [
                "1 Amy 1 Brian 2 Chuck 5", "1 Amy 1 Brian 5 Chuck 3", "1 Amy 1 Brian 3 Chuck 3",
            ],
            points: ["Chuck": "11", "Brian": "10", "Amy": "3"],
            runOffs: [["Brian": "1", "Chuck": "1"]], winners: ["Chuck"]),
        Case(
            file: "unbreakable_tie_in_automatic_runoff_round",
            papers: [
                "1 Amy 1 Brian 3 Chuck 5", "1 Amy 1 Brian 5 Chuck 3", "1 Amy 1 Brian 4 Chuck 4",
            ],
            lots: ["Chuck"], points: ["Brian": "12", "Chuck": "12", "Amy": "3"],
            runOffs: [["Brian": "1", "Chuck": "1"]], winners: ["Chuck"], drawn: 1),
        Case(
            file: "breakable_tie_for_second_in_score_round",
            papers: ["2 Amy 1 Brian 2 Chuck 5", "1 Amy 5 Brian 3 Chuck 5"],
            points: ["Chuck": "15", "Amy": "7", "Brian": "7"],
            runOffs: [["Chuck": "3", "Brian": "0"]], winners: ["Chuck"]),
        Case(
            file: "unbreakable_tie_for_second_in_score_round",
            papers: [
                "1 Amy 1 Brian 2 Chuck 5", "1 Amy 2 Brian 1 Chuck 5", "1 Amy 3 Brian 3 Chuck 5",
            ],
            lots: ["Brian"], points: ["Chuck": "15", "Amy": "6", "Brian": "6"],
            runOffs: [["Chuck": "3", "Brian": "0"]], winners: ["Chuck"], drawn: 1),
        Case(
            file: "unbreakable_three_way_tie_for_second_in_score_round",
            papers: [
                "1 Amy 1 Brian 3 Chuck 5 Darcy 5", "1 Amy 3 Brian 5 Chuck 1 Darcy 5",
                "1 Amy 5 Brian 1 Chuck 3 Darcy 5",
            ],
            lots: ["Darcy", "Chuck", "Brian", "Amy"],
            points: ["Darcy": "15", "Amy": "9", "Brian": "9", "Chuck": "9"],
            runOffs: [["Darcy": "2", "Chuck": "0"]], winners: ["Darcy"], drawn: 1),
        Case(
            file: "unbreakable_three_way_tie_for_first_in_score_round",
            papers: [
                "1 Amy 1 Brian 3 Chuck 5", "1 Amy 3 Brian 5 Chuck 1", "1 Amy 5 Brian 1 Chuck 3",
            ],
            lots: ["Amy", "Brian"], points: ["Amy": "9", "Brian": "9", "Chuck": "9"],
            // Who goes into the run-off is drawn; there Brian is preferred twice.
            runOffs: [["Amy": "1", "Brian": "2"]], winners: ["Brian"], drawn: 1),
        Case(
            file: "no_preference_count_regression",
            papers: [
                "1 Andre 5 Blake 5 Carmen 5", "1 Andre 3 Blake 3 Carmen 3",
                "1 Andre 4 Blake 4 Carmen 4",
            ],
            lots: ["Andre", "Blake", "Carmen"],
            points: ["Andre": "12", "Blake": "12", "Carmen": "12"],
            runOffs: [["Andre": "0", "Blake": "0"]], winners: ["Andre"], drawn: 2),
        Case(
            file: "bloc_star_and_electowiki",
            papers: [
                "8 First 3 Loser 0 Second 1 Third 1 Fourth 1", "5 Loser 4",
                "2 First 0 Loser 1 Second 3 Third 2 Fourth 1",
                "1 First 0 Loser 2 Second 5 Third 4 Fourth 3",
            ],
            seats: 4, lots: ["First", "Loser", "Second", "Third", "Fourth"],
            points: ["Loser": "24", "First": "24", "Second": "19", "Third": "16", "Fourth": "13"],
            runOffs: [
                ["Loser": "8", "First": "8"], ["Second": "11", "Loser": "5"],
                ["Third": "11", "Loser": "5"], ["Fourth": "9", "Loser": "5"],
            ],
            winners: ["First", "Second", "Third", "Fourth"], drawn: 1),
        Case(
            file: "bloc_star_unbreakable_tie_for_first",
            papers: ["2 Amy 5 Eleanor 0", "5 Brian 2", "3 Chuck 3", "4 David 2"], seats: 3,
            points: ["Amy": "10", "Brian": "10", "Chuck": "9", "David": "8", "Eleanor": "0"],
            runOffs: [
                ["Brian": "5", "Amy": "2"], ["Chuck": "3", "Amy": "2"], ["David": "4", "Amy": "2"],
            ],
            winners: ["Brian", "Chuck", "David"]),
    ]

    @Test(arguments: cases)
    func `come out as expected, with the same totals`(expected: Case) throws {
        let papers = try Written.scored(expected.papers)
        let names = papers.slate.names
        let drawn = expected.lots + names.filter { !expected.lots.contains($0) }
        let lots = try #require(Lots(drawn.compactMap { names.firstIndex(of: $0) }))
        let log = try STAR().count(papers, seats: expected.seats, lots: lots)
        #expect(log.totals(0) == expected.points)
        let runOffs = log.stages.enumerated().filter { $0.element.measure == .preferences }
        let totals = runOffs.map { number, stage in
            log.totals(number).filter { log.names(stage.among).contains($0.key) }
        }
        #expect(totals == expected.runOffs)
        #expect(log.winnerNames == expected.winners)
        #expect(log.lotsUsed.count == expected.drawn)
    }

    @Test(arguments: [0, 3, 5])
    func `all papers alike: the lots fill every seat`(score: Int) throws {
        let papers = try Written.scored(["5 Amy \(score) Brian \(score) Chuck \(score)"])
        let lots = papers.lots("Brian", "Chuck", "Amy")
        let one = try STAR().count(papers, lots: lots)
        #expect(Set(one.totals(0).values) == ["\(score * 5)"])
        #expect(one.winnerNames == ["Brian"])
        // Who goes into the run-off, and who wins it.
        #expect(one.lotsUsed.count == 2)
        let two = try STAR().count(papers, seats: 2, lots: lots)
        #expect(two.winnerNames == ["Brian", "Chuck"])
    }

    @Test func `whoever stands alone wins without a run-off`() throws {
        let papers = try Written.scored(["5 Amy 3"])
        let log = try STAR().count(papers, lots: papers.lots())
        #expect(log.winnerNames == ["Amy"])
        #expect(log.stages.count == 1)
    }
}
