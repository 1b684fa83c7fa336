import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

/// Alice's feed key was changed after her second event to the one that is Dan's elsewhere.
@Suite struct `A greeting after a change of the feed key` {
    private let alice = Somebody.alice
    private let before = Somebody.alice.events(2)
    private let change: KeyChange
    private let event: Event
    private let after: Event

    init() {
        change = KeyChange(
            to: Somebody.dan.feedKey, at: 3, in: Somebody.alice.feed,
            signedBy: Somebody.alice.feedKey)
        event = Somebody.alice.event(.feedKeyChanged, change.payload, after: before[1].tip)
        after = EventAuthor.write(
            Kind(rawValue: 1000), [1], salt: [UInt8](repeating: 0xA5, count: Limits.saltBytes),
            time: event.tip.time, after: event.tip, in: Somebody.alice.feed,
            signedBy: Somebody.dan.feedKey)
    }

    /// Bob, who has got so many of Alice's events from Carol.
    private func bob(holding count: Int) -> Listener {
        var bob = Listener()
        let (link, _) = bob.greet(.carol)
        for event in (before + [event, after]).prefix(count) {
            let stored = bob.take(on: link) { $0.push = .of([event]) }.stores
            for run in stored {
                _ = bob.take(.stored(run.feed, run.tip, event.signature, from: link))
            }
        }
        #expect(bob.gossip.stored[alice.feed]?.seq ?? 0 == UInt64(count))
        return bob
    }

    private func certificate(_ changes: [KeyChange]) -> WireFeedCertificate {
        var wire = alice.certificate.wire
        wire.changes = changes.map(\.wire)
        return wire
    }

    private func greets(
        _ bob: Listener, _ changes: [KeyChange]?, signer: Somebody
    ) -> Bool {
        var bob = bob
        let (link, nonce) = bob.connect(alice)
        let actions = bob.take(on: link) {
            $0.hello = .by(alice, nonce: nonce, signer: signer) {
                if let changes { $0.certificate = certificate(changes) }
            }
        }
        #expect(
            actions.refused == (actions.drops.isEmpty ? [] : ["hello not signed by its chapter"]))
        return actions.drops.isEmpty
    }

    @Test(arguments: 0...4) func `is taken from the new key, whether the change has come or not`(
        held: Int
    ) {
        #expect(greets(bob(holding: held), [change], signer: .dan))
    }

    @Test(arguments: 0...4) func `is taken from the old key only while the change has not come`(
        held: Int
    ) {
        #expect(greets(bob(holding: held), [], signer: alice) == (held < 3))
        #expect(greets(bob(holding: held), nil, signer: alice) == (held < 3))
    }

    @Test func `is taken from the new key without a certificate once the change has come`() {
        #expect(greets(bob(holding: 3), nil, signer: .dan))
        #expect(!greets(bob(holding: 2), nil, signer: .dan))
    }

    @Test func `is not taken from a key that another history has brought`() {
        let other = KeyChange(
            to: Somebody.eve.feedKey, at: 2, in: alice.feed, signedBy: alice.feedKey)
        #expect(
            !greets(bob(holding: 3), [other], signer: .eve), "the change that is held is missing")
        #expect(!greets(bob(holding: 2), [other], signer: .eve), "event 2 is held and is another")
        #expect(greets(bob(holding: 1), [other], signer: .eve), "nobody knows better yet")
        let later = KeyChange(
            to: Somebody.eve.feedKey, at: 9, in: alice.feed, signedBy: alice.feedKey)
        #expect(!greets(bob(holding: 4), [later], signer: .eve), "signed by the retired key")
        let next = KeyChange(
            to: Somebody.eve.feedKey, at: 9, in: alice.feed, signedBy: Somebody.dan.feedKey)
        #expect(greets(bob(holding: 4), [change, next], signer: .eve), "signed by the new one")
    }

    @Test func `is not taken from an earlier key than the one that the roster names`() throws {
        let certificate = try #require(FeedCertificate(certificate([change])))
        var bob = Listener()
        let roster = Roster(
            federation: FederationID(Listener.federation), name: "Riverside Federation",
            entries: [.bob, alice].map { chapter in
                RosterEntry(
                    chapter: chapter.chapter, name: chapter.name,
                    certificate: chapter.chapter == alice.chapter
                        ? certificate : chapter.certificate,
                    node: chapter.node, standing: .seated)
            })
        _ = bob.take(.roster(roster))
        #expect(!greets(bob, [], signer: alice))
        #expect(greets(bob, [change], signer: .dan))
    }

    @Test func `does not let a proof pass that the retired key has signed later`() throws {
        func forged(_ text: String) -> Event {
            alice.event(Array(text.utf8), after: event.tip)
        }
        let proof = try #require(ForkProof([forged("one")], [forged("other")]))
        let wire = try WireForkProof(serializedBytes: proof.bytes)
        // Bob holds the feed up to the change: the place after it lies under the new key.
        var knowing = bob(holding: 3)
        let (link, _) = knowing.greet(.carol)
        #expect(knowing.take(on: link) { $0.fork = wire }.refused == ["bad fork proof"])
        // Before that he cannot know, and waits.
        var waiting = bob(holding: 1)
        let (other, _) = waiting.greet(.carol)
        #expect(waiting.take(on: other) { $0.fork = wire }.refused.isEmpty)
        #expect(waiting.gossip.forkedFeeds.isEmpty)
        for event in [before[1], event] { _ = waiting.take(on: other) { $0.push = .of([event]) } }
        #expect(waiting.gossip.forkedFeeds.isEmpty)
        #expect(waiting.gossip.uncheckedProofs.count == 0)
    }

    @Test func `waits with a proof until it can be checked`() throws {
        func other(_ text: String) -> Event {
            EventAuthor.write(
                Kind(rawValue: 1000), Array(text.utf8),
                salt: [UInt8](repeating: 0xA5, count: Limits.saltBytes), time: event.tip.time,
                after: event.tip, in: alice.feed, signedBy: Somebody.dan.feedKey)
        }
        let proof = try #require(ForkProof([after], [other("other")]))
        let wire = try WireForkProof(serializedBytes: proof.bytes)
        var bob = bob(holding: 2)
        let (link, _) = bob.greet(.carol)
        #expect(bob.take(on: link) { $0.fork = wire }.refused.isEmpty)
        #expect(bob.gossip.forkedFeeds.isEmpty)
        _ = bob.take(on: link) { $0.push = .of([event]) }
        #expect(bob.gossip.forkedFeeds == [alice.feed])
    }

    @Test func `stops whoever sees its own feed handed over`() {
        let bobs = Somebody.bob.events(1)
        let change = KeyChange(
            to: Somebody.eve.feedKey, at: 2, in: Somebody.bob.feed, signedBy: Somebody.bob.feedKey)
        let handed = Somebody.bob.event(.feedKeyChanged, change.payload, after: bobs[0].tip)
        var bob = Listener(among: [.alice], holding: bobs, restored: true)
        let (link, _) = bob.greet(alice, yours: .of(handed))
        let actions = bob.take(on: link) { $0.run = .of([handed]) }
        #expect(actions.stops == [Gossip.otherKey])
        #expect(!bob.wait(3_600_000).opensGate)
    }
}
