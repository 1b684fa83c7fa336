import Chapter
public import Federation

/// What a proof shows, or why it shows nothing.
public struct ProofAnswer: Codable, Hashable, Sendable {
    /// Whether everything holds.
    public var valid: Bool
    /// Why not, in words; empty where it holds.
    public var findings: [String]
    /// The chapter that has said it, 64 hexadecimal digits; null where nothing is shown.
    @Nullable public var chapterID: String?
    /// What the chapter called itself when it began the feed.
    @Nullable public var chapter: String?
    /// How many events the chapter had signed by the checkpoint; null where none covers these.
    @Nullable public var covered: UInt64?
    /// When the chapter's clock made the checkpoint.
    @Nullable public var coveredAt: Moment?
    /// What was said.
    public var events: [ProvenEventAnswer]

    /// What a check has given.
    public init(_ result: Result<ProvenEvents, ProofFault>) {
        switch result {
        case .failure(let fault):
            valid = false
            findings = [fault.sentence]
            chapterID = nil
            chapter = nil
            covered = nil
            coveredAt = nil
            events = []
        case .success(let proven):
            valid = true
            findings = []
            chapterID = proven.certificate.chapter.description
            chapter = proven.events.lazy.compactMap(\.opening).first?.profile.name
            covered = proven.checkpoint.map { $0.header.seq - 1 }
            coveredAt = proven.checkpoint.map { Moment($0.suffix.time.moment) }
            events = proven.events.map { ProvenEventAnswer($0) }
        }
    }
}

/// An event that a proof has shown.
public struct ProvenEventAnswer: Codable, Hashable, Sendable {
    /// The header.
    public var header: EventAnswer
    /// What it says in words; null where the chapter took that back.
    @Nullable public var says: String?

    init(_ event: Event) {
        header = EventAnswer(event)
        says = event.payload.map { payload in
            event.suffix.kind.sentence(of: payload) ?? event.suffix.kind.text(of: payload) ?? "?"
        }
    }
}

extension Event {
    fileprivate var opening: FeedOpening? {
        suffix.kind == .feedOpened ? payload.flatMap { FeedOpening(payload: $0) } : nil
    }
}

extension EventAnswer {
    /// The header of an event.
    public init(_ event: Event) {
        self.init(
            eventID: event.id.description, chapterID: event.header.feed.chapter.description,
            epoch: event.header.feed.epoch, seq: event.header.seq,
            previous: event.header.previous.description, time: Moment(event.suffix.time.moment),
            kind: event.suffix.kind.rawValue, name: event.suffix.kind.name,
            size: Int(event.header.bodyLength))
    }
}

extension ProofFault {
    /// What is wrong with a proof, for people.
    public var sentence: String {
        switch self {
        case .malformed: "This is no proof file (\(ProofFile.format)), or it is not whole."
        case .badCertificate:
            "The key in this file is not certified by the chapter's root key: it was changed."
        case .badCheckpoint:
            "The checkpoint in this file is not one that the chapter has signed: it was changed."
        case .badEvent(let number):
            "Event \(number) of this file was changed: its words do not match its header."
        case .notProven(let number):
            "Event \(number) of this file is not one that the chapter has signed: it was changed."
        }
    }
}
