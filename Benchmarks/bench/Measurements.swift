import Federation
import Foundation
import Node

/// Takes every measurement that was asked for and prints the table.
func measureEverything(_ scale: Scale) async throws {
    let workspace = try Workspace()
    print(machineLine())
    print("Begun \(Date(timeIntervalSince1970: Double(systemClock().milliseconds) / 1000)).")
    var figures: [Figure] = []
    if scale.includesFederation {
        try await measureFederation(scale, workspace, &figures)
        return printTable(figures)
    }
    if scale.only == ["catch-up"] { return try await catchUpForProfile(scale, workspace) }
    let checks = try await measureSignatures(scale, &figures)
    for history in [History.plain, .mixed] where scale.includes(history.rawValue) {
        try await measureCatchUp(history, scale, workspace, against: checks, &figures)
    }
    if scale.includes("import") { try await measureImport(scale, workspace, &figures) }
    if scale.includes("latency") { try await measureLatency(scale, workspace, &figures) }
    printTable(figures)
}

/// The signature checks a second of one core, which all systems that check one an event are bound by.
func measureSignatures(_ scale: Scale, _ figures: inout [Figure]) async throws -> (
    one: Double, all: Double
) {
    tell("Checking signatures ...")
    let checks = try SignatureChecks(count: scale.signatures)
    let one = try await checks.oneCore(rounds: scale.rounds)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let all = try await checks.cores(cores, rounds: scale.rounds)
    figures.append(
        Figure(name: "signature checks, one core", value: one, unit: "1/s", goal: "the measure"))
    figures.append(
        Figure(name: "signature checks, \(cores) cores", value: all, unit: "1/s", goal: "-"))
    return (one, all)
}

/// How fast a node takes in another chapter's history, beside that bound.
func measureCatchUp(
    _ history: History, _ scale: Scale, _ workspace: Workspace,
    against checks: (one: Double, all: Double),
    _ figures: inout [Figure]
) async throws {
    let name = history.rawValue
    tell("Writing a \(name) history of \(scale.events) events ...")
    let catchUp = try await CatchUp(history, events: scale.events, in: workspace)
    tell("Catching up over loopback ...")
    let linked = try await catchUp.overLoopback(rounds: scale.rounds)
    figures.append(
        Figure(
            name: "catch-up over loopback, \(name) history", value: linked, unit: "events/s",
            goal: "50,000"))
    figures.append(
        Figure(
            name: "the same, to the signature checks of one core", value: linked / checks.one,
            unit: "times", goal: "4"))
    tell("Verifying and storing without a network ...")
    let stored = try await catchUp.storing(eachSigned: false, rounds: scale.rounds)
    figures.append(
        Figure(
            name: "verify and store alone, \(name) history", value: stored, unit: "events/s",
            goal: "-"))
    guard history == .plain else { return }
    tell("Verifying every event by its own signature ...")
    let few = try await CatchUp(history, events: scale.signedEvents, in: workspace)
    let signed = try await few.storing(eachSigned: true, rounds: scale.rounds)
    figures.append(
        Figure(
            name: "verify and store alone, every event signed", value: signed, unit: "events/s",
            goal: "\(Int(0.8 * checks.all))"))
}

/// Catches up again and again and nothing else, so that a profile shows that alone.
private func catchUpForProfile(_ scale: Scale, _ workspace: Workspace) async throws {
    let catchUp = try await CatchUp(.plain, events: scale.events, in: workspace)
    tell("Catching up over loopback ...")
    let rate = try await catchUp.overLoopback(rounds: 3 * scale.rounds)
    print("\(Int(rate)) events/s")
}

private func measureImport(
    _ scale: Scale, _ workspace: Workspace, _ figures: inout [Figure]
) async throws {
    for rows in scale.lists {
        tell("Importing a list of \(rows) rows ...")
        let rates = try await Importing(workspace: workspace, rows: rows)
            .measure(rounds: scale.rounds)
        figures.append(
            Figure(
                name: "CSV import of \(rows) rows", value: rates.all, unit: "rows/s",
                goal: "5,000"))
        figures.append(
            Figure(name: "its dry run alone", value: rates.staging, unit: "rows/s", goal: "-"))
    }
}

private func measureLatency(
    _ scale: Scale, _ workspace: Workspace, _ figures: inout [Figure]
) async throws {
    tell("Timing \(scale.commits) commits between three nodes ...")
    let times = try await Latency(workspace: workspace, commits: scale.commits).measure()
    for (name, values) in [("a second node", times.second), ("both others", times.third)] {
        for percent in [50, 99] {
            figures.append(
                Figure(
                    name: "commit to visible on \(name), p\(percent)",
                    value: percentile(percent, of: values), unit: "ms",
                    goal: percent == 50 ? "60" : "300"))
        }
    }
}
