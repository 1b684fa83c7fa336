public import Sodium

/// One live connection to another node, numbered by the shell.
public struct Link: Hashable, Comparable, Sendable {
    /// The number, never used twice in one process.
    public let number: UInt64

    /// Names a connection.
    public init(_ number: UInt64) { self.number = number }

    /// Orders links by number.
    public static func < (left: Link, right: Link) -> Bool { left.number < right.number }
}

/// What happens to the state machine.
public enum GossipInput: Sendable {
    /// A connection stands, and this transport key is at its other end.
    ///
    /// `peers`: whose it may be. It is one chapter where we dialled it; where somebody else did,
    /// all that list the key, and HELLO says which one of them it is. `ourKey`: the transport key at
    /// this end, where it is not the one that the node began with.
    case linkUp(Link, peers: [ChapterID], theirKey: Bytes32, ourKey: Bytes32? = nil)
    /// A connection is gone.
    case linkDown(Link)
    /// A frame came.
    case received(Link, [UInt8])
    /// Time passed. Expected several times a second.
    case tick
    /// The roster may have changed; nil for a chapter without a federation.
    case roster(Roster?)
    /// The chapter itself has appended and committed these events.
    case appended([Event])
    /// The chapter has changed the key of its feed, and signs with the new one; its event comes next.
    case changedKey(FeedCertificate, sign: @Sendable ([UInt8]) -> Signature)
    /// A run that `store` asked for is committed; its last event carries this signature.
    case stored(FeedName, Tip, Signature?, from: Link)
    /// The first places of a feed whose body is missing and was not taken back, at most
    /// `Gossip.lackingKept`.
    case lacking(FeedName, [UInt64])
    /// A run could not be stored, nor any other of its feed that waited; the feed is still held up to `tip`.
    case storeFailed(FeedName, tip: Tip, from: Link)
    /// A `fill` is done, whether or not anything came of it.
    case filled(FeedName, from: Link)
    /// The answer to `read`: events that end with a signed one, or none.
    case read(Link, FeedName, [Event])
    /// The answer to `compare`.
    case compared(Link, FeedName, Comparison)
    /// The end of an epoch is stored; the feed now ends at `tip`.
    case cut(FeedName, Tip)
    /// The answer to `cut`, and what came of it when others have witnessed more: what the forks
    /// that are known do to their feeds.
    case weighed([ForkVerdict])
    /// A fork or the end of an epoch could not be stored, or, without a feed, what others have
    /// witnessed not be weighed; it will be asked for again.
    case cutFailed(FeedName?)

    /// What comparing a foreign branch with the store found.
    public enum Comparison: Sendable {
        /// The two agree.
        case same
        /// They differ already at the event with this place; the fork lies before it.
        case earlier(UInt64)
        /// Here is the proof.
        case fork(ForkProof)
    }
}

/// What the shell is to do, in this order.
public enum GossipAction: Sendable {
    /// Send a frame; if the pipe is full it may be dropped, reconciliation makes up for it.
    case send(Link, [UInt8])
    /// Close a connection.
    case drop(Link, reason: String)
    /// Store a run and answer `stored` or `storeFailed`.
    case store(VerifiedRun, from: Link)
    /// Take in the bodies of this run that are missing, and answer `lacking` and `filled`.
    case fill(VerifiedRun, from: Link)
    /// Read stored events of the range, at most one run's worth, and answer `read`.
    case read(Link, FeedName, from: UInt64, through: UInt64)
    /// Compare a foreign branch with the stored events and answer `compared`.
    case compare(VerifiedRun, from: Link)
    /// Keep a proof, weigh it against what others have witnessed, end the feed before the fork if
    /// it cuts, and answer `weighed` or `cutFailed`.
    case cut(ForkProof)
    /// Put aside what is held of a feed after this place, and answer `cut` or `cutFailed`.
    case close(FeedName, after: UInt64)
    /// From now on the chapter may append to its own feed.
    case openGate
    /// The chapter may not append any more, for the reason named.
    case stopWriting(String)
    /// Count something refused, by name.
    case count(Refused, ChapterID)
}

/// What was refused from another node.
///
/// `status` shows the counts by name.
public struct Refused: Error, Hashable, Sendable {
    /// A short name.
    public let name: String

    /// Names a reason.
    public init(_ name: String) { self.name = name }
}
