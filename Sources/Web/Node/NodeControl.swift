public import Chapter
public import Federation

/// What the node does for the chapter besides its database: links, feeds and its own state.
///
/// `Web` never sees the transport, so the node hands this in. The routes check permission before
/// they call it. A refusal is returned, a fault is thrown.
public protocol NodeControl: Sendable {
    /// How the node is.
    func status() async throws -> StatusAnswer

    /// Makes an invitation for one chapter. With `autoConfirm` the joining chapter is confirmed
    /// without anybody comparing the six words: for a demo or a trusted channel.
    func invite(autoConfirm: Bool) async throws -> Result<InvitationAnswer, Refusal>
    /// Takes up an invitation.
    ///
    /// The first call contacts the inviting chapter and gives its name and the six words, and
    /// joins nothing yet. A call with `yes` confirms the words for this side; it may be the first
    /// call or the second one with the same text. Without a running node it is refused as
    /// `unavailable`.
    func accept(_ text: String, yes: Bool) async throws -> Result<JoinAnswer, Refusal>
    /// Confirms for this side that the six words of a joining chapter are the same over there.
    func confirm(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal>
    /// Says no to a chapter whose six words differ; its invitation works no more.
    func decline(_ chapter: ChapterID) async throws -> Result<Void, Refusal>
    /// Every chapter this one is, was or will be linked with.
    func links() async throws -> [LinkAnswer]
    /// Stops exchanging anything with a chapter directly and hides what it shared.
    func block(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal>
    /// Takes a block back.
    func unblock(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal>
    /// Leaves the federation. What was shared stays with the others.
    func leave() async throws -> Result<LeaveAnswer, Refusal>

    /// Headers of stored events, in the order of their feeds: of one chapter from a sequence
    /// number on, or of all chapters.
    func events(chapter: ChapterID?, from: UInt64, limit: Int) async throws -> [EventAnswer]
    /// One event with what it says.
    func event(_ id: EventID) async throws -> Result<EventDetailAnswer, Refusal>
    /// Checks every stored feed again from its first event: ids, chain and signatures.
    func verifyFeeds() async throws -> FeedsVerdictAnswer
    /// Gives the chapter a new key for its own feed; the old one is removed and signs no more.
    func changeFeedKey() async throws -> Result<KeyChangeAnswer, Refusal>
    /// Begins to change the key that the node's links are encrypted with.
    func changeTransportKey() async throws -> Result<TransportKeyAnswer, Refusal>
}

extension NodeControl {
    /// The chapters that hold, or will hold, what this one shares.
    func linked() async throws -> [LinkAnswer] { try await links().filter(\.state.isLinked) }
}
