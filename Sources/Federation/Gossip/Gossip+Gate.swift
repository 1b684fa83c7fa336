public import Sodium

/// Whether the chapter may write to its own feed.
///
/// A feed that is written twice ends the identity, so a node that starts asks those it can reach
/// what they hold of its feed, and fetches what it has lost before it writes.
struct Gate: Sendable {
    enum State: Hashable, Sendable {
        case asking
        case open
        case stopped(String)
    }

    var since: Timestamp
    /// Whether the store is known to be, or may be, older than what was sent out.
    let restored: Bool
    var state = State.asking
    /// The chapters that said what they hold of our feed.
    var witnesses: Set<ChapterID> = []
    /// Whether somebody says to hold more of our feed than we do, under a key that we do not know.
    var lacksKey = false
    /// The furthest that anybody was shown to hold of our feed.
    var furthest: UInt64 = 0
}

extension Gossip {
    /// Whether appending is allowed now, and if it was stopped, why.
    public var mayAppend: Bool { gate.state == .open }

    /// How many events of the chapter's own feed are stored.
    public var ownSeq: UInt64 { stored[ownFeed]?.seq ?? 0 }

    /// Whether the chapter's feed may go on under a key that is not here, as others say.
    public var mayLackKey: Bool { gate.lacksKey && !mayAppend }

    /// Why appending was stopped for good, if it was.
    public var stopReason: String? {
        if case .stopped(let reason) = gate.state { reason } else { nil }
    }

    /// A signed event at the end of a held feed, as HELLO names it.
    public struct HeldHead: Sendable {
        /// Its place and id.
        public let tip: Tip
        /// The author's signature over it.
        public let signature: Signature

        /// A head read from the store.
        public init(tip: Tip, signature: Signature) {
            self.tip = tip
            self.signature = signature
        }
    }

    /// Takes what a peer says it holds of our own feed.
    mutating func witness(
        _ head: WireHead?, from peer: ChapterID, _ link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        let tip = tips[ownFeed] ?? .empty
        let isOurs = head.map { carriesOurSignature($0) } ?? true
        // Who holds more of our feed than we can check may hold it under a key that we lost: what it
        // says is no leave to write.
        if isOurs || head?.seq ?? 0 <= tip.seq {
            gate.witnesses.insert(peer)
        } else {
            gate.lacksKey = true
        }
        if let head, isOurs, head.epoch == ownFeed.epoch, let id = Bytes32(head.id) {
            if head.seq > tip.seq {
                gate.furthest = max(gate.furthest, head.seq)
                if gate.state == .open {
                    stop("Another copy of this chapter's node has written.", &actions)
                }
                ask([(ownFeed, tip.seq + 1, head.seq)], on: link, at: now, &actions)
            } else if head.seq == tip.seq, tip.id != EventID(id) {
                stop("This chapter's feed has forked.", &actions)
            }
        }
        tickGate(at: now, &actions)
    }

    /// Whether an event that somebody says to hold of our feed carries our signature.
    private func carriesOurSignature(_ head: WireHead) -> Bool {
        guard head.epoch == ownFeed.epoch else { return true }
        guard let id = Bytes32(head.id), let signature = Signature(head.signature) else {
            return false
        }
        return certificate.keys.key(at: head.seq)
            .isValid(signature, for: EventHeader.signedBytes(chapter, EventID(id)))
    }

    mutating func stop(_ reason: String, _ actions: inout [GossipAction]) {
        guard stopReason == nil else { return }
        gate.state = .stopped(reason)
        actions.append(.stopWriting(reason))
    }

    mutating func tickGate(at now: Timestamp, _ actions: inout [GossipAction]) {
        guard gate.state == .asking else { return }
        // Nothing may be signed with a key before the place where it begins.
        let begun = certificate.keys.changes.last?.seq ?? 0
        guard (stored[ownFeed]?.seq ?? 0) >= max(gate.furthest, begun) else { return }
        let others = (roster?.linked ?? []).map(\.chapter).filter { $0 != chapter }
        let spoken = others.filter { gate.witnesses.contains($0) }.count
        let enough =
            if gate.restored {
                spoken >= min(settings.witnessesAfterRestore, others.count)
            } else {
                spoken == others.count || now - gate.since >= settings.gateWait
            }
        guard enough else { return }
        gate.state = .open
        actions.append(.openGate)
    }
}
