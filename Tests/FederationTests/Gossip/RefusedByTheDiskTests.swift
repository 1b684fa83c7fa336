import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A node whose disk refuses to write` {
    /// Bob's node, which holds one of Alice's two histories and is shown the proof.
    private func shown() throws -> (bob: Listener, actions: [GossipAction], proof: ForkProof) {
        let alice = Somebody.alice
        let events = alice.events(3)
        var bob = Listener(among: [.alice, .carol], holding: events)
        let (link, _) = bob.greet(.carol)
        let proof = try #require(ForkProof(events, alice.events(1, saying: "other")))
        let wire = try WireForkProof(serializedBytes: proof.bytes)
        let actions = bob.take(on: link) { $0.fork = wire }
        return (bob, actions, proof)
    }

    private func cuts(_ actions: [GossipAction]) -> Int {
        actions.count { if case .cut = $0 { true } else { false } }
    }

    @Test func `cuts a forked feed when it can write again`() throws {
        var (bob, actions, proof) = try shown()
        #expect(cuts(actions) == 1)
        #expect(bob.take(.cutFailed(proof.feed)).isEmpty)
        #expect(cuts(bob.wait(GossipSettings().cutAgainAfter - 1)) == 0)
        #expect(cuts(bob.wait(1)) == 1)
        #expect(cuts(bob.wait(60_000)) == 0, "it waits for the answer")
        #expect(bob.take(.cut(proof.feed, .empty)).isEmpty)
        #expect(cuts(bob.wait(60_000)) == 0)
    }
}

@Suite struct `A copy of a node that was told to stop` {
    private let own = Somebody.bob.events(4)

    @Test func `takes in what the other copy writes`() throws {
        var bob = Listener(among: [.alice], holding: [own[0]])
        let (link, actions) = bob.greet(.alice)
        #expect(actions.opensGate)
        let first = bob.take(on: link) { $0.push = .of([own[1]]) }
        #expect(first.stops.count == 1)
        #expect(first.stores.map(\.tip.seq) == [2])
        let second = bob.take(on: link) { $0.push = .of([own[2]]) }
        #expect(second.stops.isEmpty)
        #expect(second.stores.map(\.tip.seq) == [3])
        #expect(!bob.gossip.mayAppend)
    }

    @Test func `asks for what it is told of`() throws {
        var bob = Listener(among: [.alice, .carol], holding: [own[0]])
        #expect(bob.live(5_000).opensGate)
        let (_, actions) = bob.greet(.alice, yours: .of(own[2]))
        #expect(actions.stops.count == 1)
        let range = try #require(actions.messages.compactMap { $0.get.ranges.first }.first)
        #expect(range.from == 2)
        #expect(range.through == 3)
    }
}

@Suite struct `A node that has compared two histories` {
    @Test func `takes the feed in again where they were the same`() throws {
        let alice = Somebody.alice
        let events = alice.events(4)
        var bob = Listener(among: [.alice, .carol], holding: Array(events.prefix(3)))
        let (link, _) = bob.greet(.carol)
        let other = alice.event(Array("other".utf8), after: alice.events(3, saying: "x")[2].tip)
        let pursued = bob.take(on: link) { $0.run = .of([other]) }
        #expect(pursued.refused == ["run of another branch"])
        let compared = bob.take(on: link) { $0.run = .of(Array(events.prefix(3))) }
        #expect(compared.stores.isEmpty)
        _ = bob.take(.compared(link, alice.feed, .same))
        let taken = bob.take(on: link) { $0.run = .of([events[3]]) }
        #expect(taken.stores.map(\.tip.seq) == [4])
    }
}
