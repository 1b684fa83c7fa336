import Sodium
import SwiftProtobuf

/// Passing on what is new at once, as a courtesy: reconciliation alone must be enough.
///
/// Among few chapters everybody is linked with everybody, and the author reaches all. Among many,
/// news goes along a tree: each node passes a run on to some neighbours whole and tells the others
/// that it is there. A neighbour that had it already says so, and is only told from then on; one
/// that was told and gets nothing asks, and is sent it whole from then on. (Plumtree, Leitão,
/// Pereira and Rodrigues 2007.)
extension Gossip {
    /// Whether everybody is linked with everybody.
    var isMesh: Bool { chapters <= settings.meshChapters }

    /// Pushes what the chapter itself has just written.
    mutating func appended(
        _ events: [Event], at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let last = events.last else { return }
        tips[last.header.feed] = last.tip
        stored[last.header.feed] = last.tip
        if let signature = last.signature {
            heads[last.header.feed] = HeldHead(tip: last.tip, signature: signature)
        }
        for run in Self.runs(of: events) {
            guard let wire = WireRun(carrying: run), let last = run.last else { continue }
            push(wire, last.tip.seq, of: last.header.feed, at: now, &actions)
        }
    }

    /// Passes on what another node has sent unasked.
    mutating func relay(
        _ run: VerifiedRun, from source: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        // Somebody on the way may have left a body out: that is not passed on as news.
        guard !isMesh, run.beyond.isEmpty, run.events.allSatisfy({ $0.body != nil }),
            let wire = WireRun(carrying: run.events)
        else { return }
        push(wire, run.tip.seq, of: run.feed, but: source, at: now, &actions)
    }

    private mutating func push(
        _ run: WireRun, _ seq: UInt64, of feed: FeedName, but source: Link? = nil,
        at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard settings.push else { return }
        var message = WireMessage()
        message.push = run
        for link in greetedLinks where link != source {
            guard isMesh || sessions[link]?.isEager(feed) == true else {
                sessions[link]?.news[feed] = seq
                continue
            }
            send(message, on: link, at: now, &actions)
        }
    }

    /// Whether a pushed run is what is held already, told without checking a signature.
    ///
    /// Among many chapters a run that ends before the end counts as known: another history in it is
    /// found by reconciliation.
    func isDuplicate(_ run: ReceivedRun, of tip: Tip) -> Bool {
        run.through == tip.seq ? run.lastID == tip.id : !isMesh
    }

    /// Asks a neighbour to push a feed elsewhere.
    mutating func prune(
        _ feed: FeedName, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard !isMesh else { return }
        sessions[link]?.setEager(false, feed)
        var message = WireMessage()
        message.prune.feeds = [feed.wire]
        send(message, on: link, at: now, &actions)
    }

    mutating func take(_ prune: WirePrune, on link: Link, _ actions: inout [GossipAction]) {
        for feed in named(prune.feeds, on: link, &actions) {
            sessions[link]?.setEager(false, feed)
        }
    }

    mutating func take(_ graft: WireGraft, on link: Link, _ actions: inout [GossipAction]) {
        for feed in named(graft.feeds, on: link, &actions) {
            sessions[link]?.setEager(true, feed)
        }
    }

    private func named(
        _ names: [WireFeedName], on link: Link, _ actions: inout [GossipAction]
    ) -> [FeedName] {
        guard names.count <= Limits.ranges else {
            actions.append(.count(Refused("too many feeds"), peer(of: link)))
            return []
        }
        return names.compactMap { FeedName($0) }.filter { keys[$0] != nil }
    }

    mutating func take(
        _ have: WireHave, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard have.feeds.count <= Limits.ranges else {
            actions.append(.count(Refused("too many feeds"), peer(of: link)))
            return
        }
        for position in have.feeds {
            guard let feed = FeedName(position), keys[feed] != nil else { continue }
            let known = sessions[link]?.theirs[feed] ?? 0
            sessions[link]?.theirs[feed] = max(known, position.seq)
            guard position.seq > tips[feed]?.seq ?? 0, awaited[feed] == nil else { continue }
            awaited[feed] = Awaited(
                seq: position.seq, link: link, due: now + settings.graftAfter)
        }
    }

    /// Tells what was not pushed, and asks for what others were told of and nobody has pushed.
    mutating func tickPush(at now: Timestamp, _ actions: inout [GossipAction]) {
        for link in greetedLinks {
            guard let news = sessions[link]?.news, !news.isEmpty else { continue }
            sessions[link]?.news = [:]
            let feeds = news.keys.sorted()
            for start in stride(from: 0, to: feeds.count, by: Limits.ranges) {
                var message = WireMessage()
                message.have.feeds = feeds[start..<min(start + Limits.ranges, feeds.count)].map {
                    WireFeedPosition($0, news[$0] ?? 0)
                }
                send(message, on: link, at: now, &actions)
            }
        }
        for feed in awaited.keys.sorted() {
            guard let waiting = awaited[feed] else { continue }
            let held = tips[feed]?.seq ?? 0
            guard held < waiting.seq, sessions[waiting.link] != nil else {
                awaited[feed] = nil
                continue
            }
            guard now >= waiting.due, asked[feed] == nil else { continue }
            awaited[feed] = nil
            sessions[waiting.link]?.setEager(true, feed)
            var message = WireMessage()
            message.graft.feeds = [feed.wire]
            send(message, on: waiting.link, at: now, &actions)
            ask(
                [(feed, held + 1, min(waiting.seq, end(of: feed)))], on: waiting.link,
                isNews: true, at: now, &actions)
        }
    }
}

extension Session {
    /// Whether a feed is pushed whole on this link, or only told.
    func isEager(_ feed: FeedName) -> Bool {
        isEagerLink ? !exceptions.contains(feed) : exceptions.contains(feed)
    }

    mutating func setEager(_ eager: Bool, _ feed: FeedName) {
        if eager == isEagerLink { exceptions.remove(feed) } else { exceptions.insert(feed) }
    }
}

extension ReceivedRun {
    /// The id of the last event, computed from the chain.
    var lastID: EventID {
        var id = previous
        for (index, part) in parts.enumerated() {
            id =
                EventHeader(
                    feed: feed, seq: from + UInt64(index), previous: id,
                    bodyLength: part.bodyLength, bodyHash: part.bodyHash, suffix: part.suffix
                ).id
        }
        return id
    }
}
