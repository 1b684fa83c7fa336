import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A node that is connected to` {
    private let alice = Somebody.alice

    @Test func `challenges and says who it is`() throws {
        var bob = Listener()
        let link = Link(7)
        let actions = bob.take(
            .linkUp(link, peers: [alice.chapter], theirKey: alice.transportKey))
        #expect(actions.messages.first?.challenge.nonce.count == 32)
        let nonce = digest("rhizome/test-nonce", [1])
        let answer = bob.take(on: link) { $0.challenge.nonce = nonce.data }
        let hello = try #require(answer.messages.first?.hello)
        let signature = try #require(Signature(hello.signature))
        let signed = Gossip.helloBytes(
            Somebody.bob.chapter, core: [UInt8](hello.core),
            senderKey: Somebody.bob.transportKey, receiverKey: alice.transportKey, nonce: nonce)
        #expect(Somebody.bob.feedKey.publicKey.isValid(signature, for: signed))
    }

    @Test func `drops a chapter that is not on the roster`() {
        var bob = Listener()
        let link = Link(1)
        let actions = bob.take(
            .linkUp(link, peers: [Somebody.eve.chapter], theirKey: Somebody.eve.transportKey))
        #expect(actions.drops == ["not on the roster"])
        #expect(actions.messages.isEmpty)
        #expect(bob.take(Gossip.pingFrame, on: link).isEmpty, "nothing is known of that link")
    }

    @Test func `drops a chapter that left`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        #expect(bob.gossip.isConnected(alice.chapter))
        let actions = bob.take(.roster(Listener.roster([.bob, .carol])))
        #expect(actions.drops == ["not on the roster"])
        #expect(!bob.gossip.isConnected(alice.chapter))
        #expect(bob.take(Gossip.pingFrame, on: link).isEmpty)
    }

    @Test func `hears nothing before the greeting`() {
        var bob = Listener()
        let (link, _) = bob.connect(alice)
        let actions = bob.take(on: link) { $0.push = .of(alice.events(1)) }
        #expect(actions.refused == ["message before greeting"])
        #expect(actions.stores.isEmpty)
        #expect(actions.drops.isEmpty)
    }

    @Test func `hears a chapter once it has greeted`() {
        var bob = Listener()
        let (link, greeting) = bob.greet(alice)
        #expect(greeting.refused.isEmpty)
        #expect(greeting.messages.contains { $0.fingerprint.hash.count == 32 })
        let actions = bob.take(on: link) { $0.push = .of(alice.events(2)) }
        #expect(actions.stores.map(\.events.count) == [2])
    }

    @Test func `refuses a greeting from another federation`() {
        var bob = Listener()
        let (link, nonce) = bob.connect(alice)
        let hello = WireHello.by(alice, nonce: nonce) { $0.federation = digest("rhizome/x").data }
        let actions = bob.take(on: link) { $0.hello = hello }
        #expect(actions.refused == ["other federation"])
        #expect(actions.drops == ["other federation"])
    }

    @Test func `refuses a greeting that was made for an earlier link`() {
        var bob = Listener()
        let (_, old) = bob.connect(alice)
        let hello = WireHello.by(alice, nonce: old)
        let (link, new) = bob.connect(alice)
        #expect(old != new)
        let actions = bob.take(on: link) { $0.hello = hello }
        #expect(actions.refused == ["hello not signed by its chapter"])
        #expect(!bob.gossip.isConnected(alice.chapter))
    }

    @Test func `refuses a greeting that was made for other transport keys`() {
        for (sender, receiver) in [
            (Somebody.eve.transportKey, Somebody.bob.transportKey),
            (alice.transportKey, Somebody.eve.transportKey),
        ] {
            var bob = Listener()
            let (link, nonce) = bob.connect(alice)
            let hello = WireHello.by(
                alice, nonce: nonce, senderKey: sender, receiverKey: receiver)
            let actions = bob.take(on: link) { $0.hello = hello }
            #expect(actions.refused == ["hello not signed by its chapter"])
        }
    }

    @Test func `gives a link five seconds to greet`() {
        var bob = Listener()
        _ = bob.connect(alice)
        #expect(bob.wait(5_000).drops.isEmpty)
        #expect(bob.wait(1).drops == ["no greeting"])
    }

    @Test func `drops a link that is silent and keeps one that pings`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        _ = bob.greet(.carol)
        _ = bob.wait(30_000)
        _ = bob.take(Gossip.pingFrame, on: link)
        let actions = bob.wait(5_001)
        #expect(actions.drops == ["silent"])
        #expect(bob.gossip.isConnected(alice.chapter))
        #expect(!bob.gossip.isConnected(Somebody.carol.chapter))
    }

    @Test func `keeps the newer of two links to one chapter, once both have greeted on it`() {
        var bob = Listener()
        let (old, _) = bob.greet(alice)
        let (new, greeting) = bob.greet(alice)
        // Alice may have dialled somebody else, whose record leads here.
        #expect(greeting.drops.isEmpty)
        #expect(bob.take(Gossip.pingFrame, on: old).drops.isEmpty)
        let actions = bob.take(Gossip.pingFrame, on: new)
        #expect(actions.drops == ["replaced by a newer link"])
        #expect(bob.gossip.isConnected(alice.chapter))
        #expect(bob.gossip.peer(of: old) == Somebody.bob.chapter, "that one is gone")
    }

    @Test func `counts what comes too often and keeps the link`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        var refused = 0
        for _ in 0..<500 { refused += bob.take(Gossip.pingFrame, on: link).refused.count }
        #expect(refused == 101, "400 at once, of which HELLO was one")
        #expect(bob.gossip.isConnected(alice.chapter))
        bob.now = bob.now + 1000
        #expect(bob.take(Gossip.pingFrame, on: link).refused.isEmpty)
    }

    @Test func `counts too large and malformed frames and keeps the link`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        let huge = [UInt8](repeating: 0, count: Limits.frameBytes + 1)
        for frame in [huge, [], [0xFF], [0x0A, 0x05, 1]] {
            #expect(bob.take(frame, on: link).refused == ["malformed frame"])
        }
        #expect(bob.gossip.isConnected(alice.chapter))
    }

    @Test func `counts joining messages that are out of place`() {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        let actions = bob.take(JoinExchange.refusalFrame("no"), on: link)
        #expect(actions.refused == ["message out of place"])
    }
}
