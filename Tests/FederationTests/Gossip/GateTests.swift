import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `The gate of a chapter's feed` {
    private let own = Somebody.bob.events(3)

    @Test func `opens at once for a lone chapter`() {
        var bob = Listener(among: [])
        #expect(!bob.gossip.mayAppend)
        #expect(bob.take(.tick).opensGate)
        #expect(bob.gossip.mayAppend)
    }

    @Test func `opens at once for a lone chapter that was restored`() {
        var bob = Listener(among: [], restored: true)
        #expect(bob.take(.tick).opensGate)
    }

    @Test func `opens when all others have spoken`() {
        var bob = Listener(holding: own)
        #expect(!bob.take(.tick).opensGate)
        #expect(!bob.greet(.alice, yours: .of(own[2])).actions.opensGate)
        #expect(bob.greet(.carol).actions.opensGate)
        #expect(bob.gossip.mayAppend)
    }

    @Test func `opens after five seconds when others cannot be reached`() {
        var bob = Listener(holding: own)
        #expect(!bob.live(4_999).opensGate)
        #expect(bob.wait(1).opensGate)
    }

    @Test func `does not take a clock that is set ahead for five seconds`() {
        var bob = Listener(holding: own)
        #expect(!bob.wait(3_600_000).opensGate)
        #expect(!bob.live(3_900).opensGate)
        #expect(bob.wait(100).opensGate)
    }

    @Test func `stays closed after a restore until enough have spoken`() {
        var bob = Listener(among: [.alice, .carol, .dan, .erin], holding: own, restored: true)
        #expect(!bob.wait(1_000_000).opensGate)
        #expect(!bob.greet(.alice).actions.opensGate)
        #expect(!bob.greet(.carol).actions.opensGate)
        #expect(bob.greet(.dan).actions.opensGate)
    }

    @Test func `stays closed until what others hold is fetched back`() throws {
        var bob = Listener(among: [.alice], holding: [own[0]])
        let (link, actions) = bob.greet(.alice, yours: .of(own[2]))
        let range = try #require(actions.messages.compactMap { $0.get.ranges.first }.first)
        #expect(range.from == 2)
        #expect(range.through == 3)
        #expect(!bob.live(10_000).opensGate)
        let fetched = bob.take(on: link) { $0.run = .of(Array(own[1...])) }
        let run = try #require(fetched.stores.first)
        let signature = try #require(run.events.last?.signature)
        #expect(!fetched.opensGate, "it is not stored yet")
        #expect(bob.take(.stored(run.feed, run.tip, signature, from: link)).opensGate)
    }

    @Test func `does not believe a head that the chapter has not signed`() {
        var bob = Listener(among: [.alice], holding: [own[0]])
        var head = WireHead.of(own[2])
        head.signature[0] ^= 1
        let (_, actions) = bob.greet(.alice, yours: head)
        #expect(!actions.opensGate, "it may be signed with a key that came later")
        #expect(actions.stops.isEmpty)
        #expect(bob.live(5_000).opensGate)
    }

    /// A backup from before a change of the key cannot check what the others hold.
    @Test func `stays closed after a restore while what others hold cannot be checked`() {
        var bob = Listener(among: [.alice], holding: [own[0]], restored: true)
        var head = WireHead.of(own[2])
        head.signature[0] ^= 1
        _ = bob.greet(.alice, yours: head)
        #expect(!bob.wait(3_600_000).opensGate)
        #expect(bob.gossip.mayLackKey)
    }

    @Test func `stops writing when another copy has written after it opened`() {
        var bob = Listener(holding: [own[0]])
        #expect(bob.live(5_000).opensGate)
        let (_, actions) = bob.greet(.alice, yours: .of(own[1]))
        #expect(actions.stops.count == 1)
        #expect(!bob.gossip.mayAppend)
        #expect(bob.gossip.stopReason != nil)
        #expect(!bob.wait(60_000).opensGate, "only people open it again")
    }

    @Test func `stops writing when another copy has written the same place`() {
        let other = Somebody.bob.events(3, saying: "other")
        var bob = Listener(holding: own)
        let (_, actions) = bob.greet(.alice, yours: .of(other[2]))
        #expect(actions.stops.count == 1)
        #expect(!bob.gossip.mayAppend)
    }
}
