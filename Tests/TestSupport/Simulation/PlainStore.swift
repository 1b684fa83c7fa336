public import Federation
public import Feeds
import Sodium

/// Events in an array: enough for a thousand nodes.
public final class PlainStore: SimulatedStore {
    private var author: FeedAuthor
    private var events: [FeedName: [Event]] = [:]
    /// What counts no more, by feed: it continues the events.
    private var aside: [FeedName: [Event]] = [:]
    private var verdicts: [FeedName: ForkVerdict] = [:]
    private var random: SplitMix64
    private let highWater: HighWater?

    public init(author: FeedAuthor, seed: UInt64, highWater: HighWater? = nil) {
        self.author = author
        self.highWater = highWater
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

    public func forks() -> [ForkVerdict] {
        verdicts.keys.sorted().compactMap { verdicts[$0] }
    }

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

    public func weigh(_ proof: ForkProof?, founders: [ChapterID]) -> [ForkVerdict] {
        let closed = Epochs(openings()).cuts
        var proofs: [FeedName: [ForkProof]] = [:]
        for known in forks() where closed[known.feed] == nil {
            proofs[known.feed] = [known.cutting, known.past].compactMap { $0 }
        }
        if let proof, closed[proof.feed] == nil { proofs[proof.feed, default: []].append(proof) }
        for _ in 0...proofs.count {
            let settlement = Settlement(
                founders: founders, testimonies: testimonies(about: Set(proofs.keys)),
                forks: proofs.mapValues { $0.map(\.seq) })
            let before = events.mapValues { $0.last?.id }
            for feed in proofs.keys.sorted() {
                let settled = settlement.heads[feed]
                let (cutting, past) = ForkVerdict.weigh(proofs[feed] ?? [], settled: settled)
                settle(feed, cutting, past, settled)
                verdicts[feed] = ForkVerdict(
                    feed: feed, settled: settled, cutting: cutting, past: past,
                    tip: events[feed]?.last?.tip ?? .empty)
            }
            if events.mapValues({ $0.last?.id }) == before { break }
        }
        let changes = keyChanges()
        return proofs.keys.sorted().compactMap { verdicts[$0]?.with(changes[$0] ?? []) }
    }

    private func settle(
        _ feed: FeedName, _ cutting: ForkProof?, _ past: ForkProof?, _ settled: WitnessedHead?
    ) {
        if let past, let settled {
            let held = events[feed] ?? []
            let isHeld = { $0.header.seq == settled.seq && $0.id == settled.id } as (Event) -> Bool
            if UInt64(held.count) >= settled.seq {
                if !held.contains(where: isHeld) { _ = close(feed, after: past.seq - 1) }
            } else if let more = aside[feed],
                more.first?.header.previous == held.last?.id ?? EventID.none,
                more.contains(where: isHeld)
            {
                events[feed, default: []] += more
                aside[feed] = nil
            }
        }
        if let cutting { _ = close(feed, after: cutting.seq - 1) }
    }

    private func testimonies(about feeds: Set<FeedName>) -> [Testimony] {
        events.values.joined().filter { $0.suffix.kind == .headsWitnessed }.flatMap { event in
            (event.payload.flatMap { HeadsWitnessed(payload: $0) }?.heads ?? [])
                .filter { feeds.contains($0.feed) }
                .map { Testimony(witness: event.header.feed, seq: event.header.seq, head: $0) }
        }
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
        let renewed = PlainStore(author: author, seed: random.next(), highWater: highWater)
        renewed.events = events
        renewed.verdicts = verdicts
        renewed.aside = aside
        guard let cut = opening.closes else { return renewed }
        let earlier = FeedName(chapter: author.feed.chapter, epoch: cut.epoch)
        _ = renewed.close(earlier, after: cut.seq)
        _ = try renewed.append(.feedOpened, opening.payload, at: now)
        let said = (renewed.aside[earlier] ?? []).filter {
            ![.feedKeyChanged, .checkpoint].contains($0.suffix.kind)
        }
        for event in said {
            _ = try renewed.append(event.suffix.kind, event.payload ?? [], at: now)
        }
        return renewed
    }

    public func openings() -> [FeedOpening] {
        let renewed = Set(events.keys.filter { $0.epoch > 0 }.map(\.chapter))
        return events.filter { renewed.contains($0.key.chapter) }
            .compactMap { $0.value.first?.payload.flatMap { FeedOpening(payload: $0) } }
    }

    public func keyChanges() -> [FeedName: [KeyChange]] {
        events.compactMapValues { events in
            let changes = events.filter { $0.suffix.kind == .feedKeyChanged }
                .compactMap { $0.payload.flatMap { KeyChange(payload: $0) } }
            return changes.isEmpty ? nil : changes
        }
    }

    public func changeKey(seed: [UInt8], at now: Timestamp) throws -> (
        event: Event, author: FeedAuthor
    ) {
        let key = try SigningKey(seed: seed)
        let seq = (events[author.feed]?.last?.header.seq ?? 0) + 1
        let change = author.withKey { KeyChange(to: key, at: seq, in: author.feed, signedBy: $0) }
        guard let certificate = author.certificate.followed(by: change) else {
            throw Broken(what: "a change of the key does not count")
        }
        let event = try append(.feedKeyChanged, change.payload, at: now)
        author = FeedAuthor(certificate: certificate, key: key)
        return (event, author)
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
        highWater?.raise(to: event.tip, of: author.feed)
        return event
    }

    public func log() -> [FeedName: [EventID]] {
        events.mapValues { $0.map(\.id) }.filter { !$0.value.isEmpty }
    }

    public func handed(to author: FeedAuthor) -> any SimulatedStore {
        self.author = author
        return self
    }

    public func copy(highWater: HighWater?) -> any SimulatedStore {
        let copy = PlainStore(author: author, seed: random.next(), highWater: highWater)
        copy.events = events
        copy.verdicts = verdicts
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
