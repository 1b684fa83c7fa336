import FoundationEssentials
import Sodium
import Testing

@testable import Federation

/// Bob's node, which somebody has dialled with Alice's transport key, and Eve lists that key too.
@Suite struct `A link with a key that several chapters list` {
    private let alice = Somebody.alice
    private let eve = Somebody.eve
    private let link = Link(77)

    /// Bob's node with a link that has just come up, and the nonce of his challenge.
    private func connected(_ others: [Somebody] = [.alice, .eve]) -> (bob: Listener, nonce: Bytes32)
    {
        var bob = Listener(among: others + [.carol])
        let actions = bob.take(
            .linkUp(link, peers: others.map(\.chapter), theirKey: alice.transportKey))
        let nonce = actions.messages.compactMap { Bytes32($0.challenge.nonce) }.first
        return (bob, nonce ?? .zero)
    }

    /// A HELLO over Alice's transport key.
    private func hello(
        _ sender: Somebody, _ nonce: Bytes32, certificate: Somebody? = nil, signer: Somebody? = nil
    ) -> WireHello {
        .by(sender, nonce: nonce, senderKey: alice.transportKey, signer: signer) {
            $0.certificate = (certificate ?? sender).certificate.wire
        }
    }

    @Test func `is of the chapter whose HELLO holds`() {
        for sender in [alice, eve] {
            var (bob, nonce) = connected()
            let actions = bob.take(on: link) { $0.hello = hello(sender, nonce) }
            #expect(actions.refused.isEmpty)
            #expect(bob.gossip.isConnected(sender.chapter))
            #expect(bob.gossip.peer(of: link) == sender.chapter)
            #expect([alice, eve].filter { bob.gossip.isConnected($0.chapter) }.count == 1)
        }
    }

    @Test func `gets a HELLO only after it has sent a good one`() throws {
        var (bob, nonce) = connected()
        let theirs = digest("rhizome/test-nonce", [1])
        #expect(bob.take(on: link) { $0.challenge.nonce = theirs.data }.isEmpty)
        #expect(bob.gossip.candidates(of: link) == [alice.chapter, eve.chapter])
        let actions = bob.take(on: link) { $0.hello = hello(alice, nonce) }
        let answer = try #require(actions.messages.first?.hello)
        let signed = Gossip.helloBytes(
            Somebody.bob.chapter, core: [UInt8](answer.core),
            senderKey: Somebody.bob.transportKey, receiverKey: alice.transportKey, nonce: theirs)
        let signature = try #require(Signature(answer.signature))
        #expect(Somebody.bob.feedKey.publicKey.isValid(signature, for: signed))
        #expect(bob.gossip.candidates(of: link) == [alice.chapter])
    }

    @Test func `is nobody's who names a chapter and cannot sign for it`() {
        let cases: [(Somebody, Somebody, Somebody)] = [
            (eve, alice, eve), (alice, alice, eve), (alice, eve, alice),
            (.carol, .carol, .carol),
        ]
        for (sender, certificate, signer) in cases {
            var (bob, nonce) = connected()
            let told = hello(sender, nonce, certificate: certificate, signer: signer)
            let actions = bob.take(on: link) { $0.hello = told }
            #expect(actions.refused == ["hello not signed by its chapter"])
            #expect(actions.drops == ["hello not signed by its chapter"])
            #expect(!bob.gossip.isConnected(alice.chapter))
            #expect(bob.gossip.scores.isEmpty, "it may be anybody")
        }
    }

    @Test func `needs a certificate, which one that is listed once does not`() {
        var (bob, nonce) = connected()
        let bare = WireHello.by(alice, nonce: nonce)
        #expect(bob.take(on: link) { $0.hello = bare }.refused.count == 1)
        var (again, other) = connected([.alice])
        _ = again.take(on: link) { $0.hello = .by(alice, nonce: other) }
        #expect(again.gossip.isConnected(alice.chapter))
    }

    @Test func `ends with the first thing that has to be refused before`() {
        for frame in [[0xFF], Gossip.pingFrame] {
            var (bob, _) = connected()
            let actions = bob.take(frame, on: link)
            #expect(actions.refused.count == 1)
            #expect(actions.drops == ["refused before its greeting"])
            #expect(bob.take(frame, on: link).isEmpty)
        }
    }

    @Test func `is its owner's, however many others list it`() {
        let thieves = (100..<200).map { Somebody("Thief \($0)", UInt8($0)) }
        var (bob, nonce) = connected(thieves + [alice])
        _ = bob.take(on: link) { $0.hello = hello(alice, nonce) }
        #expect(bob.gossip.isConnected(alice.chapter))
    }

    @Test func `stays while one of them belongs`() {
        var (bob, nonce) = connected()
        #expect(bob.take(.roster(Listener.roster([.bob, .alice]))).drops.isEmpty)
        _ = bob.take(on: link) { $0.hello = hello(alice, nonce) }
        #expect(bob.gossip.isConnected(alice.chapter))
        var (again, _) = connected()
        #expect(again.take(.roster(Listener.roster([.bob, .carol]))).drops.count == 1)
    }

    @Test func `is not of a chapter that has left meanwhile, nor of the node's own`() {
        var (bob, nonce) = connected()
        _ = bob.take(.roster(Listener.roster([.bob, .alice])))
        _ = bob.take(on: link) { $0.hello = hello(eve, nonce) }
        #expect(!bob.gossip.isConnected(eve.chapter))
        let own = bob.take(
            .linkUp(
                Link(78), peers: [Somebody.bob.chapter], theirKey: Somebody.bob.transportKey))
        #expect(own.drops == ["not on the roster"])
    }
}
