import Federation
import Feeds
import GRDB
import Gossip
import TestSupport
import Testing

/// A member that says in its own node record what is another one's.
@Suite(.serialized) struct `Listing the transport key of another chapter` {
    /// Alice only dials out, Bob listens, and Eve's id comes last, so that of two lists in their
    /// order hers would win.
    private func three() async throws -> (alice: GossipNode, bob: GossipNode, eve: GossipNode) {
        let authors = (0..<3).map { FeedAuthor.fixed($0) }.sorted { $0.feed < $1.feed }
        let bob = try await GossipNode(authors[1], named: "Bob")
        let alice = try await GossipNode(authors[0], named: "Alice", listens: false)
        let eve = try await GossipNode(authors[2], named: "Eve")
        for node in [alice, eve] { try await node.join(bob) }
        try await linked([alice, bob])
        try await linked([alice, eve])
        return (alice, bob, eve)
    }

    private func record(of node: GossipNode) async throws -> NodeRecord {
        let record = try await node.database.read { db in
            try node.feeds.nodeRecord(of: node.chapter, in: db)
        }
        guard let record else { throw Broken(what: "no record") }
        return record
    }

    private func knows(_ node: GossipNode, _ record: NodeRecord, of other: GossipNode) async throws
        -> Bool
    {
        try await node.roster()?.entry(other.chapter)?.node == record
    }

    @Test func `neither takes over its links nor breaks them`() async throws {
        let (alice, bob, eve) = try await three()
        let stolen = try await record(of: alice)
        // Eve's node itself is gone: what is left of her is a record that says what is Alice's.
        let hers = NodeRecord(transportKey: stolen.transportKey, endpoints: [])
        try await eve.append(.nodeRecorded, hers.payload)
        for node in [alice, bob] {
            try await eventually("the record") { try await knows(node, hers, of: eve) }
        }
        await eve.stop()
        for round in 0..<2 {
            try await linked([alice, bob])
            let meeting = try await alice.plan("Round \(round)")
            try await eventually("seen") { try await bob.sees(meeting) }
            #expect(await bob.isLinked(to: eve) == false)
            // Alice dials Bob anew, with a key that two chapters list.
            await alice.stop()
            try await eventually("gone") { await !bob.isLinked(to: alice) }
            try await alice.start()
        }
        try await linked([alice, bob])
        #expect(await bob.state().refused["hello not signed by its chapter"] == nil)
        for node in [alice, bob] { await node.stop() }
    }
}
