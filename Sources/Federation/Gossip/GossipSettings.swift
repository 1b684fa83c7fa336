/// Times and bounds of the gossip, changed only by tests.
public struct GossipSettings: Sendable {
    /// Whether new events are pushed.
    ///
    /// Reconciliation alone must be enough.
    public var push = true
    /// Up to so many chapters everybody is linked with everybody, and an author pushes to all.
    public var meshChapters = 24
    /// Among more, news is pushed whole on so many links, and told on the others.
    public var eagerLinks = 4
    /// So long after it was told of news a node asks for it, in milliseconds.
    public var graftAfter: Int64 = 250
    /// The mean time between two fingerprints on a link, in milliseconds; each wait is drawn from
    /// half to one and a half of it.
    public var reconcileEvery: Int64 = 30_000
    /// How soon after new events a fingerprint tells the neighbours, in milliseconds.
    public var acknowledgeAfter: Int64 = 400
    /// The same among more than `meshChapters`, where news takes several steps.
    public var acknowledgeAfterAmongMany: Int64 = 5_000
    /// A link that said nothing for so long gets a ping, in milliseconds.
    public var pingAfter: Int64 = 10_000
    /// A link that was silent for so long is dropped, in milliseconds.
    public var silentAfter: Int64 = 35_000
    /// How long the chapters in reach are asked about our own feed before we write, in
    /// milliseconds.
    public var gateWait: Int64 = 5_000
    /// A link must be greeted within this time, in milliseconds.
    public var greetWithin: Int64 = 5_000
    /// An answer to a request is waited for so long before another link is asked, in milliseconds.
    public var answerWithin: Int64 = 10_000
    /// Where the end of a feed could not be stored, it is tried again after so long, in
    /// milliseconds.
    public var cutAgainAfter: Int64 = 5_000
    /// The bytes of runs that a link may send before we have stored any.
    public var creditBytes = 2 * 1024 * 1024
    /// The bytes of runs of one link that wait for the store; what is more is dropped and comes
    /// again by reconciliation.
    public var waitingBytesOfALink = 4 * 1024 * 1024
    /// The bytes of runs of all links that wait for the store; pushes get half of it.
    public var waitingBytes = 64 * 1024 * 1024
    /// The messages that a link may send in a second, runs we asked for aside.
    public var messagesPerSecond = 200
    /// The bytes of pushes that a link may send in a second.
    public var pushBytesPerSecond = 2 * 1024 * 1024
    /// A founder says so often what it holds of the others' feeds, in milliseconds: once a day.
    public var witnessEvery: Int64 = 86_400_000
    /// While a node changes its transport key: so long it waits at each step for chapters that it has
    /// not reached, in milliseconds.
    public var keyPatience: Int64 = 86_400_000
    /// After a restore: so many chapters must have spoken before we write, or all there are.
    public var witnessesAfterRestore = 3

    /// The settings that nodes run with.
    public init() {}
}
