/// How much the state machine keeps for others, so that its bounds can be watched.
package struct GossipLoad: Sendable {
    /// Links that stand.
    package let links: Int
    /// The most ranges that wait on one link.
    package let rangesOnALink: Int
    /// The most feeds of which one link has said how far it holds them.
    package let positionsOfALink: Int
    /// The most feeds that one link waits to be told of.
    package let newsOnALink: Int
    /// The most bytes of runs that one link may still be sent.
    package let creditOfALink: Int
    /// The bytes of runs that wait for the store.
    package let waitingBytes: Int
    /// Proofs that wait for a key.
    package let uncheckedProofs: Int
    /// Feeds that somebody was asked for, or told of.
    package let feedsUnderWay: Int
    /// So many events of the chapter's own feed others have shown, and they have not come.
    package let ownEventsMissing: UInt64
    /// Feeds that count.
    package let feeds: Int
}

extension Gossip {
    /// How much is kept now.
    package var load: GossipLoad {
        GossipLoad(
            links: sessions.count,
            rangesOnALink: sessions.values.map(\.serving.count).max() ?? 0,
            positionsOfALink: sessions.values.map(\.theirs.count).max() ?? 0,
            newsOnALink: sessions.values.map(\.news.count).max() ?? 0,
            creditOfALink: sessions.values.map(\.credit).max() ?? 0,
            waitingBytes: waiting.bytes, uncheckedProofs: uncheckedProofs.count,
            feedsUnderWay: Set(asked.keys).union(awaited.keys).count,
            ownEventsMissing: gate.furthest - min(gate.furthest, ownSeq), feeds: keys.count)
    }
}
