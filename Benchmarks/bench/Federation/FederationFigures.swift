import Foundation

/// The figures of a federation of many chapters, in the order of the table.
func measureFederation(
    _ scale: Scale, _ workspace: Workspace, _ figures: inout [Figure]
) async throws {
    if scale.includes(part: "convergence") { try measureConvergence(scale, &figures) }
    if scale.includes(part: "equivocation") { try measureEquivocation(scale, &figures) }
    if scale.includes(part: "news") { try measureNews(scale, &figures) }
    if scale.includes(part: "bytes") { try measureBytes(scale, &figures) }
    if scale.includes(part: "ingest") {
        let checks = try await measureSignatures(scale, &figures)
        try await measureCatchUp(.plain, scale, workspace, against: checks, &figures)
    }
    if scale.includes(part: "latency") {
        try await measureManyNodes(scale, workspace, &figures)
    }
}

private func measureManyNodes(
    _ scale: Scale, _ workspace: Workspace, _ figures: inout [Figure]
) async throws {
    tell("Timing commits between \(scale.realNodes) real nodes ...")
    let times = try await ManyNodes(
        workspace: workspace, count: scale.realNodes, commits: scale.commits / 2
    ).measure()
    for percent in [50, 99] {
        figures.append(
            Figure(
                name: "commit to visible on all of \(scale.realNodes) real nodes, p\(percent)",
                value: percentile(percent, of: times), unit: "ms",
                goal: percent == 50 ? "60" : "300"))
    }
}

private func measureConvergence(_ scale: Scale, _ figures: inout [Figure]) throws {
    try measureRounds(
        "rounds after the faults until \(scale.chapters) agree", goal: "20", scale, &figures
    ) { try $0.roundsToConverge(seed: $1) }
}

private func measureEquivocation(_ scale: Scale, _ figures: inout [Figure]) throws {
    try measureRounds(
        "rounds until all have cut a forked feed at the same place", goal: "2", scale, &figures
    ) { try $0.roundsToCut(seed: $1) }
}

/// Lets a simulated federation come to something, seed after seed.
private func measureRounds(
    _ name: String, goal: String, _ scale: Scale, _ figures: inout [Figure],
    _ rounds: (SimulatedFederation, UInt64) throws -> Double?
) throws {
    let federation = SimulatedFederation(nodes: scale.chapters, writers: scale.writers)
    for seed in 1...UInt64(scale.seeds) {
        tell("Simulating \(scale.chapters) chapters, seed \(seed): \(name) ...")
        figures.append(
            Figure(
                name: "\(name), seed \(seed)", value: try rounds(federation, seed) ?? .infinity,
                unit: "rounds", goal: goal))
    }
}

private func measureNews(_ scale: Scale, _ figures: inout [Figure]) throws {
    let federation = SimulatedFederation(nodes: scale.chapters, writers: scale.writers)
    tell("Simulating news among \(scale.chapters) chapters ...")
    let push = try federation.push(seed: 1)
    figures.append(
        Figure(
            name: "steps of news, p99", value: percentile(99, of: push.steps), unit: "steps",
            goal: "7"))
    figures.append(
        Figure(
            name: "extra copies of a chapter's first news", value: push.first, unit: "copies",
            goal: "3.1"))
    figures.append(
        Figure(
            name: "extra copies once the tree has grown", value: push.grown, unit: "copies",
            goal: "0.3"))
}

private func measureBytes(_ scale: Scale, _ figures: inout [Figure]) throws {
    tell("Counting bytes ...")
    let wire = BytesOnTheWire()
    figures.append(
        Figure(
            name: "bytes in sync, each way in a round", value: try wire.inSync(), unit: "bytes",
            goal: "100"))
    for payload in [100, 300] {
        figures.append(
            Figure(
                name: "bulk, bodies of \(payload) bytes, to payload and salt",
                value: try wire.bulk(events: 5_000, payload: payload), unit: "times", goal: "1.10"))
    }
    for payload in [100, 300] {
        figures.append(
            Figure(
                name: "100 events of \(payload) bytes over 50 of \(scale.chapters) feeds",
                value: try wire.differences(chapters: scale.chapters, payload: payload),
                unit: "times", goal: "0.85"))
    }
}
