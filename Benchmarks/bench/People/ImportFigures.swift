import Chapter
import Federation
import Foundation
import GRDB
import Node
import Synchronization

/// How long a chapter of many contacts takes to import lists and to take one back, and how long
/// others wait meanwhile: `bench people import [100000]`.
struct ImportFigures {
    private let count: Int

    /// Rows of the list that is undone; half of them are new, half change somebody.
    private static let rows = 28_000

    init(_ arguments: some Sequence<String>) {
        count = arguments.compactMap { Int($0) }.first ?? 100_000
    }

    /// Measures and prints.
    func run() async throws {
        let workspace = try Workspace()
        try await printMachine()
        tell("Making a chapter of \(count) people ...")
        let people = try await InventedPeople(count, in: workspace, meetings: 1)
        forgetPeak()
        var figures: [Figure] = []
        try await whileOthersVote(people, workspace, &figures)
        try await undone(people, workspace, &figures)
        figures.append(
            Figure(
                name: "memory: both imports and the undoing", value: Double(peakMebibytes()),
                unit: "MiB", goal: "200"))
        try workspace.remove(people.database)
        printTable(figures)
    }

    /// As many again come in with one list, while somebody votes every 20 ms.
    private func whileOthersVote(
        _ people: InventedPeople, _ workspace: Workspace, _ figures: inout [Figure]
    ) async throws {
        let chapter = people.chapter
        try await chapter.feeds.open(named: "Bench")
        let draft = DraftBallot(BallotPlan(motion: "Strike on Friday?"))
        let ballot = try await chapter.perform(draft, as: .operator, at: systemClock()).get()
        _ = try await chapter.perform(OpenBallot(ballot), as: .operator, at: systemClock()).get()
        let members = try await chapter.read { db in
            try MemberID.fetchAll(
                db, sql: "SELECT id FROM member WHERE status = 'member' ORDER BY id")
        }
        let waits = Mutex<[Double]>([])
        let voting = Task {
            for member in members where !Task.isCancelled {
                let viewer = Viewer.member(member, [])
                let wait = try await seconds {
                    let act = CastPaper(ballot, choice: 0)
                    _ = try await chapter.perform(act, as: viewer, at: systemClock()).get()
                }
                waits.withLock { $0.append(wait * 1000) }
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
        let path = workspace.path("more.csv")
        try more().write(to: URL(fileURLWithPath: path), atomically: true, encoding: .utf8)
        let time = try await seconds {
            let report = try await StageImport(.file(path: path), fileName: "more.csv")
                .run(in: chapter, as: .operator, at: systemClock()).get()
            guard report.new == count, let id = Int64(report.importID) else {
                throw NotTaken(rows: count, new: report.new)
            }
            _ = try await chapter.perform(ApplyImport(id), as: .operator, at: systemClock()).get()
        }
        voting.cancel()
        try await voting.value
        let votes = waits.withLock { $0 }
        figures += [
            Figure(
                name: "import of \(count) rows into \(count), others voting",
                value: Double(count) / time, unit: "rows/s", goal: "5,000"),
            Figure(
                name: "vote meanwhile, p95 of \(votes.count)", value: percentile(95, of: votes),
                unit: "ms", goal: "-"),
            Figure(
                name: "vote meanwhile, longest", value: votes.max() ?? 0, unit: "ms",
                goal: "2,000"),
        ]
    }

    /// A list that adds and changes comes in and is taken back; somebody writes while it is
    /// compared.
    private func undone(
        _ people: InventedPeople, _ workspace: Workspace, _ figures: inout [Figure]
    ) async throws {
        let chapter = people.chapter
        let path = workspace.path("changes.csv")
        try list().write(to: URL(fileURLWithPath: path), atomically: true, encoding: .utf8)
        let waits = Mutex<[Double]>([])
        let others = Task {
            var number = 0
            while !Task.isCancelled {
                number += 1
                let act = AddMember(name: "Visitor number \(number)", allowDuplicate: true)
                let wait = try await seconds {
                    _ = try await chapter.perform(act, as: .operator, at: systemClock()).get()
                }
                waits.withLock { $0.append(wait) }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        let staging = try await seconds {
            let report = try await StageImport(.file(path: path), fileName: "changes.csv")
                .run(in: chapter, as: .operator, at: systemClock()).get()
            guard report.new + report.updated == Self.rows else {
                throw NotTaken(rows: Self.rows, new: report.new + report.updated)
            }
        }
        others.cancel()
        _ = try? await others.value
        // Staged anew: whoever was added meanwhile stops what was compared before.
        let report = try await StageImport(.file(path: path), fileName: "changes.csv")
            .run(in: chapter, as: .operator, at: systemClock()).get()
        let importID = Int64(report.importID) ?? 0
        let applying = try await seconds {
            let act = ApplyImport(importID, confirmed: ["all"])
            _ = try await chapter.perform(act, as: .operator, at: systemClock()).get()
        }
        var undone = 0
        let undoing = try await seconds {
            let act = UndoImport(importID)
            let result = try await chapter.perform(act, as: .operator, at: systemClock()).get()
            undone = result.removed + result.restored
        }
        guard undone == Self.rows else { throw NotTaken(rows: Self.rows, new: undone) }
        let longest = waits.withLock { $0.max() ?? 0 }
        figures += [
            Figure(
                name: "comparing \(Self.rows) rows with \(count * 2) people",
                value: Double(Self.rows) / staging, unit: "rows/s", goal: "5,000"),
            Figure(
                name: "taking in \(Self.rows) rows at once", value: applying, unit: "s",
                goal: "2"),
            Figure(
                name: "longest wait of who writes while comparing", value: longest * 1000,
                unit: "ms", goal: "2,000"),
            Figure(
                name: "undoing \(Self.rows) rows, half new, half changed", value: undoing,
                unit: "s", goal: "10"),
        ]
    }

    /// As many newcomers.
    private func more() -> String {
        var text = "name,email,status,city\n"
        for row in 0..<count {
            text += "Second \(row),second\(row)@example.org,supporter,Upland\n"
        }
        return text
    }

    /// Half of the rows are people of the chapter with another job and a new address.
    private func list() -> String {
        var text = "name,email,job,phone,address line 1,city,postcode\n"
        for row in 0..<Self.rows / 2 {
            text += "Person \(row),person\(row)@example.org,welder,,\(row) New Rd,Upland,99999\n"
            text += "Newcomer \(row),new\(row)@example.org,cook,+1 556 \(1_000_000 + row),"
            text += "\(row) Dock St,Harbour,04101\n"
        }
        return text
    }
}
