import Sodium
import Testing

@testable import Federation

/// Somebody sets the clock back by sixty-four years, to the right time.
@Suite struct `A node whose clock was far ahead` {
    private static let years: Int64 = 64 * 365 * 86_400_000

    /// Bob's node, greeted by Alice while its clock was wrong, just after that was mended.
    private func mended(holding events: [Event] = []) -> (bob: Listener, link: Link) {
        var bob = Listener(among: [.alice], holding: events)
        bob.now = bob.now + Self.years
        let (link, _) = bob.greet(.alice)
        _ = bob.wait(100)
        bob.now = bob.now + -Self.years
        _ = bob.wait(0)
        return (bob, link)
    }

    @Test func `goes on comparing`() {
        var (bob, link) = mended()
        var soon: [GossipAction] = []
        for _ in 0..<3 {
            soon += bob.wait(GossipSettings().reconcileEvery / 2)
            soon += bob.take(on: link) { $0.ping = WirePing() }
        }
        #expect(soon.messages.contains { !$0.fingerprint.hash.isEmpty })
    }

    @Test func `hangs up on whoever is silent`() {
        var (bob, _) = mended()
        #expect(bob.wait(GossipSettings().silentAfter + 1).drops == ["silent"])
    }

    @Test func `asks again what was not answered`() {
        var bob = Listener(among: [.alice])
        bob.now = bob.now + Self.years
        let (link, _) = bob.greet(.alice)
        let events = Somebody.alice.events(2)
        let push = [UInt8].with { $0.push = .of([events[1]]) }
        #expect(bob.take(push, on: link).messages.contains { !$0.get.ranges.isEmpty })
        bob.now = bob.now + -Self.years
        _ = bob.wait(0)
        _ = bob.wait(GossipSettings().answerWithin + 1)
        #expect(bob.take(push, on: link).messages.contains { !$0.get.ranges.isEmpty })
    }

    @Test func `listens to as many messages as before`() {
        var (bob, link) = mended()
        for _ in 0..<5 {
            bob.now = bob.now + 1_000
            for _ in 0..<GossipSettings().messagesPerSecond {
                let heard = bob.take(on: link) { $0.ping = WirePing() }
                #expect(heard.refused.isEmpty)
            }
        }
    }

    @Test func `opens its gate after the usual wait`() {
        var bob = Listener(among: [.alice, .carol])
        bob.now = bob.now + Self.years
        bob.gossip.gate.since = bob.now
        bob.gossip.latest = bob.now
        _ = bob.wait(100)
        bob.now = bob.now + -Self.years
        _ = bob.wait(0)
        #expect(!bob.live(GossipSettings().gateWait - 200).opensGate)
        #expect(bob.wait(200).opensGate)
    }

    @Test func `visits others again`() {
        var settings = GossipSettings()
        settings.meshChapters = 1
        let noon = Somebody.noon
        var topology = Topology(
            of: Somebody.bob.chapter, settings: settings, seed: .zero, at: noon + Self.years)
        let others = [Somebody.alice, .carol].map {
            Topology.Candidate($0.chapter, listens: true)
        }
        func visited(_ milliseconds: Int64) -> ChapterID? {
            topology.visit(among: others, at: noon + milliseconds) { _ in false }
        }
        #expect(visited(0) == nil)
        #expect(visited(2 * settings.reconcileEvery) != nil)
    }
}
