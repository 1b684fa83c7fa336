import Sodium

/// The transport keys at the two ends of a connection.
struct TransportEnds: Sendable {
    let theirs: Bytes32
    let ours: Bytes32
}

/// What is known of one connection.
struct Session: Sendable {
    let link: Link
    /// Whose node it is; this node's own chapter while that is undecided.
    var peer: ChapterID
    /// Whose node it may be, where several chapters list the key, until HELLO has decided it.
    var candidates: [ChapterID] = []
    let keys: TransportEnds
    /// The nonce that their HELLO must answer.
    let nonce: Bytes32
    var since: Timestamp
    /// Whether their HELLO was good.
    ///
    /// Nothing else counts before.
    var greeted = false
    /// Whether they were sent our HELLO.
    var answered = false
    /// The nonce that our HELLO is to answer, while it is undecided to whom it goes.
    var unanswered: Bytes32?
    /// Whether they have taken our HELLO too, and so have sent something after theirs.
    var isUsed = false
    var lastHeard: Timestamp
    var lastSent: Timestamp
    var nextFingerprint: Timestamp
    var messages: TokenBucket
    var pushBytes: TokenBucket
    /// How far they hold each feed, as they last said.
    var theirs: [FeedName: UInt64] = [:]
    /// The number of their last vector.
    var vectorsHeard: UInt32 = 0
    /// How far we hold each feed, as we last said, and how often we have.
    var said: [FeedName: UInt64] = [:]
    var vectorsSaid: UInt32 = 0
    /// Whether our next vector must name every feed.
    var owesWhole = false
    /// Whether both sides held the same when they last compared.
    var agreed = false
    /// Whether news is pushed whole on this link, exceptions aside.
    var isEagerLink = true
    /// The feeds for which it is the other way round.
    var exceptions: Set<FeedName> = []
    /// What they are to be told that we have.
    var news: [FeedName: UInt64] = [:]
    /// Ranges they asked for and have not got yet.
    var serving: [ServedRange] = []
    /// The bytes of runs that we may still send.
    var credit: Int
    /// The bytes of runs that they may still send.
    var granted: Int
    /// The bytes of runs that they sent and we have not given credit for again.
    var owed = 0
    /// Whether they were not asked for more because too much of theirs waits for the store.
    var isHeldBack = false
    /// Whether a `read` for them is under way.
    var reading = false
    /// Feeds whose branch on their side we are comparing with ours.
    var pursued: Set<FeedName> = []

    /// Feeds whose missing bodies this link was asked for, and when.
    var askedForBodies: [FeedName: Timestamp] = [:]

    struct ServedRange: Sendable {
        let feed: FeedName
        var from: UInt64
        let through: UInt64
    }
}
