import Sodium

/// Chapters that begin a new epoch under their root key.
extension Gossip {
    /// The keys of the feeds that make up the histories of all chapters that count.
    mutating func readKeys() {
        var keys = [ownFeed: certificate.keys.first]
        authors = [chapter]
        for entry in roster?.entries ?? [] where entry.certificate.feed != ownFeed {
            if case .candidate = entry.standing, entry.chapter != chapter { continue }
            authors.insert(entry.chapter)
            earlierKeys[entry.certificate.feed] = entry.certificate.keys.first
            if epochs.counts(entry.certificate.feed) {
                keys[entry.certificate.feed] = entry.certificate.keys.first
            }
        }
        for chapter in authors {
            for feed in epochs.histories[chapter] ?? [] where feed != ownFeed {
                if let key = earlierKeys[feed] { keys[feed] = key }
            }
        }
        for (feed, opening) in epochs.openings
        where authors.contains(feed.chapter) && epochs.counts(feed) {
            keys[feed] = opening.certificate.keys.first
        }
        self.keys = keys
    }

    /// The feed that a chapter writes now, as far as this node knows.
    public func feed(of chapter: ChapterID) -> FeedName? {
        if chapter == self.chapter { return ownFeed }
        let known = roster?.entry(chapter)?.certificate.feed
        return [known, epochs.latest(of: chapter)].compactMap { $0 }.max()
    }

    /// The last place of a feed that counts.
    func end(of feed: FeedName) -> UInt64 {
        guard epochs.counts(feed) else { return 0 }
        return epochs.cuts[feed]?.seq ?? forks[feed].map { $0.seq - 1 } ?? Limits.lastSeq
    }

    /// Whether a feed that is not known may be an epoch of a chapter that counts.
    func mayBegin(_ feed: FeedName) -> Bool {
        guard feed.epoch <= Limits.lastEpoch, epochs.openings[feed] == nil else { return false }
        return authors.contains(feed.chapter)
    }

    /// The opening that a run of an unknown epoch begins with, which vouches for its own key.
    func opening(in run: ReceivedRun) -> FeedOpening? {
        guard run.from == 1, mayBegin(run.feed), let opening = run.opening,
            opening.feed == run.feed
        else { return nil }
        return opening
    }

    /// Takes in that a chapter has begun a new epoch, and ends its earlier ones.
    mutating func learn(_ opening: FeedOpening, _ actions: inout [GossipAction]) {
        guard epochs.learn(opening) else { return }
        let chapter = opening.feed.chapter
        readKeys()
        checkProofs(&actions)
        if chapter == self.chapter, opening.feed.epoch > ownFeed.epoch {
            stop(Self.begunElsewhere, &actions)
        }
        for feed in tips.keys.sorted() where feed.chapter == chapter {
            let end = end(of: feed)
            if let tip = tips[feed], tip.seq > end {
                actions.append(.close(feed, after: end))
            }
        }
    }

    /// The event that the right branch of a forked feed leads to: where the root key has closed the
    /// epoch, or where others have witnessed it.
    func named(of feed: FeedName) -> (seq: UInt64, id: EventID)? {
        if let cut = epochs.cuts[feed] { return (cut.seq, cut.id) }
        guard pastForks[feed] != nil, let head = settled[feed] else { return nil }
        return (head.seq, head.id)
    }

    /// Gives up the branch of a fork that does not lead to the event that was named.
    ///
    /// Which branch is right shows only there. So it is fetched anew until it is the right one.
    mutating func leaveWrongBranch(of feed: FeedName, _ actions: inout [GossipAction]) {
        guard let named = named(of: feed), let tip = tips[feed], tip.seq > 0,
            tip.seq < named.seq || tip.seq == named.seq && tip.id != named.id
        else { return }
        let proof = epochs.cuts[feed] == nil ? pastForks[feed] : forks[feed]
        let fork = proof.map { $0.seq - 1 } ?? 0
        actions.append(.close(feed, after: min(fork, tip.seq - 1)))
    }

    /// Whether all that counts of the epoch before is stored; asks for it where it is not.
    ///
    /// So every node reads a chapter's history in the same order.
    mutating func isReady(
        _ feed: FeedName, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) -> Bool {
        guard let (before, cut) = epochs.before(feed) else { return true }
        let end = end(of: before)
        let held = stored[before] ?? .empty
        guard held.seq < end else {
            if held.id == cut.id { return true }
            leaveWrongBranch(of: before, &actions)
            return false
        }
        if asked[before] == nil {
            ask([(before, (tips[before]?.seq ?? 0) + 1, end)], on: link, at: now, &actions)
        }
        return false
    }
}

extension ReceivedRun {
    /// What the run's first event opens, if it is the first event of a feed.
    var opening: FeedOpening? {
        guard from == 1, let first = parts.first, let body = first.body,
            EventSuffix(bytes: first.suffix)?.kind == .feedOpened
        else { return nil }
        return FeedOpening(payload: Array(body.dropFirst(Limits.saltBytes)))
    }
}
