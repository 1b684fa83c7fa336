public import Federation
public import Feeds
import Sodium

/// Events in an array: enough for a thousand nodes.
public final class PlainStore: SimulatedStore {
    private let author: FeedAuthor
    private var events: [FeedName: [Event]] = [:]
    /// What counts no more, by feed: it continues the events.
    private var aside: [FeedName: [Event]] = [:]
    private var proofs: [FeedName: ForkProof] = [:]
    private var random: SplitMix64

    public init(author: FeedAuthor, seed: UInt64) {
        self.author = author
        random = SplitMix64(seed: seed)
    }

    public func ends() -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead]) {
        var heads: [FeedName: Gossip.HeldHead] = [:]
        for (feed, events) in events {
            guard let last = events.last, let signature = last.signature else { continue }
            heads[feed] = Gossip.HeldHead(tip: last.tip, signature: signature)
        }
        return (events.mapValues { $0.last?.tip ?? .empty }, heads)
    }

    public func forks() -> [FeedName: ForkProof] { proofs }

    public func receive(_ run: VerifiedRun) throws -> Tip {
        let held = events[run.feed]?.last?.tip ?? .empty
        guard let first = run.events.first, first.header.seq == held.seq + 1,
            first.header.previous == held.id
        else { throw Broken(what: "a verified run does not continue the store") }
        events[run.feed, default: []] += run.events
        if !run.beyond.isEmpty { aside[run.feed] = run.beyond }
        return run.tip
    }

    public func run(_ feed: FeedName, from: UInt64) -> [Event] {
        guard let held = events[feed], from >= 1, from <= held.count else { return [] }
        var tail = held[Int(from - 1)...]
        if tail.last?.signature == nil { tail += aside[feed] ?? [] }
        let slice = Array(tail.prefix(Limits.runEvents))
        let first = Gossip.runs(of: slice).first ?? []
        let end = first.lastIndex { $0.signature != nil }
        return end.map { Array(first[...$0]) } ?? []
    }

    public func compare(_ branch: VerifiedRun) -> GossipInput.Comparison {
        let held = events[branch.feed] ?? []
        guard let first = branch.events.first else { return .same }
        let start = Int(first.header.seq)
        if start > 1 {
            guard start - 2 < held.count else { return .same }
            if held[start - 2].id != first.header.previous { return .earlier(UInt64(start)) }
        }
        for (index, theirs) in branch.events.enumerated() {
            guard start - 1 + index < held.count else { return .same }
            guard held[start - 1 + index].id != theirs.id else { continue }
            let ours = Array(held[(start - 1 + index)...])
            return ForkProof(ours, Array(branch.events[index...])).map { .fork($0) } ?? .same
        }
        return .same
    }

    public func cut(_ proof: ForkProof) -> Tip {
        proofs[proof.feed] = proof
        return close(proof.feed, after: proof.seq - 1)
    }

    public func close(_ feed: FeedName, after seq: UInt64) -> Tip {
        let held = events[feed] ?? []
        let kept = held.filter { $0.header.seq <= seq }
        if kept.count < held.count {
            aside[feed] = Array(held[kept.count...])
            events[feed] = kept
        }
        return kept.last?.tip ?? .empty
    }

    /// It knows no takings back: no body is ever missing here by its author's will.
    public func fill(_ branch: VerifiedRun) {}

    public func lacking(_ chapter: ChapterID?) -> [FeedName: [UInt64]] { [:] }

    public func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    {
        let renewed = PlainStore(author: author, seed: random.next())
        renewed.events = events
        renewed.proofs = proofs
        renewed.aside = aside
        guard let cut = opening.closes else { return renewed }
        let earlier = FeedName(chapter: author.feed.chapter, epoch: cut.epoch)
        _ = renewed.close(earlier, after: cut.seq)
        _ = try renewed.append(.feedOpened, opening.payload, at: now)
        for event in renewed.aside[earlier] ?? [] {
            _ = try renewed.append(event.suffix.kind, event.payload ?? [], at: now)
        }
        return renewed
    }

    public func openings() -> [FeedOpening] {
        let renewed = Set(events.keys.filter { $0.epoch > 0 }.map(\.chapter))
        return events.filter { renewed.contains($0.key.chapter) }
            .compactMap { $0.value.first?.payload.flatMap { FeedOpening(payload: $0) } }
    }

    public func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event {
        let tip = events[author.feed]?.last?.tip ?? .empty
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        let event = author.withKey { key in
            EventAuthor.write(
                kind, payload, salt: salt, time: HybridTime(now: now, after: tip.time),
                after: tip, in: author.feed, signedBy: key)
        }
        events[author.feed, default: []].append(event)
        return event
    }

    public func log() -> [FeedName: [EventID]] {
        events.mapValues { $0.map(\.id) }.filter { !$0.value.isEmpty }
    }

    public func copy() -> any SimulatedStore {
        let copy = PlainStore(author: author, seed: random.next())
        copy.events = events
        copy.proofs = proofs
        copy.aside = aside
        return copy
    }
}

/// Something that may never happen did.
public struct Broken: Error, CustomStringConvertible {
    let what: String
    public init(what: String) { self.what = what }
    public var description: String { what }
}
