import Chapter
import Foundation
import GRDB
import Node
import Synchronization

/// How long a chapter of many contacts takes to import a list and to take it back, and how long
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
        print(machineLine())
        tell("Making a chapter of \(count) people ...")
        let people = try await InventedPeople(count, in: workspace, meetings: 1)
        var figures = [
            Figure(
                name: "import of \(count) people", value: people.importRate, unit: "rows/s",
                goal: "5,000")
        ]
        let path = workspace.path("changes.csv")
        try list().write(to: URL(fileURLWithPath: path), atomically: true, encoding: .utf8)
        let chapter = people.chapter
        let waits = Mutex<[Double]>([])
        let others = Task {
            // Somebody else writes all the time, as whoever votes would.
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
        var importID: Int64 = 0
        let staging = try await seconds {
            let report = try await StageImport(.file(path: path), fileName: "changes.csv")
                .run(in: chapter, as: .operator, at: systemClock()).get()
            importID = Int64(report.importID) ?? 0
            guard report.new + report.updated == Self.rows else {
                throw NotTaken(rows: Self.rows, new: report.new + report.updated)
            }
        }
        others.cancel()
        _ = try? await others.value
        // Staged anew: whoever was added meanwhile stops what was compared before.
        let report = try await StageImport(.file(path: path), fileName: "changes.csv")
            .run(in: chapter, as: .operator, at: systemClock()).get()
        importID = Int64(report.importID) ?? importID
        let applying = try await seconds {
            _ = try await chapter.perform(
                ApplyImport(importID, confirmed: ["all"]), as: .operator, at: systemClock()
            ).get()
        }
        var undone = 0
        let undoing = try await seconds {
            let result = try await chapter.perform(
                UndoImport(importID), as: .operator, at: systemClock()
            ).get()
            undone = result.removed + result.restored
        }
        guard undone == Self.rows else { throw NotTaken(rows: Self.rows, new: undone) }
        let longest = waits.withLock { $0.max() ?? 0 }
        figures += [
            Figure(
                name: "comparing \(Self.rows) rows with \(count) people",
                value: Double(Self.rows) / staging, unit: "rows/s", goal: "5,000"),
            Figure(
                name: "taking in \(Self.rows) rows at once", value: applying, unit: "s",
                goal: "2"),
            Figure(
                name: "longest wait of others while comparing", value: longest * 1000, unit: "ms",
                goal: "2,000"),
            Figure(
                name: "undoing \(Self.rows) rows, half new, half changed", value: undoing,
                unit: "s", goal: "10"),
        ]
        try workspace.remove(people.database)
        printTable(figures)
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
