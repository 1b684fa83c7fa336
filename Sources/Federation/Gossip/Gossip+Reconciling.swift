import Sodium
import SwiftProtobuf

/// Finding out whether the other side holds the same: fingerprint and tips.
extension Gossip {
    /// One hash over all that is held: equal hashes, equal feeds.
    mutating func fingerprint() -> Bytes32 {
        if let known = knownFingerprint { return known }
        var state = HashState("rhizome/fingerprint")
        for feed in feeds {
            guard let tip = stored[feed], tip.seq > 0 else { continue }
            state.update(feed.chapter.bytes)
            state.update(feed.epoch.bigEndianBytes)
            state.update(tip.seq.bigEndianBytes)
            state.update(tip.id.bytes)
            state.update([forks[feed] == nil || epochs.cuts[feed] != nil ? 0 : 1])
        }
        let fingerprint = state.finish()
        knownFingerprint = fingerprint
        return fingerprint
    }

    mutating func sendFingerprint(
        on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        let spread = UInt64(settings.reconcileEvery)
        let wait = settings.reconcileEvery / 2 + Int64(random.number(below: spread))
        sessions[link]?.nextFingerprint = now + wait
        var message = WireMessage()
        message.fingerprint.hash = fingerprint().data
        send(message, on: link, at: now, &actions)
    }

    /// Tells the neighbours soon that something changed, so that they see what we hold.
    mutating func soonFingerprint(at now: Timestamp) {
        let soon =
            now + (isMesh ? settings.acknowledgeAfter : settings.acknowledgeAfterAmongMany)
        for link in greetedLinks {
            if let session = sessions[link], session.nextFingerprint > soon {
                sessions[link]?.nextFingerprint = soon
            }
        }
    }

    mutating func take(
        _ fingerprint: WireFingerprint, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        askForBodies(on: link, at: now, &actions)
        guard fingerprint.hash == self.fingerprint().data else {
            sessions[link]?.agreed = false
            sendVector(on: link, answer: true, at: now, &actions)
            return
        }
        sessions[link]?.agreed = true
        var held: [FeedName: UInt64] = [:]
        for feed in feeds { held[feed] = stored[feed]?.seq }
        sessions[link]?.theirs = held
    }

    mutating func sendTips(
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
        guard tips.feeds.count <= Limits.feeds else {
            actions.append(.count(Refused("tips too long"), peer(of: link)))
            return
        }
        for theirs in tips.feeds {
            guard let chapter = Bytes32(theirs.chapter) else { continue }
            let feed = FeedName(chapter: ChapterID(chapter), epoch: theirs.epoch)
            guard keys[feed] != nil, forks[feed] == nil || epochs.cuts[feed] != nil,
                let ours = stored[feed],
                ours.seq == theirs.seq,
                Array(ours.id.bytes.bytes.prefix(8)).data != theirs.tip
            else { continue }
            leaveWrongBranch(of: feed, &actions)
            pursue(feed, before: ours.seq + 1, on: link, at: now, &actions)
        }
    }
}
