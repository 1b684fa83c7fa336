import Feeds
import Sodium
import SwiftProtobuf
import TestSupport
import Testing

@testable import Federation

@Suite struct `A chapter that changes its feed key` {
    /// Four nodes that have greeted, and three events of node 0.
    private func begun(_ kind: StoreKind, nodes: Int = 4, seed: UInt64 = 41) throws -> Simulation {
        var simulation = try Simulation(nodes: nodes, seed: seed, store: kind.make)
        try simulation.run(milliseconds: 6000)
        for number in 0..<3 { try simulation.say("before \(number)", at: 0) }
        #expect(try simulation.settle(within: 10_000) != nil)
        return simulation
    }

    @Test(arguments: StoreKind.allCases)
    func `is heard by everybody, also by those who learn of it late`(_ kind: StoreKind) throws {
        var simulation = try begun(kind, nodes: 5)
        let feed = simulation.nodes[0].author.feed
        // Two and three hear nothing of the others for a while.
        for near in [0, 1, 4] {
            for far in [2, 3] { simulation.cuts.formUnion([[near, far], [far, near]]) }
        }
        try simulation.changeKey(0)
        for number in 0..<3 { try simulation.say("after \(number)", at: 0) }
        try simulation.changeKey(0, 2)
        try simulation.say("after the second", at: 0)
        try simulation.say("meanwhile", at: 2)
        try simulation.run(milliseconds: 90_000)
        #expect(try simulation.nodes[1].store.log()[feed]?.count == 9)
        #expect(try simulation.nodes[2].store.log()[feed]?.count == 3)
        simulation.cuts = []
        #expect(try simulation.settle(within: 120_000) != nil)
        #expect(try simulation.nodes[3].store.log()[feed]?.count == 9)
        // Somebody comes who holds nothing, while the author is away.
        simulation.crash(0)
        simulation.crash(4)
        simulation.nodes[4].store = try kind.make(simulation.nodes[4].author, 9)
        try simulation.restart(4)
        #expect(try simulation.settle(within: 60_000) != nil)
        #expect(try simulation.nodes[4].store.log()[feed]?.count == 9)
        try simulation.restart(0)
        try simulation.say("and goes on", at: 0)
        #expect(try simulation.settle(within: 60_000) != nil)
        for node in simulation.nodes {
            #expect(try node.store.log()[feed]?.count == 10)
            #expect(node.stopped == nil)
            #expect(node.refused["bad signature"] == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `takes the old key's word away from then on`(_ kind: StoreKind) throws {
        var simulation = try begun(kind)
        let thief = simulation.nodes[0].author
        let feed = thief.feed
        try simulation.changeKey(0)
        try simulation.say("after", at: 0)
        #expect(try simulation.settle(within: 10_000) != nil)
        let before = try simulation.nodes[1].store.log()
        // The thief has all that the node holds and the old key, and goes on from the end.
        let tip = try #require(try simulation.nodes[0].store.ends().tips[feed])
        let event = thief.withKey { key in
            EventAuthor.write(
                Kind(rawValue: 1000), Array("forged".utf8), salt: [UInt8](repeating: 1, count: 16),
                time: tip.time, after: tip, in: feed, signedBy: key)
        }
        var push = WireMessage()
        push.push = try #require(WireRun(carrying: [event]))
        try simulation.inject(push.encoded, into: 1)
        #expect(simulation.nodes[1].refused["bad signature"] == 3)
        // Nor is it greeted any more.
        try simulation.impersonate(0, thief, on: simulation.nodes[0].store.copy())
        try simulation.run(milliseconds: 60_000)
        #expect(simulation.nodes[1].refused["hello not signed by its chapter"] != nil)
        for node in simulation.nodes[1...] { #expect(try node.store.log() == before) }
    }

    @Test(arguments: StoreKind.allCases)
    func `does not write from a backup with the old key`(_ kind: StoreKind) throws {
        var simulation = try begun(kind)
        let old = simulation.nodes[0].author
        let backup = try simulation.nodes[0].store.copy()
        try simulation.changeKey(0)
        try simulation.say("after", at: 0)
        #expect(try simulation.settle(within: 10_000) != nil)
        let before = try simulation.nodes[1].store.log()
        try simulation.impersonate(0, old, on: backup, restored: true)
        try simulation.say("from the backup", at: 0)
        try simulation.run(milliseconds: 120_000)
        #expect(!simulation.nodes[0].gossip.mayAppend)
        #expect(try simulation.nodes[1].store.log() == before)
        #expect(simulation.nodes[1].gossip.forkedFeeds.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `takes back what it lacks where only the key is new`(_ kind: StoreKind) throws {
        var simulation = try begun(kind)
        let backup = try simulation.nodes[0].store.copy()
        try simulation.changeKey(0)
        try simulation.say("after", at: 0)
        #expect(try simulation.settle(within: 10_000) != nil)
        let new = simulation.nodes[0].author
        try simulation.impersonate(0, new, on: backup.handed(to: new), restored: true)
        try simulation.say("after the restore", at: 0)
        #expect(try simulation.settle(within: 60_000) != nil)
        #expect(try simulation.nodes[1].store.log()[new.feed]?.count == 6)
        #expect(simulation.nodes[0].stopped == nil)
    }

    /// Whatever the lengths of the two branches, and whoever holds which.
    @Test(arguments: StoreKind.allCases, [1, 3, 6, 9])
    func `is cut where somebody with the old key forks the past`(_ kind: StoreKind, forged: Int)
        throws
    {
        var simulation = try begun(kind, nodes: 5)
        let feed = simulation.nodes[0].author.feed
        let stolen = try simulation.nodes[0].store.copy()
        try simulation.changeKey(0)
        for number in 0..<3 { try simulation.say("after \(number)", at: 0) }
        #expect(try simulation.settle(within: 10_000) != nil)
        try give(&simulation, kind, stolen, forged: forged)
        #expect(try simulation.settle(within: 300_000) != nil)
        for node in simulation.nodes {
            #expect(try node.store.log()[feed]?.count == 2)
            #expect(node.gossip.forkedFeeds == [feed])
        }
        #expect(simulation.nodes[0].stopped != nil)
        // And the root key settles it.
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        try simulation.say("under the root key's word", at: 0)
        #expect(try simulation.settle(within: 60_000) != nil)
        #expect(simulation.nodes[3].gossip.forkedFeeds.isEmpty)
    }

    @Test(arguments: StoreKind.allCases, [1, 3, 6, 9])
    func `keeps its past once it has begun anew, whatever the old key signs`(
        _ kind: StoreKind, forged: Int
    ) throws {
        var simulation = try begun(kind, nodes: 5)
        let feed = simulation.nodes[0].author.feed
        let stolen = try simulation.nodes[0].store.copy()
        try simulation.changeKey(0)
        for number in 0..<3 { try simulation.say("after \(number)", at: 0) }
        try simulation.renew(0)
        #expect(try simulation.settle(within: 60_000) != nil)
        try give(&simulation, kind, stolen, forged: forged)
        #expect(try simulation.settle(within: 300_000) != nil)
        #expect(try simulation.nodes[4].store.log()[feed]?.count == 7)
        #expect(simulation.nodes[4].gossip.forkedFeeds.isEmpty)
    }

    /// Node 4 begins with nothing but two events of node 0, and what a thief has written after them.
    private func give(
        _ simulation: inout Simulation, _ kind: StoreKind, _ stolen: any SimulatedStore,
        forged: Int
    ) throws {
        let feed = FeedName(chapter: simulation.nodes[0].chapter)
        let store = try kind.make(simulation.nodes[4].author, 9)
        for event in try simulation.nodes[0].store.run(feed, from: 1).prefix(2) {
            _ = try store.receive(VerifiedRun(written: event))
        }
        _ = try stolen.close(feed, after: 2)
        for number in 0..<forged {
            let event = try stolen.append(
                Kind(rawValue: 1000), Array("forged \(number)".utf8), at: simulation.now)
            _ = try store.receive(VerifiedRun(written: event))
        }
        simulation.crash(4)
        simulation.nodes[4].store = store
        try simulation.restart(4)
    }
}
