import Federation
import Sodium
import TestSupport
import Testing

@Suite struct `A simulated federation` {
    @Test func `sees a pushed event at once`() throws {
        var simulation = try Simulation(nodes: 3, seed: 1)
        try simulation.run(milliseconds: 1000)
        try simulation.say("assembly on Tuesday", at: 0)
        let time = try #require(try simulation.settle(within: 500))
        #expect(time <= 100)
        #expect(try simulation.nodes[2].store.log().count == 1)
    }

    @Test func `gets everything within one round without push`() throws {
        var settings = GossipSettings()
        settings.push = false
        var simulation = try Simulation(nodes: 3, seed: 2, settings: settings)
        try simulation.run(milliseconds: 1000)
        try simulation.say("assembly on Tuesday", at: 0)
        let time = try #require(try simulation.settle(within: settings.reconcileEvery * 3 / 2))
        #expect(time > 0)
    }

    @Test func `brings a node that comes late everything`() throws {
        var simulation = try Simulation(nodes: 3, seed: 3)
        simulation.crash(2)
        try simulation.run(milliseconds: 6000)
        for number in 0..<1500 { try simulation.say("event \(number)", at: number % 2) }
        try simulation.run(milliseconds: 1000)
        try simulation.restart(2)
        let time = try #require(try simulation.settle(within: 5000))
        #expect(time < 5000)
        #expect(try simulation.nodes[2].store.log().values.map(\.count).sorted() == [750, 750])
    }

    @Test(arguments: UInt64(0)..<50)
    func `converges after loss, duplicates, reordering, partitions and restarts`(seed: UInt64)
        throws
    {
        try converge(seed: seed, push: seed % 2 == 0)
    }

    @Test(arguments: UInt64(100)..<120)
    func `converges all the same where everybody lists everybody's transport keys`(seed: UInt64)
        throws
    {
        try converge(seed: seed, push: seed % 2 == 0, keysAreClaimed: true)
    }

    private func converge(seed: UInt64, push: Bool, keysAreClaimed: Bool = false) throws {
        var random = SplitMix64(seed: seed)
        var settings = GossipSettings()
        settings.push = push
        settings.reconcileEvery = 5000
        let count = Int.random(in: 2...7, using: &random)
        var simulation = try Simulation(nodes: count, seed: seed, settings: settings)
        simulation.keysAreClaimed = keysAreClaimed
        simulation.faults.lossPercent = Int.random(in: 0...30, using: &random)
        simulation.faults.duplicatePercent = Int.random(in: 0...20, using: &random)
        simulation.faults.reorderPercent = Int.random(in: 0...50, using: &random)
        simulation.faults.latency = 1...Int64.random(in: 2...2000, using: &random)
        var said = 0
        for _ in 0..<60 {
            let node = Int.random(in: 0..<count, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0: simulation.cuts.insert([node, Int.random(in: 0..<count, using: &random)])
            case 1: simulation.cuts = []
            case 2:
                if simulation.nodes[node].isRunning, simulation.nodes[node].outbox.isEmpty {
                    simulation.crash(node)
                    try simulation.restart(node)
                }
            default:
                try simulation.say("seed \(seed) event \(said)", at: node)
                said += 1
            }
            try simulation.run(milliseconds: Int64.random(in: 0...800, using: &random))
        }
        simulation.faults = Simulation.Faults()
        simulation.cuts = []
        let bound = settings.silentAfter + 4 * settings.reconcileEvery
        let settled = try simulation.settle(within: bound)
        #expect(settled != nil, "seed \(seed): not equal after \(bound) ms")
        let held = try simulation.nodes[0].store.log().values.reduce(0) { $0 + $1.count }
        #expect(held == said, "seed \(seed): \(said) said, \(held) held")
        for node in simulation.nodes {
            #expect(node.refused["bad signature"] == nil, "seed \(seed)")
            #expect(node.stopped == nil, "seed \(seed): \(node.stopped ?? "")")
        }
    }

    @Test func `goes on with a long history however fast it comes`() throws {
        // Credit comes back more often than a link may otherwise say something.
        var settings = GossipSettings()
        settings.creditBytes = 512 * 1024
        settings.messagesPerSecond = 20
        settings.push = false
        var simulation = try Simulation(nodes: 2, seed: 4, settings: settings)
        simulation.crash(1)
        try simulation.run(milliseconds: 6000)
        let text = String(repeating: "a long story ", count: 600)
        for number in 0..<1500 { try simulation.say("\(number) \(text)", at: 0) }
        simulation.faults.latency = 1...1
        try simulation.restart(1)
        #expect(try simulation.settle(within: 5000) != nil)
        #expect(simulation.nodes[0].refused == [:])
    }

