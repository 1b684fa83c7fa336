/// What an event says.
///
/// The numbers are registered in Protocol/README.md, "Kinds".
///
/// A number that this program does not know is kept, chained and passed on, but not projected.
public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The registered number.
    public let rawValue: UInt32

    /// Wraps a number, known or not.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    private init(_ number: UInt32) { rawValue = number }

    // 1 to 15: the feed itself
    /// The first event of a feed: the root key, the certified feed key and the chapter's name.
    public static let feedOpened = Kind(1)
    /// The chapter's transport key and where it can be reached.
    public static let nodeRecorded = Kind(2)
    /// The chapter's name and profile.
    public static let chapterDescribed = Kind(3)
    /// From the next event on another key signs the feed.
    public static let feedKeyChanged = Kind(4)
    /// The author takes the bodies of earlier events back.
    public static let bodiesTakenBack = Kind(5)
    /// A root over all events of the feed so far, so that each of them can be proven alone.
    public static let checkpoint = Kind(6)
    /// What the chapter holds of the feeds of others, so that nobody can rewrite them later.
    public static let headsWitnessed = Kind(7)

    // 16 to 31: the federation
    /// The chapter belongs to a federation from here on.
    public static let federationJoined = Kind(16)
    /// A seated chapter vouches for a new one.
    public static let chapterEndorsed = Kind(17)
    /// The chapter leaves the federation.
    public static let federationLeft = Kind(18)

    // 32 to 47: what chapters call things
    /// The kinds of membership and the words that the chapter shares.
    public static let vocabularyShared = Kind(32)

    // 64 to 79: meetings
    /// A meeting is planned, or everything about it but its id is said anew.
    public static let meetingScheduled = Kind(64)
    /// A meeting will not take place.
    public static let meetingCancelled = Kind(65)
    /// How many people came.
    public static let meetingCounted = Kind(66)

    // 80 to 95: groups
    /// A member founds an interest group.
    public static let groupFounded = Kind(80)
    /// A member joins a group under a handle.
    public static let groupJoined = Kind(81)
    /// A handle leaves a group.
    public static let groupLeft = Kind(82)
    /// A handle says something in a group.
    public static let groupPosted = Kind(83)

    // 96 to 127: ballots
    /// The manifest: question, options, rules, size and root of the frozen roll.
    public static let ballotAnnounced = Kind(96)
    /// Voting begins.
    public static let ballotOpened = Kind(97)
    /// A batch of the papers, published after the close.
    public static let ballotPapersPublished = Kind(98)
    /// Voting ended: the result, the root of the papers and the number of marks.
    public static let ballotClosed = Kind(99)
    /// Another chapter counted the published papers.
    public static let ballotRecounted = Kind(100)
    /// A ballot will not take place.
    public static let ballotCancelled = Kind(101)

    /// The kind in words, `unknown` for a number that is not registered here.
    public var name: String {
        switch self {
        case .feedOpened: "feed opened"
        case .nodeRecorded: "node recorded"
        case .chapterDescribed: "chapter described"
        case .feedKeyChanged: "feed key changed"
        case .bodiesTakenBack: "bodies taken back"
        case .checkpoint: "checkpoint"
        case .headsWitnessed: "heads witnessed"
        case .federationJoined: "federation joined"
        case .chapterEndorsed: "chapter endorsed"
        case .federationLeft: "federation left"
        case .vocabularyShared: "vocabulary shared"
        case .meetingScheduled: "meeting scheduled"
        case .meetingCancelled: "meeting cancelled"
        case .meetingCounted: "meeting counted"
        case .groupFounded: "group founded"
        case .groupJoined: "group joined"
        case .groupLeft: "group left"
        case .groupPosted: "group posted"
        case .ballotAnnounced: "ballot announced"
        case .ballotOpened: "ballot opened"
        case .ballotPapersPublished: "ballot papers published"
        case .ballotClosed: "ballot closed"
        case .ballotRecounted: "ballot recounted"
        case .ballotCancelled: "ballot cancelled"
        default: "unknown"
        }
    }

    /// Whether it says who a chapter is or who belongs to a federation.
    public var isGovernance: Bool { rawValue < 32 }

    /// Whether a run must end at such an event, so that its signature is always carried and kept.
    public var endsRun: Bool { rawValue < 32 || (96...127).contains(rawValue) }

    /// Whether the author may take the body of such an event back.
    ///
    /// Who belongs to a federation and what a vote gave must stay checkable for everybody.
    public var mayBeTakenBack: Bool { !endsRun }
}
