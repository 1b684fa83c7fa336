import Federation
import Sodium
import TestSupport
import Testing

@Suite struct `Whom a node dials` {
    private let now = Timestamp(seconds: 1_790_000_000)

    private func chapters(_ count: Int, listening: Int? = nil) -> [Topology.Candidate] {
        (0..<count).map { number in
            Topology.Candidate(
                ChapterID(digest("rhizome/test", UInt32(number).bigEndianBytes)),
                listens: number < listening ?? count)
        }
    }

    private func topology(of chapter: ChapterID, seed: UInt8 = 1) -> Topology {
        Topology(
            of: chapter, settings: GossipSettings(), seed: digest("rhizome/test-seed", [seed]),
            at: now)
    }

    @Test func `among few chapters, everybody who listens`() {
        let others = chapters(23, listening: 20)
        var topology = topology(of: ChapterID(digest("rhizome/test-me")))
        let found = topology.neighbours(among: others, at: now) { _ in false }
        #expect(found == Set(others.prefix(20).map(\.chapter)))
        #expect(topology.visit(among: others, at: now + 1_000_000) { _ in false } == nil)
    }

    @Test func `among many, the next on the ring and three others`() throws {
        let others = chapters(500)
        let me = try #require(others.first).chapter
        var topology = topology(of: me)
        let found = topology.neighbours(among: others, at: now) { _ in true }
        let sorted = others.map(\.chapter).sorted()
        let next = sorted.first { $0 > me } ?? sorted[0]
        #expect(found.count == 4)
        #expect(found.contains(next))
        #expect(!found.contains(me))
        #expect(topology.neighbours(among: others, at: now + 1000) { _ in true } == found)
    }

    @Test func `replaces one of them slowly, and whoever cannot be reached sooner`() {
        let others = chapters(100)
        var topology = topology(of: others[0].chapter)
        let first = topology.neighbours(among: others, at: now) { _ in true }
        let later = topology.neighbours(among: others, at: now + 10 * 60_000) { _ in true }
        #expect(first.intersection(later).count >= 3)
        let gone = topology.neighbours(among: others, at: now + 11 * 60_000) { _ in false }
        #expect(gone.count == 4)
        // The one on the ring stays.
        #expect(gone.intersection(later).count <= 2)
    }

    @Test func `never dials whoever only dials out`() {
        let others = chapters(200, listening: 2)
        var topology = topology(of: others[50].chapter)
        let found = topology.neighbours(among: others, at: now) { _ in false }
        #expect(found == Set(others.prefix(2).map(\.chapter)))
        let visited = topology.visit(among: others, at: now + 60_000) { found.contains($0) }
        #expect(visited == nil)
    }

    @Test(arguments: [30, 100, 1000])
    func `links everybody with everybody in a few steps`(count: Int) throws {
        let all = chapters(count)
        let indices = Dictionary(
            uniqueKeysWithValues: all.enumerated().map { ($1.chapter, $0) })
        var links = [Set<Int>](repeating: [], count: count)
        for (index, candidate) in all.enumerated() {
            var topology = topology(of: candidate.chapter, seed: UInt8(index % 251))
            let others = all.filter { $0.chapter != candidate.chapter }
            for chapter in topology.neighbours(among: others, at: now, isConnected: { _ in true }) {
                let other = try #require(indices[chapter])
                links[index].insert(other)
                links[other].insert(index)
            }
        }
        var reached: Set<Int> = [0]
        var edge: Set<Int> = [0]
        var steps = 0
        while !edge.isEmpty {
            edge = Set(edge.flatMap { links[$0] }).subtracting(reached)
            reached.formUnion(edge)
            if !edge.isEmpty { steps += 1 }
        }
        #expect(reached.count == count)
        #expect(steps <= 7, "\(steps) steps")
    }
}

@Suite struct `News among many chapters` {
    @Test(arguments: UInt64(1)...3)
    func `reaches everybody in few steps, and with few copies once the tree has grown`(seed: UInt64)
        throws
    {
        let count = 60
        var simulation = try Simulation(nodes: count, seed: seed)
        try simulation.run(milliseconds: 10_000)
        var copies: [Int] = []
        for round in 0..<12 {
            simulation.watchNext(of: 7)
            try simulation.say("round \(round)", at: 7)
            try simulation.run(milliseconds: 3000)
            #expect(simulation.hops.count == count, "seed \(seed), round \(round)")
            #expect((simulation.hops.values.max() ?? 0) <= 8, "seed \(seed), round \(round)")
            copies.append(simulation.copies)
        }
        let extra = copies.map { Double($0) / Double(count - 1) - 1 }
        #expect((extra.first ?? 9) <= 3.1, "seed \(seed): \(extra)")
        #expect((extra.last ?? 9) <= 0.3, "seed \(seed): \(extra)")
    }

    @Test func `reaches everybody without push`() throws {
        var settings = GossipSettings()
        settings.push = false
        var simulation = try Simulation(nodes: 40, seed: 5, settings: settings)
        try simulation.run(milliseconds: 10_000)
        try simulation.say("assembly on Tuesday", at: 3)
        #expect(try simulation.settle(within: 6 * settings.reconcileEvery) != nil)
    }

    @Test(arguments: UInt64(0)..<4)
    func `reaches everybody after loss, partitions and restarts`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let count = 40
        var simulation = try Simulation(nodes: count, seed: seed)
        simulation.faults.lossPercent = 30
        simulation.faults.duplicatePercent = 10
        simulation.faults.reorderPercent = 30
        try simulation.run(milliseconds: 10_000)
        for number in 0..<60 {
            let node = Int.random(in: 0..<count, using: &random)
            if number % 10 == 0 {
                for _ in 0..<40 {
                    simulation.cuts.insert([
                        Int.random(in: 0..<count, using: &random),
                        Int.random(in: 0..<count, using: &random),
                    ])
                }
            }
            if number % 15 == 7, simulation.nodes[node].outbox.isEmpty {
                simulation.crash(node)
                try simulation.restart(node)
            }
            try simulation.say("event \(number)", at: node)
            try simulation.run(milliseconds: Int64.random(in: 0...500, using: &random))
        }
        simulation.faults = Simulation.Faults()
        simulation.cuts = []
        #expect(try simulation.settle(within: 20 * 30_000) != nil, "seed \(seed)")
    }
}
