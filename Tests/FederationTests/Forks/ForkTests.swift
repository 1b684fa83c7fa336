import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `A chapter that has written two histories` {
    private let alice = Somebody.alice
    private let common = Somebody.alice.events(2)

    private func known(_ feed: FeedName, _ seq: UInt64) -> PublicKey? {
        feed == alice.feed ? alice.feedKey.publicKey : nil
    }

    private func proof(at seq: Int, _ left: String, _ right: String) throws -> ForkProof {
        let tip = seq == 1 ? Tip.empty : common[seq - 2].tip
        return try #require(
            ForkProof(
                alice.events(2, after: tip, saying: left),
                alice.events(1, after: tip, saying: right)))
    }

    private func take(_ proof: ForkProof, _ bob: inout Listener, on link: Link) throws
        -> [GossipAction]
    {
        let wire = try WireForkProof(serializedBytes: proof.bytes)
        return bob.take(on: link) { $0.fork = wire }
    }

    private func cuts(_ actions: [GossipAction]) -> [UInt64] {
        actions.compactMap { if case .cut(let proof) = $0 { proof.seq } else { nil } }
    }

    @Test func `is proven to anybody who knows its key`() throws {
        let proof = try proof(at: 3, "left", "right")
        #expect(proof.seq == 3)
        #expect(proof.ids[0] < proof.ids[1])
        #expect(ForkProof(bytes: proof.bytes, key: known) == proof)
        #expect(ForkProof(bytes: proof.bytes, key: { _, _ in nil }) == nil)
        #expect(
            ForkProof(bytes: proof.bytes, key: { _, _ in Somebody.eve.feedKey.publicKey }) == nil)
    }

    @Test func `is not proven by one history`() {
        #expect(ForkProof(common, common) == nil)
        #expect(ForkProof(common, [common[1]]) == nil)
        #expect(ForkProof(common, Somebody.bob.events(2)) == nil)
    }

    @Test func `is cut at the earliest fork that is proven`() throws {
        var bob = Listener(holding: common)
        let (link, _) = bob.greet(alice)
        #expect(cuts(try take(proof(at: 3, "left", "right"), &bob, on: link)) == [3])
        #expect(cuts(try take(proof(at: 2, "left", "right"), &bob, on: link)) == [2])
        #expect(cuts(try take(proof(at: 3, "other", "again"), &bob, on: link)).isEmpty)
        #expect(bob.gossip.forkedFeeds == [alice.feed])
    }

    @Test func `gives every node the same proof, whatever came first`() throws {
        let proofs = try [
            proof(at: 2, "a", "b"), proof(at: 2, "c", "d"), proof(at: 2, "a", "d"),
            proof(at: 3, "e", "f"),
        ]
        var kept: Set<[UInt8]> = []
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
            var bob = Listener(holding: common)
            let (link, _) = bob.greet(alice)
            for index in order { _ = try take(proofs[index], &bob, on: link) }
            kept.insert(bob.gossip.forks[alice.feed]?.bytes ?? [])
        }
        #expect(kept.count == 1)
        #expect(!kept.contains([]))
    }

    @Test func `is heard no more`() throws {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        _ = try take(proof(at: 1, "left", "right"), &bob, on: link)
        let actions = bob.take(on: link) { $0.push = .of(common) }
        #expect(actions.stores.isEmpty)
    }

    @Test func `is shown to whoever greets`() throws {
        var bob = Listener()
        let (link, _) = bob.greet(alice)
        let proof = try proof(at: 1, "left", "right")
        _ = try take(proof, &bob, on: link)
        let (_, actions) = bob.greet(.carol)
        let forks = actions.messages.filter {
            $0.body.map { if case .fork = $0 { true } else { false } } == true
        }
        #expect(forks.map { [UInt8]($0.fork.branches[0].signature).count } == [64])
    }

    @Test func `stops writing when it is ourselves`() throws {
        let bobs = Somebody.bob.events(1)
        var bob = Listener(holding: bobs)
        let (link, _) = bob.greet(alice, yours: .of(bobs[0]))
        let proof = try #require(ForkProof(bobs, Somebody.bob.events(1, saying: "other")))
        #expect(cuts(try take(proof, &bob, on: link)) == [1])
        let verdict = ForkVerdict(
            feed: Somebody.bob.feed, settled: nil, cutting: proof, past: nil, tip: .empty)
        #expect(bob.take(.weighed([verdict])).stops.count == 1)
        #expect(!bob.gossip.mayAppend)
    }

    @Test func `does not stop writing where others have witnessed what came after`() throws {
        let bobs = Somebody.bob.events(2)
        var bob = Listener(holding: bobs)
        let (link, _) = bob.greet(alice, yours: .of(bobs[1]))
        let (other, _) = bob.greet(.carol, yours: .of(bobs[1]))
        #expect(bob.gossip.mayAppend)
        let proof = try #require(ForkProof(bobs, Somebody.bob.events(1, saying: "other")))
        _ = try take(proof, &bob, on: link)
        let settled = WitnessedHead(feed: Somebody.bob.feed, seq: 2, id: bobs[1].id)
        let verdict = ForkVerdict(
            feed: Somebody.bob.feed, settled: settled, cutting: nil, past: proof,
            tip: bobs[1].tip)
        let actions = bob.take(.weighed([verdict]))
        #expect(actions.stops.isEmpty)
        #expect(bob.gossip.mayAppend)
        #expect(bob.gossip.forkedFeeds.isEmpty)
        // The others are told of it all the same.
        let told = actions.compactMap { action in
            if case .send(let link, let frame) = action,
                case .fork = try? WireMessage(serializedBytes: frame).body
            {
                link
            } else {
                nil
            }
        }
        #expect(Set(told) == [link, other])
        // And a proof of what is settled cuts nothing, whoever brings it.
        let again = try #require(ForkProof(bobs, Somebody.bob.events(1, saying: "a third")))
        _ = try take(again, &bob, on: link)
        #expect(bob.gossip.forkedFeeds.isEmpty)
    }

    /// Adding one to the last number of 64 bits once ended the process.
    @Test func `cannot name places beyond the last`() {
        let far = alice.event(
            [1], after: Tip(seq: .max - 1, id: .none, time: HybridTime(bits: 0)))
        let wire = WireForkProof.with { wire in
            wire.chapter = alice.chapter.data
            wire.branches = [0, 1].map { _ in
                WireForkBranch.with {
                    $0.headers = [far.header.bytes.data, far.header.bytes.data]
                    $0.signature = far.signature?.data ?? Data()
                }
            }
        }
        #expect(ForkProof(bytes: wire.encoded, key: known) == nil)
        let beyond = alice.event(
            [1], after: Tip(seq: Limits.lastSeq, id: .none, time: HybridTime(bits: 0)))
        let other = alice.event(
            [2], after: Tip(seq: Limits.lastSeq, id: .none, time: HybridTime(bits: 0)))
        let signed = ForkProof([beyond], [other])
        #expect(signed.map { ForkProof(bytes: $0.bytes, key: known) == nil } == true)
    }
}
