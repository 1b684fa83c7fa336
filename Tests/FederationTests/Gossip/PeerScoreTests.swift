import FoundationEssentials
import Sodium
import Testing

@testable import Federation

@Suite struct `A node that sends what has to be refused` {
    private func garbage(_ count: Int, _ bob: inout Listener, on link: Link) -> [String] {
        var drops: [String] = []
        for _ in 0..<count { drops += bob.take([0xFF, 0xFF], on: link).drops }
        return drops
    }

    @Test func `is hung up on, and heard again after a while`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        let (carols, _) = bob.greet(.carol)
        #expect(garbage(999, &bob, on: link).isEmpty)
        #expect(garbage(1, &bob, on: link) == ["too much was refused"])
        #expect(bob.gossip.isConnected(Somebody.carol.chapter))
        #expect(garbage(10, &bob, on: link).isEmpty, "nothing of a link that is gone is read")
        // It comes back at once, and is not taken.
        let again = Link(900)
        let alice = Somebody.alice
        let up = GossipInput.linkUp(again, peers: [alice.chapter], theirKey: alice.transportKey)
        #expect(bob.take(up).drops == ["too much was refused"])
        // What is left of the minute is not begun anew by trying.
        bob.now = bob.now + PeerScore.shutOut
        #expect(bob.take(up).drops.isEmpty)
        #expect(bob.gossip.isConnected(Somebody.carol.chapter))
        #expect(garbage(999, &bob, on: carols).isEmpty, "everybody has a score of their own")
    }

    @Test func `is forgiven with time`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        #expect(garbage(900, &bob, on: link).isEmpty)
        bob.now = bob.now + PeerScore.halfLife
        #expect(garbage(549, &bob, on: link).isEmpty)
        #expect(garbage(1, &bob, on: link).count == 1)
    }

    @Test func `is hung up on sooner for signatures that do not hold`() {
        var bob = Listener()
        let (link, _) = bob.greet(.alice)
        let event = Somebody.alice.event([1])
        var run = WireRun.of([event])
        run.signature[0] ^= 1
        var sent = 0
        while sent < 100, bob.take(on: link, { $0.push = run }).drops.isEmpty { sent += 1 }
        #expect(sent == 49)
    }

    @Test func `does not count what an honest node may do`() {
        for name in [
            "run of an unknown chapter", "run of another branch", "run without credit",
            "could not be stored", "run out of order",
        ] {
            #expect(PeerScore.points(for: Refused(name)) == 0, Comment(rawValue: name))
        }
    }
}
