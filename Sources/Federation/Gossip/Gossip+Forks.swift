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
            // What else comes of this feed is taken in again.
            sessions[link]?.pursued.remove(feed)
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
        }
    }

    mutating func sendFork(
        _ feed: FeedName, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        for proof in [pastForks[feed], forks[feed]].compactMap({ $0 }) {
            guard let wire = try? WireForkProof(serializedBytes: proof.bytes) else { continue }
            var message = WireMessage()
            message.fork = wire
            send(message, on: link, at: now, &actions)
        }
    }

    mutating func take(
        _ wire: WireForkProof, on link: Link, _ actions: inout [GossipAction]
    ) {
        if isLater(wire) { return }
        guard let proof = ForkProof(bytes: wire.encoded, key: { key(of: $0, at: $1) }) else {
            if let refused = keepUnchecked(wire, from: peer(of: link)) {
                actions.append(.count(refused, peer(of: link)))
            }
            return
        }
        accept(proof, &actions)
    }

    /// Keeps a proof whose key is not known yet, or says why it does not.
    private mutating func keepUnchecked(_ wire: WireForkProof, from sender: ChapterID) -> Refused? {
        guard let place = Self.place(of: wire), !isKnown(place), wire.branches.count == 2,
            wire.branches.allSatisfy({ (1...Limits.runEvents).contains($0.headers.count) })
        else { return Refused("bad fork proof") }
        // Nobody can know which keys are known here.
        return uncheckedProofs.keep(wire, of: place.feed, at: place.seq, from: sender)
            ? nil : Refused("too many fork proofs")
    }

    /// Checks the proofs that have waited for a key.
    mutating func checkProofs(_ actions: inout [GossipAction]) {
        guard uncheckedProofs.count > 0 else { return }
        var proofs = uncheckedProofs
        let ready = proofs.take { isKnown(($0.feed, $0.seq)) }
        uncheckedProofs = proofs
        for waiting in ready {
            guard !isLater(waiting.wire),
                let proof = ForkProof(bytes: waiting.wire.encoded, key: { key(of: $0, at: $1) })
            else { continue }
            accept(proof, &actions)
        }
    }

    /// Whether the key is known under which both branches of a proof at this place must lie.
    private func isKnown(_ place: (feed: FeedName, seq: UInt64)) -> Bool {
        if let known = forks[place.feed], place.seq > known.seq { return true }
        return key(of: place.feed, at: place.seq) != nil
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

    /// Takes a proof if it is better than the one that is known: the earliest fork, the lower ids.
    ///
    /// In a closed epoch the root key has said which branch counts, and a fork cuts nothing. Where
    /// the feed is settled, a fork is only remembered.
    private mutating func accept(_ proof: ForkProof, _ actions: inout [GossipAction]) {
        let feed = proof.feed
        guard epochs.cuts[feed] == nil else { return }
        let isPast = proof.seq <= settled[feed]?.seq ?? 0
        let known = isPast ? pastForks[feed] : forks[feed]
        if let known, !proof.isBetter(than: known) { return }
        if isPast { pastForks[feed] = proof } else { forks[feed] = proof }
        untold.insert(feed)
        actions.append(.cut(proof))
    }

    /// Takes in what the forks of a feed do to it, and tells the others of new ones.
    mutating func settle(
        _ verdict: ForkVerdict, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        let feed = verdict.feed
        // The opening that closes this epoch may be known here before it can be stored. Until then
        // the store lets the feed end before its fork, and what it gave up has to be fetched again.
        let isClosed = epochs.cuts[feed] != nil
        if !isClosed {
            forks[feed] = verdict.cutting
            pastForks[feed] = verdict.past
            settled[feed] = verdict.settled
        }
        if verdict.tip != stored[feed] ?? .empty {
            keyChanges[feed] = verdict.keyChanges
            tips[feed] = verdict.tip
            stored[feed] = verdict.tip
            heads[feed] = nil
            asked[feed] = nil
        }
        guard !isClosed else { return }
        if feed == ownFeed { stopOrGoOn(verdict, &actions) }
        if untold.remove(feed) != nil {
            for link in greetedLinks { sendFork(feed, on: link, at: now, &actions) }
        }
        soonFingerprint(at: now)
    }

    /// A chapter whose feed has forked may not write, unless others have witnessed its own branch
    /// so far that the fork changes nothing.
    private mutating func stopOrGoOn(_ verdict: ForkVerdict, _ actions: inout [GossipAction]) {
        if verdict.cutting != nil {
            stop(Self.forked, &actions)
        } else if stopReason == Self.forked {
            gate.state = .asking
        }
    }
}
