public import Chapter
public import Federation
import Synchronization
public import Web

/// A node whose links a test sets, and that says what it was asked to do.
public final class LinkedNode: NodeControl {
    private let shown: Mutex<[LinkAnswer]>
    private let asked = Mutex<[String]>([])
    private let looked = Mutex(0)
    private let lone = LoneNode()
    /// The address that its invitations lead to.
    private let shownAddress: String

    /// A node with these links, whose invitations lead to an address.
    public init(_ links: [LinkAnswer], address: String = "tcp://harbour.example:7400") {
        shown = Mutex(links)
        shownAddress = address
    }

    /// What it was asked to do, in order, such as `block 0a1b…`.
    public var done: [String] { asked.withLock { $0 } }

    /// How often it was asked for its links.
    public var looks: Int { looked.withLock { $0 } }

    /// Changes the links.
    public func set(_ links: [LinkAnswer]) { shown.withLock { $0 = links } }

    private func link(_ what: String, _ chapter: ChapterID) -> Result<LinkAnswer, Refusal> {
        asked.withLock { $0.append("\(what) \(chapter)") }
        let link = shown.withLock { $0.first { $0.chapterID == chapter.description } }
        return link.map { .success($0) } ?? .failure(.notFound("chapter"))
    }

    public func status() async throws -> StatusAnswer {
        var status = try await lone.status()
        status.links = try await links()
        status.refused = ["unknown key": 2]
        return status
    }

    public func invite(autoConfirm: Bool) async throws -> Result<InvitationAnswer, Refusal> {
        .success(
            InvitationAnswer(
                invitation: "rhizome-invitation:AAAA", expires: Moment(.noon),
                address: shownAddress))
    }

    public func accept(_ text: String, yes: Bool) async throws -> Result<JoinAnswer, Refusal> {
        guard let link = try await links().first(where: { $0.words != nil }) else {
            return .failure(LoneNode.refusal)
        }
        return .success(
            JoinAnswer(
                chapterID: link.chapterID, name: link.name, words: link.words ?? [],
                state: link.state))
    }

    public func confirm(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        link("confirm", chapter)
    }

    public func decline(_ chapter: ChapterID) async throws -> Result<Void, Refusal> {
        link("decline", chapter).map { _ in }
    }

    public func links() async throws -> [LinkAnswer] {
        looked.withLock { $0 += 1 }
        return shown.withLock { $0 }
    }

    public func block(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        link("block", chapter)
    }

    public func unblock(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        link("unblock", chapter)
    }

    public func leave() async throws -> Result<LeaveAnswer, Refusal> {
        asked.withLock { $0.append("leave") }
        return .success(LeaveAnswer(chapterID: "", left: Moment(.noon)))
    }

    public func events(chapter: ChapterID?, from: UInt64, limit: Int) async throws
        -> [EventAnswer]
    {
        guard let chapter else { return [] }
        return (from..<max(from, 121)).prefix(limit).map { seq in
            EventAnswer(
                eventID: String(repeating: "e", count: 64), chapterID: chapter.description,
                epoch: 0, seq: seq, previous: "", time: Moment(.noon), kind: 7,
                name: "meeting scheduled", size: 100)
        }
    }

    public func event(_ id: EventID) async throws -> Result<EventDetailAnswer, Refusal> {
        .failure(.notFound("event"))
    }

    public func verifyFeeds() async throws -> FeedsVerdictAnswer { try await lone.verifyFeeds() }

    public func changeTransportKey() async throws -> Result<TransportKeyAnswer, Refusal> {
        asked.withLock { $0.append("change transport key") }
        return .success(TransportKeyAnswer(isInForce: false, waitingFor: []))
    }

    public func changeFeedKey() async throws -> Result<KeyChangeAnswer, Refusal> {
        asked.withLock { $0.append("change key") }
        return .success(KeyChangeAnswer(chapterID: "", epoch: 0, seq: 9, left: 7))
    }
}
