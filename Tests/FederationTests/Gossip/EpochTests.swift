import Feeds
import Sodium
import SwiftProtobuf
import TestSupport
import Testing

@testable import Federation

/// Both kinds of store, by name.
enum StoreKind: String, CaseIterable, Sendable {
    case plain, database

    func make(_ author: FeedAuthor, _ seed: UInt64) throws -> any SimulatedStore {
        switch self {
        case .plain: PlainStore(author: author, seed: seed)
        case .database: try FeedsStore(author: author)
        }
    }
}

@Suite struct `A chapter that begins anew with its root key` {
    /// Node 0 and a copy of it have both written after three common events.
    private func forked(_ kind: StoreKind, nodes: Int = 4, seed: UInt64 = 21) throws -> Simulation {
        var simulation = try Simulation(nodes: nodes, seed: seed, store: kind.make)
        try simulation.run(milliseconds: 6000)
        for number in 0..<3 { try simulation.say("common \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let copy = try simulation.nodes[0].store.copy()
        for number in 0..<4 { try simulation.say("said \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let other = try copy.append(
            Kind(rawValue: 1000), Array("said by the copy".utf8), at: simulation.now)
        simulation.crash(1)
        simulation.nodes[1].store = try kind.make(simulation.nodes[1].author, 7)
        for event in try simulation.nodes[0].store.run(simulation.nodes[0].author.feed, from: 1)
            .prefix(3)
        {
            _ = try simulation.nodes[1].store.receive(VerifiedRun(written: event))
        }
        _ = try simulation.nodes[1].store.receive(VerifiedRun(written: other))
        try simulation.restart(1)
        try simulation.run(milliseconds: 60_000)
        return simulation
    }

    @Test(arguments: StoreKind.allCases)
    func `is heard again, with all it had said`(_ kind: StoreKind) throws {
        var simulation = try forked(kind)
        #expect(simulation.nodes[0].stopped != nil)
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        try simulation.say("said after the cure", at: 0)
        #expect(try simulation.settle(within: 60_000) != nil)
        let chapter = simulation.nodes[0].chapter
        for node in simulation.nodes {
            let log = try node.store.log()
            #expect(log[FeedName(chapter: chapter, epoch: 0)]?.count == 3)
            // The opening, four events said again, one new.
            #expect(log[FeedName(chapter: chapter, epoch: 1)]?.count == 6)
            #expect(node.stopped == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `is known in both epochs to a node that comes late or starts again`(_ kind: StoreKind)
        throws
    {
        var simulation = try forked(kind)
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        simulation.crash(0)
        simulation.crash(3)
        simulation.nodes[3].store = try kind.make(simulation.nodes[3].author, 8)
        try simulation.restart(3)
        #expect(try simulation.settle(within: 60_000) != nil)
        simulation.crash(2)
        try simulation.restart(2)
        #expect(try simulation.settle(within: 60_000) != nil)
        let log = try simulation.nodes[3].store.log()
        #expect(log.filter { $0.key.chapter == simulation.nodes[0].chapter }.count == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `takes the old key's word away, whoever has it`(_ kind: StoreKind) throws {
        var simulation = try Simulation(nodes: 3, seed: 22, store: kind.make)
        try simulation.run(milliseconds: 6000)
        for number in 0..<3 { try simulation.say("common \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let thief = simulation.nodes[0].author
        let stolen = try simulation.nodes[0].store.copy()
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        let before = try simulation.nodes[1].store.log()
        // The thief starts a node with the old key and goes on writing.
        simulation.crash(0)
        for _ in 0..<3 {
            _ = try stolen.append(
                Kind(rawValue: 1000), Array("said by the thief".utf8), at: simulation.now)
        }
        simulation.nodes[0].store = stolen
        simulation.nodes[0] = try SimulatedNode(
            author: thief, store: stolen, roster: try #require(simulation.nodes[1].gossip.roster),
            settings: GossipSettings(), seed: digest("rhizome/test-thief"), at: simulation.now)
        for other in 1...2 { simulation.link(0, other) }
        try simulation.run(milliseconds: 60_000)
        #expect(try simulation.nodes[1].store.log() == before)
        #expect(try simulation.nodes[2].store.log() == before)
        #expect(simulation.nodes[1].refused["hello not signed by its chapter"] != nil)
    }

    @Test(arguments: StoreKind.allCases)
    func `keeps its past, whatever is signed with the old key later`(_ kind: StoreKind) throws {
        var simulation = try Simulation(nodes: 5, seed: 25, store: kind.make)
        simulation.crash(4)
        try simulation.run(milliseconds: 6000)
        for number in 0..<6 { try simulation.say("event \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let feed = simulation.nodes[0].author.feed
        // The thief writes another past from the third event on: shorter, as long, and longer.
        let stolen = try simulation.nodes[0].store.copy()
        _ = try stolen.close(feed, after: 2)
        var forged: [Event] = []
        for number in 0..<9 {
            forged.append(
                try stolen.append(
                    Kind(rawValue: 1000), Array("forged \(number)".utf8), at: simulation.now))
        }
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        // Two that know the new epoch are shown the proof; two that do not have met the forgery.
        let proof = try #require(
            ForkProof(try simulation.nodes[0].store.run(feed, from: 3), forged))
        var shown = WireMessage()
        shown.fork = try WireForkProof(serializedBytes: proof.bytes)
        try simulation.inject(shown.encoded, into: 1)
        for (node, count) in [(3, 2), (4, 9)] {
            if simulation.nodes[node].isRunning { simulation.crash(node) }
            let store = try kind.make(simulation.nodes[node].author, UInt64(node))
            for event in try simulation.nodes[0].store.run(feed, from: 1).prefix(2) {
                _ = try store.receive(VerifiedRun(written: event))
            }
            for event in forged.prefix(count) {
                _ = try store.receive(VerifiedRun(written: event))
            }
            simulation.nodes[node].store = store
        }
        try simulation.restart(3)
        try simulation.restart(4)
        #expect(try simulation.settle(within: 200_000) != nil)
        let true6 = try simulation.nodes[0].store.log()[feed]
        #expect(true6?.count == 6)
        for node in simulation.nodes { #expect(try node.store.log()[feed] == true6) }
    }

    @Test(arguments: StoreKind.allCases)
    func `drops what was written after the cut`(_ kind: StoreKind) throws {
        var simulation = try Simulation(nodes: 3, seed: 23, store: kind.make)
        try simulation.run(milliseconds: 6000)
        for number in 0..<5 { try simulation.say("event \(number)", at: 0) }
        #expect(try simulation.settle(within: 5000) != nil)
        // Only an old copy is left when the root key is used.
        let feed = simulation.nodes[0].author.feed
        _ = try simulation.nodes[0].store.close(feed, after: 2)
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        #expect(try simulation.nodes[2].store.log()[feed]?.count == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func `wins over an epoch that was opened twice by opening a later one`(_ kind: StoreKind)
        throws
    {
        var simulation = try Simulation(nodes: 4, seed: 24, store: kind.make)
        try simulation.run(milliseconds: 6000)
        for number in 0..<5 { try simulation.say("event \(number)", at: 0) }
        #expect(try simulation.settle(within: 5000) != nil)
        let old = try simulation.nodes[0].store.copy()
        try simulation.renew(0)
        try simulation.say("in the first new epoch", at: 0)
        #expect(try simulation.settle(within: 60_000) != nil)
        simulation.crash(0)
        simulation.nodes[0].store = old
        try simulation.renew(0, epoch: 2)
        #expect(try simulation.settle(within: 60_000) != nil)
        let log = try simulation.nodes[3].store.log()
        let chapter = simulation.nodes[0].chapter
        #expect(log[FeedName(chapter: chapter, epoch: 0)]?.count == 5)
        #expect(log[FeedName(chapter: chapter, epoch: 1)] == nil)
        #expect(log[FeedName(chapter: chapter, epoch: 2)]?.count == 1)
    }

    @Test(arguments: UInt64(0)..<10)
    func `reaches everybody through loss, reordering and restarts`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var simulation = try forked(.plain, nodes: 5, seed: seed)
        simulation.faults.lossPercent = Int.random(in: 0...30, using: &random)
        simulation.faults.reorderPercent = Int.random(in: 0...50, using: &random)
        simulation.faults.latency = 1...Int64.random(in: 2...500, using: &random)
        try simulation.renew(0)
        for number in 0..<20 {
            let node = Int.random(in: 1..<5, using: &random)
            if Int.random(in: 0..<4, using: &random) == 0 {
                simulation.crash(node)
                try simulation.restart(node)
            }
            try simulation.say("after \(number)", at: Int.random(in: 0..<5, using: &random))
            try simulation.run(milliseconds: Int64.random(in: 0...900, using: &random))
        }
        simulation.faults = Simulation.Faults()
        #expect(try simulation.settle(within: 200_000) != nil, "seed \(seed)")
        let chapter = simulation.nodes[0].chapter
        let log = try simulation.nodes[4].store.log()
        #expect(log[FeedName(chapter: chapter, epoch: 0)]?.count == 3, "seed \(seed)")
        #expect((log[FeedName(chapter: chapter, epoch: 1)]?.count ?? 0) >= 5, "seed \(seed)")
    }
}
