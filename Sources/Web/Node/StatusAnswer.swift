/// How the node is: the answer to `GET /api/v1/status`.
public struct StatusAnswer: Codable, Hashable, Sendable {
    /// Sixty-four hexadecimal digits.
    public var chapterID: String
    /// The chapter's name.
    public var name: String
    /// The version of the program.
    public var version: String
    /// How many people with the status of a member the chapter has.
    public var members: Int
    /// The last event held of each feed.
    public var feeds: [FeedHeadAnswer]
    /// The links.
    public var links: [LinkAnswer]
    /// What other nodes sent that was not taken, counted by reason since the start.
    public var refused: [String: Int]
    /// Sentences that the operator must see, such as that the disk is full.
    ///
    /// Usually there are none.
    public var warnings: [String]
    /// How far a change of the transport key has come; null while none is under way.
    @Nullable public var transportKeyChange: TransportKeyAnswer?

    /// Collects the state of a node.
    public init(
        chapterID: String, name: String, version: String, members: Int, feeds: [FeedHeadAnswer],
        links: [LinkAnswer], refused: [String: Int], warnings: [String] = []
    ) {
        self.chapterID = chapterID
        self.name = name
        self.version = version
        self.members = members
        self.feeds = feeds
        self.links = links
        self.refused = refused
        self.warnings = warnings
        transportKeyChange = nil
    }
}

/// How far a change of the transport key has come.
public struct TransportKeyAnswer: Codable, Hashable, Sendable {
    /// Whether the new key is in force and only the old one is still to go.
    public var isInForce: Bool
    /// The names of the linked chapters that are not known to have heard of it.
    public var waitingFor: [String]

    /// Says how far a change has come.
    public init(isInForce: Bool, waitingFor: [String]) {
        self.isInForce = isInForce
        self.waitingFor = waitingFor
    }
}

/// How far a feed is held.
public struct FeedHeadAnswer: Codable, Hashable, Sendable {
    /// Whose feed.
    public var chapterID: String
    /// The epoch of the last event.
    public var epoch: UInt32
    /// The sequence number of the last event.
    public var seq: UInt64

    /// Names a head.
    public init(chapterID: String, epoch: UInt32, seq: UInt64) {
        self.chapterID = chapterID
        self.epoch = epoch
        self.seq = seq
    }
}
