import Federation
import Feeds
import Foundation
import TestSupport

/// A thousand state machines on a virtual network: how soon they agree, and what news costs.
struct SimulatedFederation {
    /// How many chapters.
    let nodes: Int
    /// How many of them write.
    let writers: Int
    /// A round is the mean time between two comparisons on a link, in milliseconds.
    private let round = GossipSettings().reconcileEvery

    /// The rounds that pass after the faults stop until all hold the same; nil where they never do.
    ///
    /// Before that, for three rounds, frames are lost, doubled and overtaken, pairs of neighbours
    /// hear only one way, and nodes start anew while the writers write.
    func roundsToConverge(seed: UInt64) throws -> Double? {
        var random = SplitMix64(seed: seed)
        var simulation = try Simulation(nodes: nodes, seed: seed)
        simulation.tickEvery = 500
        try simulation.run(milliseconds: 10_000)
        simulation.faults.lossPercent = 30
        simulation.faults.duplicatePercent = 10
        simulation.faults.reorderPercent = 30
        for _ in 0..<nodes {
            simulation.cuts.insert([
                Int.random(in: 0..<nodes, using: &random),
                Int.random(in: 0..<nodes, using: &random),
            ])
        }
        for (index, pair) in simulation.linkedPairs.enumerated() where index % 10 == 0 {
            simulation.cuts.insert(pair)
        }
        let steps = 30
        for step in 0..<steps {
            for writer in stride(from: step, to: writers, by: steps) {
                try simulation.say("from \(writer) in \(step)", at: writer)
            }
            for _ in 0..<(nodes / 10 / steps) {
                let node = Int.random(in: writers..<nodes, using: &random)
                simulation.crash(node)
                try simulation.restart(node)
            }
            try simulation.run(milliseconds: 3 * round / Int64(steps))
        }
        simulation.faults = Simulation.Faults()
        simulation.cuts = []
        return try simulation.settle(within: 40 * round).map { Double($0) / Double(round) }
    }

    /// The rounds from when both histories of a feed are in the federation until every node has cut
    /// it at the same place; nil where they never do.
    func roundsToCut(seed: UInt64) throws -> Double? {
        var simulation = try Simulation(nodes: nodes, seed: seed)
        simulation.tickEvery = 500
        try simulation.run(milliseconds: 10_000)
        for number in 0..<3 { try simulation.say("common \(number)", at: 0) }
        try simulation.run(milliseconds: 2 * round)
        let copy = try simulation.nodes[0].store.copy()
        let other = nodes / 2
        simulation.crash(other)
        for number in 0..<3 { try simulation.say("one history \(number)", at: 0) }
        try simulation.run(milliseconds: 2 * round)
        let event = try copy.append(
            Kind(rawValue: 1000), Array("another history".utf8), at: simulation.now)
        _ = try simulation.nodes[other].store.receive(VerifiedRun(written: event))
        try simulation.restart(other)
        let feed = simulation.nodes[0].gossip.ownFeed
        for passed in 1...80 {
            try simulation.run(milliseconds: round / 4)
            let haveAllCut = simulation.nodes.allSatisfy { $0.gossip.forkedFeeds == [feed] }
            if try haveAllCut && simulation.agree() { return Double(passed) / 4 }
        }
        return nil
    }

    /// How news travels where nothing is lost: steps to each node, and copies beyond the one that
    /// each node needs, for the first event of a chapter and once the tree has grown.
    func push(seed: UInt64) throws -> (steps: [Double], first: Double, grown: Double) {
        var simulation = try Simulation(nodes: nodes, seed: seed)
        try simulation.run(milliseconds: 10_000)
        var steps: [Double] = []
        var extra: [Double] = []
        for number in 0..<20 {
            simulation.watchNext(of: 0)
            try simulation.say("news \(number)", at: 0)
            try simulation.run(milliseconds: 3_000)
            guard simulation.hops.count == nodes else {
                throw Broken(what: "news reached \(simulation.hops.count) of \(nodes)")
            }
            steps += simulation.hops.values.map { Double($0) }
            extra.append(Double(simulation.copies) / Double(nodes - 1) - 1)
        }
        return (steps, extra[0], extra.suffix(5).reduce(0, +) / 5)
    }
}
