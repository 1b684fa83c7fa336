import Tally
import Testing

/// Elections that the counting program RCTab tests itself with, and what it expects: folder test_data
/// of the repository BrightSpots/rcv, `..._cvr` and `..._expected_summary.json` of each set. The cases
/// are facts; nothing else was taken. Docs/TALLY.md says which sets are left out, and why.
@Suite struct `Instant run-offs of RCTab` {
    /// generic_csv_test: a poll of 26 people about vegetables.
    private static let vegetables = [
        "1 Cucumber > Broccoli",
        "1 Cauliflower > Lettuce > Broccoli > Cucumber",
        "1 Cauliflower > Cucumber > Lettuce > Write-in > Broccoli",
        "2 Cauliflower > Broccoli > Cucumber > Lettuce",
        "1 Lettuce > Cucumber > Broccoli",
        "1 Write-in > Broccoli > Cauliflower > Lettuce > Cucumber",
        "1 Cucumber > Broccoli > Cauliflower > Lettuce > Write-in",
        "1 Lettuce > Cucumber > Cauliflower > Broccoli",
        "1 Lettuce > Cucumber > Broccoli > Write-in > Cauliflower",
        "1 Lettuce > Broccoli > Cucumber > Write-in > Cauliflower",
        "1 Write-in > Cucumber > Cauliflower > Lettuce > Broccoli",
        "1 Cucumber > Broccoli > Lettuce > Cauliflower",
        "1 Cucumber > Lettuce > Broccoli > Cauliflower",
        "2 Cucumber > Broccoli > Cauliflower > Lettuce",
        "1 Cucumber > Write-in > Lettuce > Broccoli > Cauliflower",
        "1 Broccoli > Lettuce > Cucumber > Cauliflower",
        "1 Write-in > Lettuce > Broccoli > Cucumber > Cauliflower",
        "1 Write-in > Cauliflower > Cucumber > Broccoli > Lettuce",
        "1 Write-in > Cucumber > Broccoli > Cauliflower > Lettuce",
        "1 Lettuce > Broccoli > Cucumber > Cauliflower > Write-in",
        "1 Cucumber > Cauliflower > Broccoli > Lettuce",
        "1 Write-in > Lettuce > Cauliflower > Broccoli > Cucumber",
        "1 Broccoli > Write-in > Lettuce > Cucumber > Cauliflower",
        "1 Broccoli > Lettuce > Cucumber > Write-in > Cauliflower",
    ]

    @Test func `test set 1: papers end at equal ranks, and skipped ranks mean nothing`() throws {
        let papers = try Written.ranked([
            "1 A = B > C > D", "2 B > A > D > C", "1 C > B > A > D", "2 A > C > B > D",
            "3 B > C > A > D", "1 B > A > C > D", "1 C > B = D > A", "2 A > B > D > C", "1 A > C",
            "1 D > C > B",
        ])
        #expect(papers.total == 15)
        let log = try InstantRunoff().count(papers, lots: papers.lots())
        #expect(log.invalid == 1)
        #expect(
            (0..<3).map(log.totals) == [
                ["A": "5", "B": "6", "C": "2", "D": "1"], ["A": "5", "B": "6", "C": "3", "D": "0"],
                ["A": "5", "B": "8", "C": "0", "D": "0"],
            ])
        #expect(log.stages.map { $0.exhausted?.description } == ["0", "0", "1"])
        #expect(log.stages.flatMap { log.names($0.excluded) } == ["D", "C"])
        #expect(log.winnerNames == ["B"])
    }

    @Test func `generic CSV test: a poll about vegetables without its write-ins`() throws {
        let papers = try Written.ranked(
            Self.vegetables,
            candidates: ["Lettuce", "Broccoli", "Cucumber", "Cauliflower", "Write-in"],
            withdrawn: ["Write-in"])
        #expect(papers.total == 26)
        let log = try InstantRunoff().count(papers, lots: papers.lots())
        #expect(
            (0..<3).map(log.totals) == [
                ["Broccoli": "4", "Cauliflower": "5", "Cucumber": "10", "Lettuce": "7"],
                ["Broccoli": "0", "Cauliflower": "6", "Cucumber": "10", "Lettuce": "10"],
                ["Broccoli": "0", "Cauliflower": "0", "Cucumber": "14", "Lettuce": "12"],
            ])
        let moved = log.stages.flatMap { stage in
            stage.transfers.map { "\(log.slate.names[$0.from]) \($0.papers)" }
        }
        #expect(moved == ["Broccoli 3", "Broccoli 1", "Cauliflower 2", "Cauliflower 4"])
        #expect(log.winnerNames == ["Cucumber"])
        // All five: the write-ins have more than two others, so another one goes first.
        let all = try Written.ranked(Self.vegetables)
        #expect(
            try InstantRunoff().count(all, lots: all.lots()).totals(0) == [
                "Broccoli": "3", "Cauliflower": "4", "Cucumber": "8", "Lettuce": "5",
                "Write-in": "6",
            ])
    }
}
