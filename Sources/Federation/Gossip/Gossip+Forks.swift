import Sodium
import SwiftProtobuf

/// Finding and passing on proofs that a chapter has written two histories.
extension Gossip {
    /// Asks for the other side's branch, one run's length before `seq`, to compare it with ours.
    ///
    /// `closed`: also in a closed epoch. There it is needed only where keys have changed: otherwise
    /// any run shows that the branch here is the wrong one.
    mutating func pursue(
        _ feed: FeedName, before seq: UInt64, closed: Bool = false, on link: Link,
        at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard seq > 1, sessions[link] != nil, closed || epochs.cuts[feed] == nil else { return }
        sessions[link]?.pursued.insert(feed)
        let from = seq > UInt64(Limits.runEvents) ? seq - UInt64(Limits.runEvents) : 1
        ask([(feed, from, seq - 1)], on: link, at: now, &actions)
    }

    mutating func compared(
        _ link: Link, _ feed: FeedName, _ comparison: GossipInput.Comparison, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        switch comparison {
        case .same:
            break
        case .earlier(let seq):
            sessions[link]?.pursued.remove(feed)
            pursue(feed, before: seq, closed: true, on: link, at: now, &actions)
        case .fork(let proof):
            sessions[link]?.pursued.remove(feed)
            if let cut = epochs.cuts[feed], let tip = tips[feed],
                tip.seq < cut.seq || tip.id != cut.id
            {
                actions.append(.close(feed, after: proof.seq - 1))
            }
            accept(proof, &actions)
            for other in greetedLinks { sendFork(feed, on: other, at: now, &actions) }
        }
    }

    mutating func sendFork(
        _ feed: FeedName, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let proof = forks[feed],
            let wire = try? WireForkProof(serializedBytes: proof.bytes)
        else { return }
        var message = WireMessage()
        message.fork = wire
        send(message, on: link, at: now, &actions)
    }

    mutating func take(
        _ wire: WireForkProof, on link: Link, _ actions: inout [GossipAction]
    ) {
        if isLater(wire) { return }
        guard let proof = ForkProof(bytes: wire.encoded, key: { key(of: $0, at: $1) }) else {
            if keepUnchecked(wire) { return }
            actions.append(.count(Refused("bad fork proof"), peer(of: link)))
            return
        }
        accept(proof, &actions)
    }

    /// Proofs of so many feeds are kept until their keys are known.
    private static let proofsKept = 16

    /// Keeps a proof whose key is not known yet; false where it is, or too many are kept.
    private mutating func keepUnchecked(_ wire: WireForkProof) -> Bool {
        guard let chapter = Bytes32(wire.chapter), wire.branches.count == 2,
            wire.branches.allSatisfy({ (1...Limits.runEvents).contains($0.headers.count) })
        else { return false }
        let feed = FeedName(chapter: ChapterID(chapter), epoch: wire.epoch)
        guard !isCheckable(wire),
            uncheckedProofs[feed] != nil
                || uncheckedProofs.count < Self.proofsKept
        else { return false }
        uncheckedProofs[feed] = wire
        return true
    }

    /// Checks the proofs that have waited for a key.
    mutating func checkProofs(_ actions: inout [GossipAction]) {
        for feed in uncheckedProofs.keys.sorted() {
            guard let wire = uncheckedProofs[feed], isCheckable(wire) else { continue }
            uncheckedProofs[feed] = nil
            guard let proof = ForkProof(bytes: wire.encoded, key: { key(of: $0, at: $1) }) else {
                continue
            }
            accept(proof, &actions)
        }
    }

    /// Whether the key is known under which both branches must lie.
    private func isCheckable(_ wire: WireForkProof) -> Bool {
        guard let place = Self.place(of: wire) else { return true }
        return isLater(wire) || key(of: place.feed, at: place.seq) != nil
    }

    /// Whether a proof is of a later fork than the one before which the feed ends already.
    private func isLater(_ wire: WireForkProof) -> Bool {
        guard let place = Self.place(of: wire), let known = forks[place.feed] else { return false }
        return place.seq > known.seq
    }

    private static func place(of wire: WireForkProof) -> (feed: FeedName, seq: UInt64)? {
        guard let chapter = Bytes32(wire.chapter), let bytes = wire.branches.first?.headers.first,
            let header = EventHeader(bytes: [UInt8](bytes))
        else { return nil }
        return (FeedName(chapter: ChapterID(chapter), epoch: wire.epoch), header.seq)
    }

    /// Keeps the proof of the earliest fork of a feed; the same place, the lower ids.
    ///
    /// In a closed epoch the root key has said which branch counts, and a fork cuts nothing.
    private mutating func accept(_ proof: ForkProof, _ actions: inout [GossipAction]) {
        guard epochs.cuts[proof.feed] == nil else { return }
        if let known = forks[proof.feed] {
            let earlier =
                proof.seq < known.seq
                || (proof.seq == known.seq
                    && proof.ids.lexicographicallyPrecedes(known.ids))
            guard earlier else { return }
        }
        forks[proof.feed] = proof
        if proof.feed == ownFeed {
            stop(Self.forked, &actions)
        }
        actions.append(.cut(proof))
    }
}
