import Chapter
import Federation
import Feeds
import Gossip
import Web

/// The node as the API sees it while it does not run: the command line has opened the database.
struct StoppedNode: NodeControl {
    let chapter: Chapter
    /// Where it keeps everything.
    let directory: DataDirectory

    private var inspection: FeedInspection { FeedInspection(feeds: chapter.feeds) }

    private static let needsRunning = Refusal(
        .unavailable, "The node does not run. Start it with: rhizome serve")

    func status() async throws -> StatusAnswer {
        try await chapter.statusAnswer(
            links: try await links(), refused: [:], warnings: ["The node does not run."])
    }

    func invite(autoConfirm: Bool) async throws -> Result<InvitationAnswer, Refusal> {
        .failure(Self.needsRunning)
    }

    func accept(_ text: String, yes: Bool) async throws -> Result<JoinAnswer, Refusal> {
        .failure(Self.needsRunning)
    }

    func confirm(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        .failure(Self.needsRunning)
    }

    func block(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        .failure(Self.needsRunning)
    }

    func decline(_ chapter: ChapterID) async throws -> Result<Void, Refusal> {
        .failure(Self.needsRunning)
    }

    func unblock(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        .failure(Self.needsRunning)
    }

    func leave() async throws -> Result<LeaveAnswer, Refusal> { .failure(Self.needsRunning) }

    func links() async throws -> [LinkAnswer] { try await chapter.linkAnswers(.stopped) }

    func events(chapter: ChapterID?, from: UInt64, limit: Int) async throws -> [EventAnswer] {
        try await inspection.events(chapter: chapter, from: from, limit: limit)
    }

    func event(_ id: EventID) async throws -> Result<EventDetailAnswer, Refusal> {
        try await inspection.event(id)
    }

    func verifyFeeds() async throws -> FeedsVerdictAnswer { try await inspection.verify() }

    func changeTransportKey() async throws -> Result<TransportKeyAnswer, Refusal> {
        .failure(Self.needsRunning)
    }

    func changeFeedKey() async throws -> Result<KeyChangeAnswer, Refusal> {
        // Only a node that runs can ask the linked chapters what they hold.
        guard chapter.feeds.gateIsOpen else { return .failure(Self.needsRunning) }
        return try await chapter.changeFeedKey(in: directory, at: systemClock())
    }
}

/// Opens the database of a chapter whose node does not run; the caller holds the lock.
///
/// A chapter that stands alone writes to its feed at once. One that is linked keeps what it shares
/// in its outbox until its node runs and has asked the others what they hold.
func openOffline(_ directory: DataDirectory) async throws -> (
    chapter: Chapter, node: any NodeControl
) {
    let opened = try OpenedChapter(directory)
    let alone = try await opened.chapter.read { db in
        try opened.feeds.membership(in: db) == nil
    }
    if alone, opened.restored == nil { try await opened.feeds.openGate() }
    return (opened.chapter, StoppedNode(chapter: opened.chapter, directory: directory))
}
