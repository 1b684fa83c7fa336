/// An invitation to link.
public struct InvitationAnswer: Codable, Hashable, Sendable {
    /// One line of text to hand to the other chapter.
    public var invitation: String
    /// Until when it can be taken up.
    public var expires: Moment
    /// Where the other chapter's node will knock, `tcp://HOST:PORT`.
    public var address: String
    /// From where that address can be reached, as far as it tells.
    public var reach: Reach

    /// Wraps an invitation.
    public init(invitation: String, expires: Moment, address: String) {
        self.invitation = invitation
        self.expires = expires
        self.address = address
        reach = Reach(of: address)
    }
}

/// The chapter on the other side of a joining, and the words both sides compare.
public struct JoinAnswer: Codable, Hashable, Sendable {
    /// The inviting chapter.
    public var chapterID: String
    /// Its name.
    public var name: String
    /// Six words that must be the same on both sides.
    public var words: [String]
    /// The state of the link now, as in `LinkAnswer`.
    public var state: LinkState

    /// Collects what the joining person must see.
    public init(chapterID: String, name: String, words: [String], state: LinkState) {
        self.chapterID = chapterID
        self.name = name
        self.words = words
        self.state = state
    }
}

/// How it stands between two chapters.
public enum LinkState: String, Codable, Hashable, Sendable, CaseIterable {
    /// The words are known and this side has to confirm them.
    case unconfirmed
    /// This side confirmed; the other has not yet.
    case waiting
    /// Both confirmed, and the two nodes are connected.
    case connected
    /// Both confirmed; there is no connection at the moment.
    case unreachable
    /// This side blocked the other.
    case blocked
    /// One of the two left the federation.
    case left

    /// Whether the two chapters exchange what they share, now or as soon as they reach each other.
    public var isLinked: Bool { self == .connected || self == .unreachable }
}

/// A chapter this one is, was or will be linked with.
public struct LinkAnswer: Codable, Hashable, Sendable {
    /// The other chapter.
    public var chapterID: String
    /// Its name.
    public var name: String
    /// How it stands.
    public var state: LinkState
    /// When its node was last heard; null if never.
    @Nullable public var lastHeard: Moment?
    /// How many events of this chapter's own feed the other is known to hold.
    public var theyHave: UInt64
    /// How many events of the other chapter's feed are held here.
    public var weHave: UInt64
    /// How many events the other chapter's feed is known to have, held here or not.
    public var theyWrote: UInt64
    /// Whether the other chapter has written two histories and has not begun anew since.
    public var forked: Bool
    /// Whether somebody has written a second history of it that changes nothing, because others
    /// had witnessed the first.
    public var withstoodFork: Bool
    /// The six words while they wait for a confirmation, otherwise null.
    @Nullable public var words: [String]?
    /// Whether the words are those of a linked chapter that says it has lost everything but its root
    /// key and comes back.
    public var returning: Bool

    /// Collects the state of a link.
    public init(
        chapterID: String, name: String, state: LinkState, lastHeard: Moment?, theyHave: UInt64,
        weHave: UInt64, theyWrote: UInt64 = 0, forked: Bool = false,
        withstoodFork: Bool = false, words: [String]? = nil, returning: Bool = false
    ) {
        self.chapterID = chapterID
        self.name = name
        self.state = state
        self.lastHeard = lastHeard
        self.theyHave = theyHave
        self.weHave = weHave
        self.theyWrote = max(theyWrote, weHave)
        self.forked = forked
        self.withstoodFork = withstoodFork
        self.words = words
        self.returning = returning
    }
}

extension LinkAnswer {
    /// What whoever does not link chapters sees: one that asks to come back is away until then.
    var forMembers: LinkAnswer {
        guard returning else { return self }
        var shown = self
        (shown.state, shown.words, shown.returning) = (.unreachable, nil, false)
        return shown
    }
}

/// The chapter has left the federation.
public struct LeaveAnswer: Codable, Hashable, Sendable {
    /// The chapter that left.
    public var chapterID: String
    /// When.
    public var left: Moment

    /// Names who left and when.
    public init(chapterID: String, left: Moment) {
        self.chapterID = chapterID
        self.left = left
    }
}
