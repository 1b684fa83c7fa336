import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `The times of a node` {
    private let alice = Somebody.alice
    private let many = (40..<70).map { Somebody("Chapter \($0)", $0) }

    private func news(_ bob: inout Listener, on link: Link) {
        let event = alice.event([1])
        _ = bob.take(on: link) { $0.push = .of([event]) }
        _ = bob.take(.stored(alice.feed, event.tip, event.signature, from: link))
    }

    private func fingerprints(_ actions: [GossipAction]) -> Int {
        actions.messages.count { !$0.fingerprint.hash.isEmpty }
    }

    @Test func `let it say something after ten seconds of silence`() {
        var bob = Listener()
        _ = bob.greet(alice)
        #expect(bob.wait(10_000).messages.isEmpty)
        #expect(bob.wait(1).messages.map(\.encoded) == [Gossip.pingFrame])
    }

    @Test func `let it compare every 15 to 45 seconds`() {
        var bob = Listener()
        let (link, actions) = bob.greet(alice)
        #expect(fingerprints(actions) == 1)
        var waits: [Int64] = []
        var last = bob.now
        for _ in 0..<600 {
            _ = bob.take(Gossip.pingFrame, on: link)
            guard fingerprints(bob.wait(1000)) == 1 else { continue }
            waits.append(bob.now - last)
            last = bob.now
        }
        #expect(waits.count > 10)
        #expect(waits.allSatisfy { (15_000...46_000).contains($0) })
        #expect(Set(waits).count > 5)
    }

    @Test func `let it tell within 400 ms what it has stored, and among many within 5 s`() {
        for (others, soon) in [([alice], Int64(400)), ([alice] + many, 5_000)] {
            var bob = Listener(among: others)
            let (link, _) = bob.greet(alice)
            news(&bob, on: link)
            #expect(fingerprints(bob.wait(soon - 1)) == 0)
            #expect(fingerprints(bob.wait(1)) == 1)
        }
    }

    @Test func `let it wait 250 ms for news that it was told of`() {
        var bob = Listener(among: [alice] + many)
        let (link, _) = bob.greet(alice)
        _ = bob.take(on: link) { $0.have.feeds = [WireFeedPosition(alice.feed, 1)] }
        #expect(bob.wait(249).messages.isEmpty)
        let asking = bob.wait(1).messages
        #expect(asking.map(\.graft.feeds.count) == [1, 0])
        #expect(asking.map(\.get.ranges.count) == [0, 1])
    }

    @Test func `let it pass news on by four links among many, and its own by all`() {
        for (others, relayed) in [(Array(many[..<22]), 0), (Array(many[..<24]), 4)] {
            var bob = Listener(among: others + [alice])
            for other in others { _ = bob.greet(other) }
            let (link, _) = bob.greet(alice)
            let news = bob.take(on: link) { $0.push = .of([alice.event([1])]) }.messages
            #expect(news.count { !$0.push.events.isEmpty } == relayed)
            let told = bob.wait(100).messages.count { !$0.have.feeds.isEmpty }
            #expect(told == (relayed == 0 ? 0 : others.count - relayed))
            let own = bob.take(.appended([Somebody.bob.event([1])])).messages
            #expect(own.count { !$0.push.events.isEmpty } == others.count + 1)
        }
    }
}
