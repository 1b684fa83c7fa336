import Tally

/// The counts of Protocol/vectors/results.json.
enum ResultCases {
    static let all = [marks, points, transferable, pairs, motions, refused].flatMap(\.self)

    /// A file of ranked papers as `1>2=3`, candidates by their names.
    private static func ranked(
        _ names: [String], _ papers: String..., withdrawn: String? = nil
    ) -> String {
        let candidates = names.map { "\($0 == withdrawn ? "withdrawn" : "candidate"): \($0)" }
        return text([], candidates, papers)
    }

    private static func scored(_ names: [String], highest: Int, _ papers: String...) -> String {
        text(
            ["papers: scored", "highest: \(highest)"], names.map { "candidate: \($0)" }, papers)
    }

    private static func text(_ head: [String], _ candidates: [String], _ papers: [String])
        -> String
    {
        let total = papers.reduce(0) { sum, paper in
            sum + (Int(paper.prefix { $0 != ":" }) ?? 0)
        }
        let lines = ["rhizome papers 1"] + head + candidates + papers + ["end: \(total)"]
        return lines.map { $0 + "\n" }.joined()
    }

    private static let tennessee = ranked(
        ["Memphis", "Nashville", "Chattanooga", "Knoxville"], "42: 1>2>3>4", "26: 2>3>4>1",
        "15: 3>4>2>1", "17: 4>3>2>1")
    private static let schulze45 = ranked(
        ["A", "B", "C", "D", "E"], "5: 1>3>2>5>4", "5: 1>4>5>3>2", "8: 2>5>4>1>3", "3: 3>1>2>5>4",
        "7: 3>1>5>2>4", "2: 3>2>1>4>5", "7: 4>3>5>2>1", "8: 5>2>1>4>3")
    private static let tied = ranked(
        ["Ada", "Ben", "Cleo"], "3: 1>2", "3: 2>3", "3: 3>1", "2:", "1: ?")
    private static let rich = ranked(
        ["Zoë \"Z\" Roy", "Ben\\Co", "Ada", "Eve", "Dan"], "7: 1>2=3>4", "5: 2>4", "4: 3=4>1>5",
        "3: 4>3>2>1>5", "2: 5", "2:", "1: ?", "6: 2>1>3", withdrawn: "Dan")
    private static let council = ranked(
        ["Or", "Pe", "Ch", "St", "Ha"], "4: 1", "2: 2>1", "8: 3>4", "4: 3>5", "1: 4", "1: 5")
    private static let castor = ranked(["Castor", "Pollux", "Helen"], "4: 1>2", "2: 3")
    private static let long = ranked(
        ["A", "B", "C", "D", "E", "F", "G"], "31: 1>2>3>4", "17: 1>3>2", "23: 2>1>5", "9: 3>7>1",
        "14: 4>5>6>7", "13: 5>4>6", "12: 6>7>5>4", "11: 7>6>3", "8: 2>3=4>1", "5: 1=2>3>6")

    private static let marks = [
        ResultCase(name: "plurality: Tennessee", method: .plurality, papers: tennessee),
        ResultCase(
            name: "plurality: a tie by lot, blank and invalid papers", method: .plurality,
            papers: tied, lots: ["Cleo", "Ben", "Ada"]),
        ResultCase(
            name: "plurality: two seats of three equals", method: .plurality, seats: 2,
            papers: tied, lots: ["Ben", "Cleo", "Ada"]),
        ResultCase(name: "approval: everybody on a ranked paper", method: .approval, papers: rich),
        ResultCase(
            name: "approval: more than no points", method: .approval, seats: 2,
            papers: scored(["A", "B", "C"], highest: 5, "3: 1=5 2=1", "2: 3=4 2=0", "1:"),
            lots: ["C", "B", "A"]),
        ResultCase(name: "borda: Tennessee", method: .borda, papers: tennessee),
        ResultCase(
            name: "borda: equal ranks, halves, somebody who has withdrawn", method: .borda,
            papers: rich),
        ResultCase(
            name: "borda: who is not on a paper gets nothing", method: .borda, unranked: .ignored,
            papers: rich),
    ]

