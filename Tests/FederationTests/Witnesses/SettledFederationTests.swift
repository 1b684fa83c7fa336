import Feeds
import Sodium
import TestSupport
import Testing

@testable import Federation

@Suite struct `A federation whose founders have witnessed a feed` {
    typealias Making = @Sendable (FeedAuthor, UInt64) throws -> any SimulatedStore

    private static let plain: Making = { PlainStore(author: $0, seed: $1) }
    private static let database: Making = { author, _ in try FeedsStore(author: author) }

    /// Five chapters. Chapter 0 says ten things; whoever has its key keeps a copy of the first two
    /// events.
    private func begun(_ making: @escaping Making) throws -> (Simulation, any SimulatedStore) {
        var simulation = try Simulation(nodes: 5, seed: 23, store: making)
        simulation.crash(4)
        try simulation.run(milliseconds: 6000)
        for number in 0..<2 { try simulation.say("early \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let copy = try simulation.nodes[0].store.copy()
        for number in 2..<10 { try simulation.say("later \(number)", at: 0) }
        try simulation.run(milliseconds: 6000)
        return (simulation, copy)
    }

    /// Somebody with an old key writes another history from the third event on.
    private func fork(
        _ simulation: inout Simulation, from copy: any SimulatedStore, into node: Int
    ) throws {
        let other = try copy.append(
            Kind(rawValue: 1000), Array("a thief's".utf8), at: simulation.now)
        try simulation.inject(
            .with { $0.push = .of([other]) }, into: node)
    }

    private func keepsWhatWasWitnessed(_ making: @escaping Making) throws {
        var (simulation, copy) = try begun(making)
        let feed = simulation.nodes[0].gossip.ownFeed
        for node in 1...3 { try simulation.witness(at: node) }
        try simulation.run(milliseconds: 6000)
        try fork(&simulation, from: copy, into: 2)
        try simulation.run(milliseconds: 10_000)
        for node in 0...3 {
            #expect(try simulation.nodes[node].store.pastProof(feed)?.seq == 3)
            #expect(try simulation.nodes[node].store.proof(feed) == nil)
            #expect(try simulation.nodes[node].store.log()[feed]?.count == 10)
        }
        // Its author goes on writing, and a newcomer, who hears of the fork first, gets it all.
        try simulation.say("after all that", at: 0)
        try simulation.restart(4)
        try simulation.run(milliseconds: 60_000)
        #expect(try simulation.agree())
        #expect(try simulation.nodes[4].store.log()[feed]?.count == 11)
        #expect(try simulation.nodes[4].store.pastProof(feed)?.seq == 3)
        // So it does after a restart.
        try simulation.restart(0)
        try simulation.run(milliseconds: 10_000)
        try simulation.say("and again", at: 0)
        try simulation.run(milliseconds: 10_000)
        #expect(try simulation.nodes[4].store.log()[feed]?.count == 12)
    }

    private func cutsWhatWasNot(_ making: @escaping Making) throws {
        var (simulation, copy) = try begun(making)
        let feed = simulation.nodes[0].gossip.ownFeed
        for node in 1...2 { try simulation.witness(at: node) }
        try simulation.run(milliseconds: 6000)
        try fork(&simulation, from: copy, into: 2)
        try simulation.run(milliseconds: 10_000)
        for node in 0...3 {
            #expect(try simulation.nodes[node].store.proof(feed)?.seq == 3)
            #expect(try simulation.nodes[node].store.log()[feed]?.count == 2)
        }
        #expect(simulation.nodes[0].stopped != nil)
        // The third word is heard only now: what was put aside comes back everywhere.
        let witnessed = try #require(try said(by: 1, in: simulation))
        try simulation.say(.headsWitnessed, witnessed, at: 3)
        try simulation.restart(4)
        try simulation.run(milliseconds: 60_000)
        for node in 0...4 {
            #expect(try simulation.nodes[node].store.log()[feed]?.count == 10)
            #expect(try simulation.nodes[node].store.pastProof(feed)?.seq == 3)
        }
        try simulation.say("writing again", at: 0)
        try simulation.run(milliseconds: 10_000)
        #expect(try simulation.nodes[4].store.log()[feed]?.count == 11)
    }

    /// The payload with which a chapter has witnessed the others.
    private func said(
        by node: Int, in simulation: Simulation
    ) throws -> [UInt8]? {
        let own = simulation.nodes[node].gossip.ownFeed
        return try simulation.nodes[node].store.run(own, from: 1)
            .first { $0.suffix.kind == .headsWitnessed }?.payload
    }

    @Test func `keeps what was witnessed, whatever a thief signs with an old key`() throws {
        try keepsWhatWasWitnessed(Self.plain)
    }

    @Test func `keeps what was witnessed, in the database`() throws {
        try keepsWhatWasWitnessed(Self.database)
    }

    @Test func `cuts what too few have witnessed, until enough have`() throws {
        try cutsWhatWasNot(Self.plain)
    }

    @Test func `cuts what too few have witnessed until enough have, in the database`() throws {
        try cutsWhatWasNot(Self.database)
    }

    /// Chapter 3 was away and believes the thief; the others have witnessed the true branch.
    @Test(arguments: [false, true])
    func `brings back whoever followed a thief`(_ isDatabase: Bool) throws {
        let making = isDatabase ? Self.database : Self.plain
        var simulation = try Simulation(nodes: 5, seed: 29, store: making)
        try simulation.run(milliseconds: 6000)
        let feed = simulation.nodes[0].gossip.ownFeed
        for number in 0..<2 { try simulation.say("early \(number)", at: 0) }
        try simulation.run(milliseconds: 1000)
        let copy = try simulation.nodes[0].store.copy()
        simulation.crash(3)
        for number in 2..<10 { try simulation.say("later \(number)", at: 0) }
        try simulation.run(milliseconds: 6000)
        for node in [1, 2, 4] { try simulation.witness(at: node) }
        try simulation.run(milliseconds: 6000)
        for number in 0..<3 {
            let other = try copy.append(
                Kind(rawValue: 1000), Array("a thief's \(number)".utf8), at: simulation.now)
            _ = try simulation.nodes[3].store.receive(VerifiedRun(written: other))
        }
        try simulation.restart(3)
        try simulation.run(milliseconds: 60_000)
        #expect(try simulation.agree())
        for node in 0...4 {
            #expect(try simulation.nodes[node].store.log()[feed]?.count == 10)
            #expect(try simulation.nodes[node].store.pastProof(feed)?.seq == 3)
        }
        #expect(simulation.nodes[0].stopped == nil)
    }
}
