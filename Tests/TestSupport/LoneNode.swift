public import Chapter
public import Federation
public import Web

/// A node without links and without a transport: what the routes see of a chapter that is alone.
public struct LoneNode: NodeControl {
    /// What joining, confirming and leaving are refused with.
    public static let refusal = Refusal(.unavailable, "No node runs. Start it with rhizome serve.")

    public init() {}

    public func status() async throws -> StatusAnswer {
        StatusAnswer(
            chapterID: String(repeating: "0", count: 64), name: "Harbour", version: "0",
            members: 0, feeds: [], links: [], refused: [:])
    }

    public func invite(autoConfirm: Bool) async throws -> Result<InvitationAnswer, Refusal> {
        .failure(Self.refusal)
    }

    public func accept(_ text: String, yes: Bool) async throws -> Result<JoinAnswer, Refusal> {
        .failure(Self.refusal)
    }

    public func confirm(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        .failure(Self.refusal)
    }

    public func links() async throws -> [LinkAnswer] { [] }

    public func block(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        .failure(.notFound("linked chapter"))
    }

    public func decline(_ chapter: ChapterID) async throws -> Result<Void, Refusal> {
        .failure(Self.refusal)
    }

    public func unblock(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        .failure(.notFound("linked chapter"))
    }

    public func leave() async throws -> Result<LeaveAnswer, Refusal> { .failure(Self.refusal) }

    public func events(chapter: ChapterID?, from: UInt64, limit: Int) async throws
        -> [EventAnswer]
    { [] }

    public func event(_ id: EventID) async throws -> Result<EventDetailAnswer, Refusal> {
        .failure(.notFound("event"))
    }

    public func verifyFeeds() async throws -> FeedsVerdictAnswer {
        FeedsVerdictAnswer(feeds: 0, events: 0, findings: [])
    }

    public func changeTransportKey() async throws -> Result<TransportKeyAnswer, Refusal> {
        .failure(Self.refusal)
    }

    public func changeFeedKey() async throws -> Result<KeyChangeAnswer, Refusal> {
        .failure(Self.refusal)
    }
}
