import Sodium
import SwiftProtobuf

/// Saying how far each feed is held: everything once, then what has changed.
extension Gossip {
    /// Eight bytes that are equal where two nodes list the same feeds in the same order.
    mutating func feedOrder() -> [UInt8] {
        if let known = knownOrder { return known }
        var state = HashState("rhizome/feed-order")
        for feed in feeds {
            state.update(feed.chapter.bytes)
            state.update(feed.epoch.bigEndianBytes)
        }
        let order = Array(state.finish().bytes.prefix(8))
        knownOrder = order
        return order
    }

    /// `whole`: whether the other side is to name every feed in its next vector.
    mutating func sendVector(
        on link: Link, answer: Bool, whole: Bool = false, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        guard let session = sessions[link] else { return }
        let feeds = feeds
        var message = WireMessage()
        message.vector.answer = answer
        message.vector.whole = whole
        message.vector.number = session.vectorsSaid + 1
        var said = session.said
        if session.vectorsSaid > 0, !session.owesWhole {
            message.vector.after = session.vectorsSaid
            message.vector.feeds = feeds.compactMap { feed in
                let seq = stored[feed]?.seq ?? 0
                guard said[feed] ?? 0 != seq else { return nil }
                said[feed] = seq
                return WireFeedPosition(feed, seq)
            }
        } else {
            said = [:]
            for feed in feeds { said[feed] = stored[feed]?.seq }
            if session.owesWhole {
                message.vector.feeds = feeds.map { WireFeedPosition($0, said[$0] ?? 0) }
            } else {
                message.vector.order = feedOrder().data
                message.vector.seqs = feeds.map { said[$0] ?? 0 }
            }
        }
        sessions[link]?.said = said
        sessions[link]?.vectorsSaid += 1
        sessions[link]?.owesWhole = false
        send(message, on: link, at: now, &actions)
    }

    mutating func take(
        _ vector: WireVector, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard vector.feeds.count <= Limits.feeds, vector.seqs.count <= Limits.feeds else {
            actions.append(.count(Refused("vector too long"), peer(of: link)))
            return
        }
        if vector.whole { sessions[link]?.owesWhole = true }
        guard let theirs = positions(in: vector, on: link) else {
            sendVector(on: link, answer: true, whole: true, at: now, &actions)
            return
        }
        // Also what is not known here counts, for it will not be said again; within bounds.
        guard theirs.count <= Limits.positionsKept else {
            actions.append(.count(Refused("vector too long"), peer(of: link)))
            return
        }
        sessions[link]?.theirs = theirs
        sessions[link]?.vectorsHeard = vector.number
        showForks(theirs, on: link, at: now, &actions)
        askMore(on: link, at: now, &actions)
        if vector.answer { sendVector(on: link, answer: false, at: now, &actions) }
        let same = feeds.allSatisfy { theirs[$0] ?? 0 == stored[$0]?.seq ?? 0 }
        if same, !vector.answer { sendTips(on: link, at: now, &actions) }
    }

    /// How far they hold each feed; nil where the vector builds on what we do not have.
    private mutating func positions(in vector: WireVector, on link: Link) -> [FeedName: UInt64]? {
        guard let session = sessions[link] else { return nil }
        var theirs = vector.after == 0 ? [:] : session.theirs
        if vector.after != 0, vector.after != session.vectorsHeard { return nil }
        if !vector.order.isEmpty {
            let feeds = feeds
            guard vector.order == feedOrder().data, vector.seqs.count == feeds.count else {
                return nil
            }
            for (feed, seq) in zip(feeds, vector.seqs) where seq > 0 { theirs[feed] = seq }
        }
        for position in vector.feeds {
            if let feed = FeedName(position) { theirs[feed] = position.seq }
        }
        return theirs
    }

    /// Sends the proofs of forks to whoever holds more of a feed than they allow.
    private mutating func showForks(
        _ theirs: [FeedName: UInt64], on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        for feed in forks.keys.sorted() where epochs.cuts[feed] == nil {
            if theirs[feed] ?? 0 > end(of: feed) { sendFork(feed, on: link, at: now, &actions) }
        }
    }

    /// Asks for feeds of which they hold what we lack and that nobody else was asked for: a few at
    /// a time, so that every link brings some of what is missing.
    mutating func askMore(on link: Link, at now: Timestamp, _ actions: inout [GossipAction]) {
        guard let session = sessions[link], session.greeted else { return }
        // More is asked for once the store has taken what came.
        sessions[link]?.isHeldBack = waiting.bytes(of: link) >= settings.creditBytes
        guard sessions[link]?.isHeldBack == false else { return }
        let room = Self.askedAtOnce - asked.values.count { $0.link == link }
        guard room >= Self.askedAtOnce / 2 else { return }
        var ranges: [(feed: FeedName, from: UInt64, through: UInt64)] = []
        for (feed, seq) in session.theirs where asked[feed] == nil {
            let held = tips[feed]?.seq ?? 0
            guard seq > held, keys[feed] != nil || mayBegin(feed) else { continue }
            let end = min(seq, end(of: feed))
            if end > held { ranges.append((feed, held + 1, end)) }
        }
        ranges.sort { $0.feed < $1.feed }
        ask(Array(ranges.prefix(room)), on: link, at: now, &actions)
    }

    /// Gives up waiting for feeds that did not come, and asks the other links for them first.
    mutating func askOthers(
        for late: [FeedName], at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        let slow = Set(late.compactMap { asked[$0]?.link })
        for feed in late { asked[feed] = nil }
        for link in slow.sorted() { forgiveLost(on: link, at: now, &actions) }
        let links = greetedLinks
        for link in links.filter({ !slow.contains($0) }) + links.filter(slow.contains) {
            askMore(on: link, at: now, &actions)
        }
    }

    /// So many feeds are asked of one link at once.
    private static let askedAtOnce = Limits.ranges
}

extension WireFeedPosition {
    init(_ feed: FeedName, _ seq: UInt64) {
        self.init()
        chapter = feed.chapter.data
        epoch = feed.epoch
        self.seq = seq
    }
}

extension FeedName {
    init?(_ position: WireFeedPosition) {
        guard let chapter = Bytes32(position.chapter) else { return nil }
        self.init(chapter: ChapterID(chapter), epoch: position.epoch)
    }

    init?(_ name: WireFeedName) {
        guard let chapter = Bytes32(name.chapter) else { return nil }
        self.init(chapter: ChapterID(chapter), epoch: name.epoch)
    }

    var wire: WireFeedName {
        var wire = WireFeedName()
        wire.chapter = chapter.data
        wire.epoch = epoch
        return wire
    }
}
