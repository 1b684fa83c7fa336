public import Federation
import Feeds

extension GossipService {
    /// What people want to know of the gossip, read at one moment.
    public struct State: Sendable {
        /// One chapter's node.
        public struct Peer: Sendable {
            /// Whether it is connected and has proven who it is.
            public let connected: Bool
            /// When it was last heard, also before the start.
            public let lastHeard: Timestamp?
            /// How many events of our own feed it holds, as it last said.
            public let theyHave: UInt64
            /// How many events its own feed has, as it last said.
            public let theyWrote: UInt64
        }

        /// The nodes of the roster.
        public var peers: [ChapterID: Peer] = [:]
        /// The exchanges in which people compare words.
        public var joinings: [Joining] = []
        /// What was refused since the start, by name.
        public var refused: [String: Int] = [:]
        /// Whether the chapter may write to its own feed now.
        public var mayAppend = false
        /// Whether its feed may go on under a key that is not here.
        public var mayLackKey = false
        /// Why it may not write any more, if so.
        public var stopReason: String?
        /// Why the last write failed, until one succeeds.
        public var storeFault: String?
        /// Chapters that have written two histories, by name.
        public var forkedNames: [String] = []
        /// Whether somebody has written a second history of this chapter that changes nothing.
        public var withstoodFork = false
        /// The change of the transport key that is under way, if one is.
        public var transportKeyChange: TransportKeyChange?

        /// The state while the node does not run.
        public static let stopped = State()
    }

    /// The state now.
    public var state: State {
        var state = State()
        for entry in gossip.roster?.entries ?? [] where entry.chapter != feeds.chapter {
            let contact = contact(with: entry)
            state.peers[entry.chapter] = State.Peer(
                connected: gossip.isConnected(entry.chapter), lastHeard: contact?.heard,
                theyHave: contact?.theyHave ?? 0, theyWrote: contact?.theyWrote ?? 0)
        }
        state.joinings = joinings
        state.refused = refused
        state.mayAppend = gossip.mayAppend
        state.mayLackKey = gossip.mayLackKey
        state.stopReason = gossip.stopReason
        state.storeFault = storeFault
        state.forkedNames = gossip.forkedFeeds.map { feed in
            gossip.roster?.entry(feed.chapter)?.name ?? feed.chapter.description
        }
        state.withstoodFork = gossip.settledForks.contains(gossip.ownFeed)
        state.transportKeyChange = transportKeyChange
        return state
    }

    /// How our visit at an inviter's node goes: the other chapter once it is known, whether both
    /// confirmed, and why it ended otherwise.
    public var visitState: (joining: Joining?, done: Bool, refusal: String?) {
        let current = visit?.exchange.flatMap { Joining($0, gossip.roster) }
        return (current ?? lastVisit, visit == nil && lastVisit != nil, visitRefusal)
    }
}
