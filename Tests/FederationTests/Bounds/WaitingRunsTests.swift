import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A node whose store is slow` {
    private let alice = Somebody.alice
    private let carol = Somebody.carol

    /// Events of one size each, which is also given.
    private func large(_ count: Int, by author: Somebody) -> (events: [Event], size: Int) {
        var tip = Tip.empty
        let events = (0..<count).map { _ in
            let event = author.event([UInt8](repeating: 7, count: 60_000), after: tip)
            tip = event.tip
            return event
        }
        return (events, events[0].runBytes)
    }

    private func ask(_ bob: inout Listener, for author: Somebody, on link: Link) -> [WireRange] {
        let actions = bob.take(on: link) {
            $0.vector.feeds = [WireFeedPosition(author.feed, 1000)]
        }
        return actions.messages.flatMap(\.get.ranges)
    }

    private func stored(_ event: Event, from link: Link) -> GossipInput {
        .stored(event.header.feed, event.tip, event.signature, from: link)
    }

    private func credit(_ actions: [GossipAction]) -> [Int] {
        actions.messages.map { Int($0.credit.bytes) }.filter { $0 > 0 }
    }

    @Test func `gives no credit back before the store has taken what came`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        #expect(ask(&bob, for: alice, on: link).count == 1)
        let (events, size) = large(60, by: alice)
        var taken = 0
        var refused: [String] = []
        for event in events {
            let actions = bob.take(on: link) { $0.run = .of([event]) }
            #expect(actions.messages.isEmpty)
            taken += actions.stores.count
            refused += actions.refused
        }
        #expect(taken == GossipSettings().creditBytes / size + 1)
        #expect(Set(refused) == ["run without credit"])
        #expect(bob.gossip.waiting.bytes == taken * size)
        var credit = 0
        for event in events[..<taken] {
            credit += self.credit(bob.take(stored(event, from: link))).reduce(0, +)
        }
        #expect(bob.gossip.waiting.bytes == 0)
        #expect(taken * size - credit < GossipSettings().creditBytes / 8)
    }

    @Test func `takes so much of one link and no more`() {
        let (events, size) = large(4, by: alice)
        var settings = GossipSettings()
        settings.waitingBytesOfALink = 3 * size
        var bob = Listener(settings: settings)
        let (link, _) = bob.greet(alice)
        for event in events[..<3] {
            #expect(bob.take(on: link) { $0.push = .of([event]) }.stores.count == 1)
        }
        let more = bob.take(on: link) { $0.push = .of([events[3]]) }
        #expect(more.refused == ["too much waits"])
        #expect(more.stores.isEmpty)
        // Another link has room of its own.
        let (other, _) = bob.greet(carol)
        #expect(bob.take(on: other) { $0.push = .of([events[3]]) }.stores.count == 1)
        #expect(bob.gossip.waiting.bytes(of: link) == 3 * size)
        _ = bob.take(stored(events[0], from: link))
        #expect(bob.gossip.waiting.bytes(of: link) == 2 * size)
    }

    @Test func `takes so much in all, of which pushes get half`() {
        let (alices, size) = large(6, by: alice)
        let (carols, _) = large(6, by: carol)
        var settings = GossipSettings()
        settings.waitingBytes = 4 * size
        var bob = Listener(settings: settings)
        let links = [bob.greet(alice).link, bob.greet(carol).link]
        for (link, event) in zip(links, [alices[0], carols[0]]) {
            #expect(bob.take(on: link) { $0.push = .of([event]) }.stores.count == 1)
        }
        let push = bob.take(on: links[0]) { $0.push = .of([alices[1]]) }
        #expect(push.refused == ["too much waits"])
        for (link, event) in zip(links, [alices[1], carols[1]]) {
            #expect(bob.take(on: link) { $0.run = .of([event]) }.stores.count == 1)
        }
        let run = bob.take(on: links[0]) { $0.run = .of([alices[2]]) }
        #expect(run.refused == ["too much waits"])
        #expect(bob.gossip.waiting.bytes == 4 * size)
        // Whoever has gone makes room only when the store is done with what it sent.
        _ = bob.take(.linkDown(links[1]))
        #expect(bob.gossip.waiting.bytes == 4 * size)
        _ = bob.take(stored(carols[1], from: links[1]))
        #expect(bob.take(on: links[0]) { $0.run = .of([alices[2]]) }.stores.count == 1)
    }

    @Test func `holds 4 MiB of a link and 64 MiB in all`() {
        #expect(GossipSettings().waitingBytesOfALink == 4 << 20)
        #expect(GossipSettings().waitingBytes == 64 << 20)
    }

    @Test func `has room again for all that the disk has refused`() {
        let (events, _) = large(5, by: alice)
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        #expect(ask(&bob, for: alice, on: link).count == 1)
        for event in events { _ = bob.take(on: link) { $0.run = .of([event]) } }
        let actions = bob.take(.storeFailed(alice.feed, tip: events[0].tip, from: link))
        #expect(bob.gossip.waiting.bytes == 0)
        #expect(credit(actions).count == 1)
    }

    @Test func `asks for more once the store has taken what came`() {
        let (events, _) = large(40, by: alice)
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        #expect(ask(&bob, for: alice, on: link).count == 1)
        var last: Event?
        for event in events {
            guard bob.take(on: link, { $0.run = .of([event]) }).stores.count == 1 else { break }
            last = event
        }
        #expect(ask(&bob, for: carol, on: link).isEmpty, "2 MiB wait")
        let actions = last.map { bob.take(stored($0, from: link)) } ?? []
        #expect(actions.messages.flatMap(\.get.ranges).count == 1)
    }

    @Test func `holds branches until they are compared, and bodies until they are taken in`() {
        let first = alice.event([1])
        let other = alice.event([2])
        var bob = Listener(holding: [first])
        let (link, _) = bob.greet(carol)
        _ = bob.take(on: link) { $0.push = .of([other]) }
        #expect(bob.gossip.waiting.bytes == other.runBytes)
        _ = bob.take(.compared(link, alice.feed, .same))
        #expect(bob.gossip.waiting.bytes == 0)
        _ = bob.take(.lacking(alice.feed, [1]))
        _ = bob.take(on: link) { $0.run = .of([first]) }
        #expect(bob.gossip.waiting.bytes == first.runBytes)
        _ = bob.take(.filled(alice.feed, from: link))
        #expect(bob.gossip.waiting.bytes == 0)
    }

    /// Otherwise a link that has lost two mebibytes would never bring the rest.
    @Test func `gives credit for what was lost once it has waited in vain`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        #expect(ask(&bob, for: alice, on: link).count == 1)
        // The first run was lost, and what comes after it leaves a gap.
        bob.gossip.sessions[link]?.granted = 0
        bob.now = bob.now + bob.gossip.settings.answerWithin
        _ = bob.take(Gossip.pingFrame, on: link)
        let actions = bob.wait(1)
        #expect(credit(actions) == [2 * 1024 * 1024])
        #expect(actions.messages.flatMap(\.get.ranges).count == 1)
        #expect(bob.gossip.sessions[link]?.granted == 2 * 1024 * 1024)
    }
}
