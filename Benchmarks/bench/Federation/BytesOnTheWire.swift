import Federation
import Feeds
import TestSupport

/// What two nodes send each other, counted before encryption.
struct BytesOnTheWire {
    /// Bytes that each of two nodes that hold the same sends in a round, the mean time between two
    /// comparisons.
    func inSync() throws -> Double {
        var simulation = try Simulation(nodes: 2, seed: 1)
        try simulation.say("one", at: 0)
        try simulation.run(milliseconds: 20_000)
        let before = simulation.bytes
        let rounds: Int64 = 100
        try simulation.run(milliseconds: rounds * GossipSettings().reconcileEvery)
        return Double(simulation.bytes - before) / Double(2 * rounds)
    }

    /// Bytes for a history that one node lacks whole, to the bytes of its bodies.
    func bulk(events: Int, payload: Int) throws -> Double {
        var settings = GossipSettings()
        settings.push = false
        var simulation = try Simulation(nodes: 2, seed: 2, settings: settings)
        simulation.crash(1)
        try simulation.run(milliseconds: 6_000)
        let text = String(repeating: "a", count: payload)
        for _ in 0..<events { try simulation.say(text, at: 0) }
        let before = simulation.bytes
        try simulation.restart(1)
        guard try simulation.settle(within: 600_000) != nil else {
            throw Broken(what: "the history did not arrive")
        }
        return Double(simulation.bytes - before) / Double(events * (payload + Limits.saltBytes))
    }

    /// Bytes in both directions for a hundred events that one of two linked nodes lacks, two in
    /// each of fifty feeds, to the canonical bytes of these events: header, body and signature.
    func differences(chapters: Int, payload: Int) throws -> Double {
        var settings = GossipSettings()
        settings.push = false
        settings.meshChapters = chapters
        var simulation = try Simulation(nodes: chapters, seed: 3, settings: settings, linked: 2)
        simulation.tickEvery = 1_000
        try simulation.run(milliseconds: 20_000)
        var canonical = 0
        for author in simulation.nodes.suffix(50).map(\.author) {
            var tip = Tip.empty
            for _ in 0..<2 {
                let event = author.withKey { key in
                    EventAuthor.write(
                        Kind(rawValue: 1000), [UInt8](repeating: 97, count: payload),
                        salt: [UInt8](repeating: 1, count: Limits.saltBytes),
                        time: HybridTime(now: simulation.now, after: tip.time), after: tip,
                        in: author.feed, signedBy: key)
                }
                tip = event.tip
                canonical += event.header.bytes.count + (event.body?.count ?? 0) + 64
                try simulation.receive(VerifiedRun(written: event), at: 0)
            }
        }
        let before = simulation.bytes
        guard try simulation.settle(within: 600_000) != nil else {
            throw Broken(what: "the differences did not arrive")
        }
        return Double(simulation.bytes - before) / Double(canonical)
    }
}
