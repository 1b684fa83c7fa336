public import Sodium
import SwiftProtobuf

/// A run whose chain and signature hold.
///
/// Only such runs can be stored.
public struct VerifiedRun: Sendable {
    /// The feed.
    public let feed: FeedName
    /// Its events in order, never empty.
    ///
    /// The last one carries its signature, unless the feed ends in the middle of the run.
    public let events: [Event]
    /// Events after those that count no more, because the feed ends before them.
    ///
    /// They are kept aside: the last of them carries the signature that proves the others.
    public let beyond: [Event]

    init(feed: FeedName, events: [Event], beyond: [Event] = []) {
        self.feed = feed
        self.events = events
        self.beyond = beyond
    }

    /// The run that an author has just written.
    public init(written event: Event) {
        self.init(feed: event.header.feed, events: [event])
    }

    /// The same run where the feed ends at `seq`; nil where nothing of it counts.
    func ending(at seq: UInt64) -> VerifiedRun? {
        guard let first = events.first, first.header.seq <= seq else { return nil }
        guard let last = events.last, last.header.seq > seq else { return self }
        let kept = Int(seq - first.header.seq) + 1
        return VerifiedRun(
            feed: feed, events: Array(events[..<kept]), beyond: Array(events[kept...]))
    }

    /// Whether it has an event without a body, or takes bodies back.
    public var touchesHoles: Bool {
        events.contains { $0.body == nil || $0.suffix.kind == .bodiesTakenBack }
    }

    /// The end of the feed once the run is stored.
    public var tip: Tip { events.last?.tip ?? .empty }
}

extension ReceivedRun {
    /// Checks the run against what is held of its feed, cheapest first.
    ///
    /// `tip`: the end of the feed as it is held.
    /// `key`: the feed's key.
    /// Gives the events after `tip`. A run that begins at or before `tip` gives only what is
    ///   new; one that contradicts `tip` is `otherBranch` (its signature is then good, and
    ///   `branch(by:)` gives the evidence).
    public func verified(after tip: Tip, by key: PublicKey) throws(RunFault) -> VerifiedRun {
        guard from <= tip.seq + 1, through > tip.seq else { throw .discontinuous }
        if from == tip.seq + 1, previous != tip.id {
            _ = try branch(by: key)
            throw .otherBranch
        }
        let events = try chained(notBefore: from == tip.seq + 1 ? tip.time : nil)
        try checkSignature(of: events, by: key)
        if from <= tip.seq {
            let held = events[Int(tip.seq - from)]
            guard tip.seq == 0 || held.id == tip.id else { throw .otherBranch }
        }
        let new = Array(events[Int(tip.seq + 1 - from)...])
        return VerifiedRun(feed: feed, events: new)
    }

    /// The whole run as evidence, whatever it continues: chain and signature hold.
    public func branch(by key: PublicKey) throws(RunFault) -> VerifiedRun {
        let events = try chained(notBefore: nil)
        try checkSignature(of: events, by: key)
        return VerifiedRun(feed: feed, events: events)
    }

    private func chained(notBefore: HybridTime?) throws(RunFault) -> [Event] {
        var events: [Event] = []
        events.reserveCapacity(parts.count)
        var previous = previous
        var time = notBefore ?? HybridTime(bits: 0)
        for (index, part) in parts.enumerated() {
            guard let suffix = EventSuffix(bytes: part.suffix) else { throw .malformed }
            guard suffix.time >= time else { throw .timeBackwards }
            let last = index == parts.count - 1
            guard last || !suffix.kind.endsRun else { throw .mustEndRun }
            guard part.body != nil || suffix.kind.mayBeTakenBack else { throw .malformed }
            let header = EventHeader(
                feed: feed, seq: from + UInt64(index), previous: previous,
                bodyLength: part.bodyLength, bodyHash: part.bodyHash, suffix: part.suffix)
            let id = header.id
            events.append(
                Event(
                    header: header, id: id, suffix: suffix, body: part.body,
                    signature: last ? signature : nil))
            previous = id
            time = suffix.time
        }
        return events
    }

    private func checkSignature(of events: [Event], by key: PublicKey) throws(RunFault) {
        guard let last = events.last,
            key.isValid(signature, for: EventHeader.signedBytes(feed.chapter, last.id))
        else { throw .badSignature }
    }
}

extension WireRun {
    /// The run that carries these stored events; the last of them must hold its signature.
    package init?(carrying events: [Event]) {
        guard let first = events.first, let signature = events.last?.signature else { return nil }
        self.init()
        chapter = first.header.feed.chapter.bytes.data
        epoch = first.header.feed.epoch
        from = first.header.seq
        previous = first.header.previous.bytes.data
        self.signature = signature.data
        self.events = events.map { event in
            var part = WireRunEvent()
            part.suffix = event.header.suffix.data
            if let body = event.body {
                part.body = body.data
            } else {
                part.bodyHash = event.header.bodyHash.data
                part.bodyLength = event.header.bodyLength
            }
            return part
        }
    }
}
