import Federation
import Feeds
import Sodium
import TestSupport
import Testing

@Suite struct `A federation in which somebody has written two histories` {
    /// The author writes five events that reach the relay as one run, then a copy of its node
    /// writes something else after the second: the relay holds no signature at the end it keeps.
    private func forked(
        _ store: @escaping (FeedAuthor, UInt64) throws -> any SimulatedStore
    ) throws -> Simulation {
        var simulation = try Simulation(nodes: 4, seed: 11, store: store)
        simulation.crash(1)
        simulation.crash(3)
        try simulation.run(milliseconds: 6000)
        for number in 0..<2 { try simulation.say("common \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let copy = try simulation.nodes[0].store.copy()
        simulation.crash(2)
        for number in 0..<3 { try simulation.say("one history \(number)", at: 0) }
        try simulation.restart(1)
        try simulation.run(milliseconds: 6000)
        let other = try copy.append(
            Kind(rawValue: 1000), Array("another history".utf8), at: simulation.now)
        _ = try simulation.nodes[2].store.receive(VerifiedRun(written: other))
        try simulation.restart(2)
        try simulation.run(milliseconds: 60_000)
        return simulation
    }

    private func bringsNewcomers(
        _ store: @escaping (FeedAuthor, UInt64) throws -> any SimulatedStore
    ) throws {
        var simulation = try forked(store)
        let feed = simulation.nodes[0].gossip.ownFeed
        for node in 1...2 { #expect(try simulation.nodes[node].store.log()[feed]?.count == 2) }
        // The newcomer meets the relay alone, whose proof it hears before anything else.
        simulation.crash(0)
        simulation.crash(2)
        try simulation.restart(3)
        try simulation.run(milliseconds: 60_000)
        #expect(try simulation.nodes[3].store.proof(feed)?.seq == 3)
        #expect(try simulation.nodes[3].store.log()[feed]?.count == 2)
        // And passes it on in its turn.
        simulation.crash(1)
        try simulation.nodes[2].store = store(simulation.nodes[2].author, 99)
        try simulation.restart(2)
        try simulation.run(milliseconds: 60_000)
        #expect(try simulation.nodes[2].store.log()[feed]?.count == 2)
    }

    @Test func `brings newcomers what came before the fork`() throws {
        try bringsNewcomers { PlainStore(author: $0, seed: $1) }
    }

    @Test func `brings newcomers what came before the fork, from the database`() throws {
        try bringsNewcomers { author, _ in try FeedsStore(author: author) }
    }
}
