import Foundation
import TestSupport

/// Trials of simulated federations, one seed after the other, on all cores.
struct Soak {
    /// How many seeds of each scale are tried, and from which on.
    var seeds: [TrialOptions.Scale: Int] = [.plain: 2_000, .database: 50, .many: 3]
    var first: UInt64 = 1
    /// No trial begins after so many minutes.
    var minutes = 60.0

    /// Reads names of scales, `seed=N` for one seed, `seeds=N` for so many, `first=N`, `minutes=N`.
    init(_ arguments: some Sequence<String>) {
        var named: [TrialOptions.Scale] = []
        var count: Int?
        for argument in arguments {
            let parts = argument.split(separator: "=").map(String.init)
            switch (parts.first, parts.count == 2 ? Double(parts[1]) : nil) {
            case ("seed", let number?):
                first = UInt64(number)
                count = 1
            case ("seeds", let number?): count = Int(number)
            case ("first", let number?): first = UInt64(number)
            case ("minutes", let number?): minutes = number
            default:
                guard let scale = TrialOptions.Scale(rawValue: argument) else {
                    complain(
                        "What is \(argument)? A scale (plain, many, database), seed=N, seeds=N, "
                            + "first=N or minutes=N.")
                }
                named.append(scale)
            }
        }
        if !named.isEmpty { seeds = seeds.filter { named.contains($0.key) } }
        // Of seeds without a scale, most are small: a thousand nodes take as long as a thousand seeds.
        if let count {
            seeds = seeds.mapValues { usual in
                named.isEmpty ? max(1, count * usual / 2_000) : count
            }
        }
    }

    /// Tries them all and prints a table; false where something was found.
    func run() async throws -> Bool {
        print(machineLine())
        var isWell = try await checkPins()
        var lines: [Line] = []
        let deadline = ContinuousClock.now + .seconds(minutes * 60)
        for scale in TrialOptions.Scale.allCases {
            guard let count = seeds[scale], count > 0 else { continue }
            tell("\(count) seeds, \(scale.rawValue) ...")
            let line = try await run(scale, count, until: deadline)
            if line.failed > 0 { isWell = false }
            lines.append(line)
        }
        print("\n| trials | seeds | failed | events | frames | rounds at most | seconds |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for line in lines { print(line.row) }
        var strokes: [String: Int] = [:]
        for line in lines { strokes.merge(line.strokes) { $0 + $1 } }
        print("\n| what struck | times |\n|---|---:|")
        for (what, times) in strokes.sorted(by: { $0.key < $1.key }) {
            print("| \(what) | \(times) |")
        }
        return isWell
    }

    /// The pinned seeds are the same in every build.
    private func checkPins() async throws -> Bool {
        var isWell = true
        for pin in Trial.pins {
            var trial = try Trial(TrialOptions(seed: pin.seed, scale: pin.scale))
            let found = try trial.run().traceHash
            guard found != pin.traceHash else { continue }
            print("Seed \(pin.seed), \(pin.scale.rawValue): trace \(found), not \(pin.traceHash)")
            isWell = false
        }
        if isWell { print("The pinned seeds have the traces that they have in other builds.") }
        return isWell
    }

    private struct Line {
        let scale: TrialOptions.Scale
        var seeds = 0
        var failed = 0
        var events = 0
        var frames = 0
        var rounds = 0.0
        var seconds = 0.0
        var strokes: [String: Int] = [:]

        var row: String {
            "| \(scale.rawValue) | \(seeds) | \(failed) | \(events) | \(frames) | "
                + String(format: "%.1f | %.0f |", rounds, seconds)
        }
    }

    private func run(
        _ scale: TrialOptions.Scale, _ count: Int, until deadline: ContinuousClock.Instant
    ) async throws -> Line {
        var line = Line(scale: scale)
        let begun = ContinuousClock.now
        var next = first
        let end = first + UInt64(count)
        try await withThrowingTaskGroup(of: TrialReport.self) { group in
            func start() {
                guard next < end, ContinuousClock.now < deadline else { return }
                let options = TrialOptions(seed: next, scale: scale)
                next += 1
                group.addTask {
                    var trial = try Trial(options)
                    return try trial.run()
                }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
            while let report = try await group.next() {
                line.seeds += 1
                line.events += report.events
                line.frames += report.frames
                line.strokes.merge(report.strokes) { $0 + $1 }
                line.rounds = max(line.rounds, report.rounds ?? .infinity)
                if !report.findings.isEmpty {
                    line.failed += 1
                    print("\n\(report)")
                }
                start()
            }
        }
        line.seconds = (ContinuousClock.now - begun).inSeconds
        return line
    }
}