    private static let points = [
        ResultCase(
            name: "score: points and an exact tie", method: .score,
            papers: scored(["A", "B", "C"], highest: 5, "2: 1=5 2=3", "1: 2=4 3=5", "1: 3=5"),
            lots: ["C", "B", "A"]),
        ResultCase(
            name: "score: more points than 64 bits hold", method: .score,
            papers: scored(
                ["A", "B"], highest: 1_000_000, "9223372036854775807: 1=1000000 2=999999")),
        ResultCase(
            name: "star: Tennessee", method: .star,
            papers: scored(
                ["M", "N", "C", "K"], highest: 5, "42: 1=5 2=2 3=1", "26: 2=5 3=2 4=1",
                "15: 3=5 4=4 2=3", "17: 4=5 3=4 2=2")),
        ResultCase(
            name: "star: only the lot decides", method: .star,
            papers: scored(["Ada", "Ben"], highest: 5, "1: 1=4 2=0", "1: 1=0 2=4"),
            lots: ["Ben", "Ada"]),
        ResultCase(
            name: "star: three equal for the run-off, three seats", method: .star, seats: 3,
            papers: scored(
                ["Amy", "Brian", "Chuck", "Darcy"], highest: 5, "1: 1=1 2=3 3=5 4=5",
                "1: 1=3 2=5 3=1 4=5", "1: 1=5 2=1 3=3 4=5"),
            lots: ["Brian", "Darcy", "Amy", "Chuck"]),
        ResultCase(
            name: "star: somebody alone", method: .star,
            papers: scored(["Amy"], highest: 5, "5: 1=3")),
    ]

    private static let transferable = [
        ResultCase(name: "irv: Tennessee", method: .irv, papers: tennessee),
        ResultCase(
            name: "irv: a tie that only lots resolve", method: .irv, papers: tied,
            lots: ["Cleo", "Ada", "Ben"]),
        ResultCase(name: "irv: equal ranks and a withdrawn candidate", method: .irv, papers: rich),
        ResultCase(
            name: "irv: no papers at all", method: .irv, papers: ranked(["A", "B"]),
            lots: ["B", "A"]),
        ResultCase(
            name: "scottish-stv: Castor and Pollux", method: .scottishSTV, seats: 2, papers: castor),
        ResultCase(
            name: "scottish-stv: three seats", method: .scottishSTV, seats: 3, papers: council),
        ResultCase(
            name: "scottish-stv: surpluses, fractions and equal ranks", method: .scottishSTV,
            seats: 3, papers: long, lots: ["G", "F", "E", "D", "C", "B", "A"]),
        ResultCase(
            name: "scottish-stv: a tie that only lots resolve", method: .scottishSTV, seats: 2,
            papers: tied, lots: ["Cleo", "Ada", "Ben"]),
        ResultCase(
            name: "scottish-stv: more seats than candidates", method: .scottishSTV, seats: 9,
            papers: rich),
        ResultCase(
            name: "meek-stv: Castor and Pollux", method: .meekSTV, seats: 2, papers: castor),
        ResultCase(
            name: "meek-stv: surpluses and equal ranks", method: .meekSTV, seats: 3, papers: long,
            lots: ["G", "F", "E", "D", "C", "B", "A"]),
        ResultCase(
            name: "meek-stv: a tie that only lots resolve", method: .meekSTV, seats: 2,
            papers: tied,
            lots: ["Cleo", "Ada", "Ben"]),
        ResultCase(
            name: "meek-stv: somebody who has withdrawn", method: .meekSTV, seats: 2, papers: rich),
    ]