    @Test func `gives the same trace for the same seed`() throws {
        func trace() throws -> String {
            var simulation = try Simulation(nodes: 4, seed: 77)
            simulation.faults.lossPercent = 10
            simulation.faults.reorderPercent = 20
            for number in 0..<20 {
                try simulation.say("event \(number)", at: number % 4)
                try simulation.run(milliseconds: 700)
            }
            return simulation.traceHash
        }
        let first = try trace()
        let second = try trace()
        #expect(first == second)
    }
}

@Suite struct `A chapter whose node was restored from an old copy` {
    @Test func `fetches its own feed back before it writes`() throws {
        var simulation = try Simulation(nodes: 4, seed: 5)
        try simulation.run(milliseconds: 6000)
        try simulation.say("before the backup", at: 0)
        try simulation.run(milliseconds: 500)
        let backup = try simulation.nodes[0].store.copy()
        try simulation.say("after the backup", at: 0)
        try simulation.run(milliseconds: 500)
        simulation.crash(0)
        try simulation.restart(0, on: backup, restored: true)
        try simulation.say("said after the restore", at: 0)
        #expect(try #require(try simulation.settle(within: 5000)) < 5000)
        let feed = simulation.nodes[0].gossip.ownFeed
        #expect(try simulation.nodes[3].store.log()[feed]?.count == 3)
        #expect(simulation.nodes.allSatisfy { $0.stopped == nil })
    }

    @Test func `does not write while nobody can vouch for it`() throws {
        var simulation = try Simulation(nodes: 3, seed: 6)
        try simulation.run(milliseconds: 6000)
        let backup = try simulation.nodes[0].store.copy()
        for node in 0..<3 { simulation.crash(node) }
        try simulation.restart(0, on: backup, restored: true)
        try simulation.say("into the void", at: 0)
        try simulation.run(milliseconds: 60_000)
        #expect(simulation.nodes[0].outbox.count == 1)
        #expect(!simulation.nodes[0].gossip.mayAppend)
    }
}

@Suite struct `A chapter that writes two histories` {
    @Test(arguments: UInt64(0)..<20)
    func `is cut at the same place by everyone`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var simulation = try Simulation(nodes: 5, seed: seed)
        try simulation.run(milliseconds: 6000)
        let common = Int.random(in: 0...700, using: &random)
        for number in 0..<common { try simulation.say("common \(number)", at: 0) }
        try simulation.run(milliseconds: 3000)
        let copy = try simulation.nodes[0].store.copy()
        // The two halves of the federation hear different things from the same chapter.
        simulation.cuts = [[0, 3], [3, 0], [0, 4], [4, 0]]
        for left in 1...2 {
            for right in 3...4 {
                simulation.cuts.insert([left, right])
                simulation.cuts.insert([right, left])
            }
        }
        for number in 0..<Int.random(in: 1...40, using: &random) {
            try simulation.say("one history \(number)", at: 0)
        }
        try simulation.run(milliseconds: 2000)
        for number in 0..<Int.random(in: 1...40, using: &random) {
            let event = try copy.append(
                Kind(rawValue: 1000), Array("another history \(number)".utf8), at: simulation.now)
            for node in 3...4 {
                _ = try simulation.nodes[node].store.receive(VerifiedRun(written: event))
            }
        }
        simulation.crash(3)
        simulation.crash(4)
        try simulation.restart(3)
        try simulation.restart(4)
        simulation.cuts = []
        try simulation.run(milliseconds: 120_000)
        let feed = simulation.nodes[0].gossip.ownFeed
        for node in 1...4 {
            let held = try simulation.nodes[node].store.log()[feed]?.count ?? 0
            #expect(held == common, "seed \(seed): node \(node) holds \(held)")
            let proof = try simulation.nodes[node].store.proof(feed)
            #expect(proof?.seq == UInt64(common + 1), "seed \(seed): node \(node)")
        }
        #expect(simulation.nodes[0].stopped != nil, "seed \(seed)")
    }
}

@Suite struct `A hostile neighbour` {
    @Test(arguments: UInt64(0)..<10)
    func `changes nothing with mutated frames`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var simulation = try Simulation(nodes: 3, seed: seed)
        try simulation.run(milliseconds: 6000)
        try simulation.say("honest", at: 0)
        try simulation.run(milliseconds: 500)
        let before = try simulation.nodes[1].store.log()
        for _ in 0..<300 {
            let count = Int.random(in: 0...200, using: &random)
            let frame = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            try simulation.inject(frame, into: 1)
        }
        #expect(try simulation.nodes[1].store.log() == before)
        #expect(!simulation.nodes[1].refused.isEmpty)
        try simulation.run(milliseconds: 3000)
        try simulation.say("honest again", at: 0)
        #expect(try simulation.settle(within: 60_000) != nil, "seed \(seed)")
    }
}
