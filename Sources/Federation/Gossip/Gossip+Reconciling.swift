public import Sodium
import SwiftProtobuf

/// Finding out what the other side lacks: fingerprint, vector, tips.
extension Gossip {
    /// One hash over all that is held: equal hashes, equal feeds.
    public var fingerprint: Bytes32 {
        var state = HashState("rhizome/fingerprint")
        for feed in feeds {
            guard let tip = stored[feed], tip.seq > 0 else { continue }
            state.update(feed.chapter.bytes)
            state.update(feed.epoch.bigEndianBytes)
            state.update(tip.seq.bigEndianBytes)
            state.update(tip.id.bytes)
            state.update([forks[feed] == nil ? 0 : 1])
        }
        return state.finish()
    }

    mutating func sendFingerprint(
        on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        let spread = UInt64(settings.reconcileEvery)
        let wait = settings.reconcileEvery / 2 + Int64(random.number(below: spread))
        sessions[link]?.nextFingerprint = now + wait
        var message = WireMessage()
        message.fingerprint.hash = fingerprint.data
        send(message, on: link, at: now, &actions)
    }

    /// Tells the neighbours soon that something changed, so that they see what we hold.
    mutating func soonFingerprint(at now: Timestamp) {
        for link in greetedLinks {
            let soon = now + settings.acknowledgeAfter
            if let session = sessions[link], session.nextFingerprint > soon {
                sessions[link]?.nextFingerprint = soon
            }
        }
    }

    mutating func take(
        _ fingerprint: WireFingerprint, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        guard fingerprint.hash == self.fingerprint.data else {
            sendVector(on: link, answer: true, at: now, &actions)
            return
        }
        var held: [FeedName: UInt64] = [:]
        for feed in feeds { held[feed] = stored[feed]?.seq ?? 0 }
        sessions[link]?.theirs = held
    }

    mutating func sendVector(
        on link: Link, answer: Bool, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        var message = WireMessage()
        message.vector.answer = answer
        message.vector.feeds = feeds.map { feed in
            var position = WireFeedPosition()
            position.chapter = feed.chapter.data
            position.epoch = feed.epoch
            position.seq = stored[feed]?.seq ?? 0
            return position
        }
        send(message, on: link, at: now, &actions)
    }

    mutating func take(
        _ vector: WireVector, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard vector.feeds.count <= Limits.chapters else {
            actions.append(.count(Refused("vector too long"), peer(of: link)))
            return
        }
        var theirs: [FeedName: UInt64] = [:]
        var wanted: [(FeedName, UInt64, UInt64)] = []
        for position in vector.feeds {
            guard let chapter = Bytes32(position.chapter) else { continue }
            let feed = FeedName(chapter: ChapterID(chapter), epoch: position.epoch)
            guard keys[feed] != nil || mayBegin(feed) else { continue }
            theirs[feed] = position.seq
            let tip = tips[feed] ?? .empty
            let end = end(of: feed)
            if position.seq > end { sendFork(feed, on: link, at: now, &actions) }
            let through = min(position.seq, end)
            if through > tip.seq, asked[feed] == nil {
                wanted.append((feed, tip.seq + 1, through))
            }
        }
        sessions[link]?.theirs = theirs
        ask(wanted, on: link, at: now, &actions)
        if vector.answer { sendVector(on: link, answer: false, at: now, &actions) }
        let same = feeds.allSatisfy { theirs[$0] ?? 0 == stored[$0]?.seq ?? 0 }
        if same, !vector.answer { sendTips(on: link, at: now, &actions) }
    }

    private mutating func sendTips(
        on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        var message = WireMessage()
        message.tips.feeds = feeds.compactMap { feed in
            guard let tip = stored[feed], tip.seq > 0 else { return nil }
            var wire = WireFeedTip()
            wire.chapter = feed.chapter.data
            wire.epoch = feed.epoch
            wire.seq = tip.seq
            wire.tip = Array(tip.id.bytes.bytes.prefix(8)).data
            return wire
        }
        send(message, on: link, at: now, &actions)
    }

    mutating func take(
        _ tips: WireTips, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard tips.feeds.count <= Limits.chapters else {
            actions.append(.count(Refused("tips too long"), peer(of: link)))
            return
        }
        for theirs in tips.feeds {
            guard let chapter = Bytes32(theirs.chapter) else { continue }
            let feed = FeedName(chapter: ChapterID(chapter), epoch: theirs.epoch)
            guard keys[feed] != nil, forks[feed] == nil, let ours = stored[feed],
                ours.seq == theirs.seq,
                Array(ours.id.bytes.bytes.prefix(8)).data != theirs.tip
            else { continue }
            pursue(feed, before: ours.seq + 1, on: link, at: now, &actions)
        }
    }
}
