public import Federation

/// Why a step of joining was not done, in words for the people who link their chapters.
public enum JoinRefusal: Error, Hashable, Sendable {
    /// The node does not listen, so nobody could come.
    case notListening
    /// The text is no invitation.
    case noInvitation
    /// The invitation has ended.
    case ended
    /// The chapter already belongs to a federation.
    case alreadyMember
    /// Nobody answered in time.
    case unreachable
    /// The other side said no.
    case refused(String)
    /// No such chapter is waiting for a confirmation.
    case nobodyWaits
}

/// Two chapters that are getting to know each other, as people see it.
public struct Joining: Hashable, Sendable {
    /// The other chapter.
    public let chapter: ChapterID
    /// Its name in its own words.
    public let name: String
    /// The six words that must be the same on both sides.
    public let words: [String]
    /// Whether our side has confirmed.
    public let confirmedHere: Bool
    /// The federation that both then belong to.
    public let federation: String
    /// Whether that federation is founded by this.
    public let founded: Bool
    /// Whether the other chapter is linked already and says that it has lost everything but its root
    /// key.
    public let isReturning: Bool

    /// `roster`: what is known here; a chapter that comes back has forgotten its own name.
    init?(_ exchange: JoinExchange, _ roster: Roster?) {
        guard let other = exchange.other, let places = exchange.wordPlaces,
            let federation = exchange.federation
        else { return nil }
        chapter = other.chapter
        isReturning = exchange.side == .inviter && other.isReturning
        name = roster.flatMap { $0.entry(other.chapter)?.name } ?? other.name
        words = Words.at(places)
        confirmedHere = exchange.confirmedHere
        self.federation = federation.name
        founded = federation.founded
    }
}
