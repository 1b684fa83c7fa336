import Sodium

/// What a node knows of the others now.
extension Gossip {
    /// Links whose HELLO was good, in order.
    var greetedLinks: [Link] {
        sessions.values.filter(\.greeted).map(\.link).sorted()
    }

    /// The feeds that count, in order.
    var feeds: [FeedName] {
        mutating get {
            if let known = knownFeeds { return known }
            let sorted = keys.keys.sorted()
            knownFeeds = sorted
            return sorted
        }
    }

    /// Whether a linked chapter's node held the same when it was last compared, and nothing is
    /// under way between it and this one.
    public func agrees(with peer: ChapterID) -> Bool {
        sessions.values.contains { session in
            session.peer == peer && session.agreed && session.serving.isEmpty
                && !asked.values.contains { $0.link == session.link }
        }
    }

    /// The chapter at the other end of a link; our own for a link that is gone or undecided.
    public func peer(of link: Link) -> ChapterID { sessions[link]?.peer ?? chapter }

    /// The chapters that may be at the other end of a link: one, once its HELLO was good.
    public func candidates(of link: Link) -> [ChapterID] {
        guard let session = sessions[link] else { return [] }
        return session.candidates.isEmpty ? [session.peer] : session.candidates
    }

    /// Whether a chapter is linked with ours.
    func belongs(_ other: ChapterID) -> Bool { roster?.entry(other)?.standing.belongs == true }

    /// The feeds that are known to have forked and that no later epoch has closed, in order.
    public var forkedFeeds: [FeedName] {
        forks.keys.filter { epochs.cuts[$0] == nil && epochs.counts($0) }.sorted()
    }

    /// The feeds with forks that change nothing, because others had witnessed them, in order.
    public var settledForks: [FeedName] {
        pastForks.keys.filter { epochs.cuts[$0] == nil && epochs.counts($0) }.sorted()
    }

    /// How far a linked chapter holds each feed, as it last said itself.
    public func holdings(of peer: ChapterID) -> [FeedName: UInt64] {
        sessions.values.filter { $0.peer == peer && $0.greeted }
            .max { $0.link < $1.link }?.theirs ?? [:]
    }

    /// Whether a chapter's node is connected and has proven who it is.
    public func isConnected(_ peer: ChapterID) -> Bool {
        sessions.values.contains { $0.peer == peer && $0.greeted }
    }
}