    private static let pairs = [
        ResultCase(name: "schulze: Tennessee", method: .schulze, papers: tennessee),
        ResultCase(name: "schulze: Schulze's example", method: .schulze, papers: schulze45),
        ResultCase(
            name: "schulze: two equal winners", method: .schulze,
            papers: ranked(
                ["A", "B", "C", "D"], "3: 1>2>3>4", "2: 4>1>2>3", "2: 4>2>3>1", "2: 3>2>4>1"),
            lots: ["D", "C", "B", "A"]),
        ResultCase(
            name: "schulze: whoever is not on a paper is last", method: .schulze, papers: rich),
        ResultCase(
            name: "schulze: who is not on a paper is ignored", method: .schulze, unranked: .ignored,
            papers: rich),
        ResultCase(
            name: "ranked-pairs: Schulze's example", method: .rankedPairs, papers: schulze45),
        ResultCase(
            name: "ranked-pairs: a cycle of equal defeats", method: .rankedPairs, seats: 2,
            papers: tied, lots: ["Cleo", "Ada", "Ben"]),
        ResultCase(name: "minimax: Schulze's example", method: .minimax, papers: schulze45),
        ResultCase(
            name: "minimax: three equals", method: .minimax, papers: tied,
            lots: ["Cleo", "Ada", "Ben"]),
        ResultCase(name: "copeland: Schulze's example", method: .copeland, papers: schulze45),
        ResultCase(
            name: "copeland: totals below 0", method: .copeland, seats: 2, papers: tennessee),
        ResultCase(name: "debian: Schulze's example", method: .debian, papers: schulze45),
        ResultCase(
            name: "debian: below the default option", method: .debian,
            papers: ranked(["A", "B", "C", "None"], "5: 1>2>4>3", "4: 2>4>1>3", "2: 4", "1: 3>4")),
    ]

    private static func motion(_ yes: Int, _ no: Int, _ abstain: Int) -> String {
        text(
            ["papers: motion"], [], ["yes: \(yes)", "no: \(no)", "abstain: \(abstain)"]
        ).replacing("end: 0", with: "end: \(yes + no + abstain)")
    }

    private static let motions = [
        ResultCase(name: "yes-no: passed", method: .yesNo, papers: motion(7, 5, 2)),
        ResultCase(name: "yes-no: lost", method: .yesNo, papers: motion(3, 4, 9)),
        ResultCase(name: "yes-no: as many of both", method: .yesNo, papers: motion(4, 4, 0)),
        ResultCase(
            name: "yes-no: ranked papers, no before yes", method: .yesNo,
            papers: ranked(["No", "Sí", "Abstención"], "4: 1", "5: 2>1", "2: 3", "1: 1=2", "1:")),
    ]

    private static let refused = [
        ResultCase(name: "refused: irv for two seats", method: .irv, seats: 2, papers: tennessee),
        ResultCase(name: "refused: points by ranks", method: .star, papers: tennessee),
        ResultCase(
            name: "refused: a motion of other names", method: .yesNo, papers: ranked(["A", "B"])),
        ResultCase(
            name: "refused: the default option has withdrawn", method: .debian, papers: rich),
    ]
}

/// The seeds of Protocol/vectors/lots.json.
enum LotCases {
    private static let names = ["Ada", "Ben", "Cleo", "Zoë"].map { Array($0.utf8) }

    static let all = [
        LotCase(
            name: "names, no question", seed: [UInt8](repeating: 0x5A, count: 64), question: [],
            candidates: names),
        LotCase(
            name: "the same for another question", seed: [UInt8](repeating: 0x5A, count: 64),
            question: Array("Chair".utf8), candidates: names),
        LotCase(
            name: "another seed", seed: Array(0..<16), question: Array("Chair".utf8),
            candidates: names),
        LotCase(
            name: "twenty numbers", seed: Array(0..<64), question: [UInt8](repeating: 7, count: 32),
            candidates: (0..<20).map { [0, 0, 0, $0] }),
        LotCase(
            name: "equal ids stand in order", seed: Array(0..<64), question: [],
            candidates: [[1], [2], [1], [2]]),
        LotCase(name: "one candidate", seed: Array(0..<64), question: [1], candidates: [[9]]),
    ]
}
