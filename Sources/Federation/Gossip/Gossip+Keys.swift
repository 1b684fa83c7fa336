import Sodium

/// Which key a feed lies under, place by place, and which one a chapter signs with now.
extension Gossip {
    static let otherKey =
        "This chapter's feed goes on under a key that is not here: it was changed after this copy "
        + "was made, or by somebody else."

    /// The key under which an event of a feed must be signed.
    ///
    /// Nil where that cannot be known yet: a change of the key may lie between what is held and this
    /// place. The chapter knows its own keys.
    func key(of feed: FeedName, at seq: UInt64) -> PublicKey? {
        guard let first = keys[feed] else { return nil }
        if feed == ownFeed { return certificate.keys.key(at: seq) }
        guard seq <= (tips[feed]?.seq ?? 0) + 1 else { return nil }
        return keyChanges[feed]?.last { $0.seq < seq }?.key ?? first
    }

    /// Takes in that another key signs a feed after these events, which are its next ones.
    mutating func learnChange(in run: VerifiedRun, _ actions: inout [GossipAction]) {
        guard let last = run.events.last, last.suffix.kind == .feedKeyChanged,
            let change = last.payload.flatMap({ KeyChange(payload: $0) }),
            change.seq == last.header.seq, let first = keys[run.feed]
        else { return }
        var keys = FeedKeys(run.feed, first: first)
        for earlier in keyChanges[run.feed] ?? [] { _ = keys.take(earlier) }
        guard keys.take(change) else { return }
        keyChanges[run.feed] = keys.changes
        if hasOtherKey { stop(Self.otherKey, &actions) }
    }

    /// Forgets the changes that went with the end of a feed.
    mutating func forgetChanges(of feed: FeedName, after tip: Tip) {
        keyChanges[feed]?.removeAll { $0.seq > tip.seq }
    }

    /// Whether the chapter's own feed was handed over to a key that this node does not have.
    var hasOtherKey: Bool {
        !Self.extends(certificate.keys.changes, keyChanges[ownFeed] ?? [])
    }

    /// The changes of a feed's key as far as they are known: those that are held, and those that
    /// the roster adds to them.
    private func knownChanges(of feed: FeedName) -> [KeyChange] {
        let held = keyChanges[feed] ?? []
        guard let told = roster?.entry(feed.chapter)?.certificate, told.feed == feed,
            mayFollow(told.keys.changes, held, in: feed)
        else { return held }
        return told.keys.changes
    }

    /// The key that a chapter's latest feed is signed with, as far as this node knows.
    func latestKey(of feed: FeedName) -> PublicKey? {
        knownChanges(of: feed).last?.key ?? keys[feed]
    }

    /// Whether what a certificate says of the keys of a feed may be true, and nothing later is known.
    public func mayBeLatest(_ certificate: FeedCertificate) -> Bool {
        let feed = certificate.feed
        guard let known = keys[feed] else { return true }
        return certificate.keys.first == known
            && mayFollow(certificate.keys.changes, knownChanges(of: feed), in: feed)
    }

    /// Whether all that is known stands in a list of changes, and the rest lies after what is held.
    private func mayFollow(_ changes: [KeyChange], _ known: [KeyChange], in feed: FeedName) -> Bool
    {
        let end = max(tips[feed]?.seq ?? 0, known.last?.seq ?? 0)
        return Self.extends(changes, known)
            && changes.dropFirst(known.count).allSatisfy { $0.seq > end }
    }

    private static func extends(_ changes: [KeyChange], _ known: [KeyChange]) -> Bool {
        changes.count >= known.count && zip(known, changes).allSatisfy { $0.isSame(as: $1) }
    }
}
