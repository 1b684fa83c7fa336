import Federation
import Feeds
import Sodium
import TestSupport

/// Chapters that say all kinds of things, sense and nonsense, about their own and others' objects.
struct RandomHistory {
    let authors: [MemoryStore]
    private var random: SplitMix64
    private var meetings: [ObjectID] = []
    private var groups: [ObjectID] = []
    private var handles: [(group: ObjectID, handle: ObjectID)] = []
    private var ballots: [(id: ObjectID, manifest: [UInt8])] = []
    private let certificate: FederationCertificate

    /// So many chapters have written so many events in all.
    ///
    /// `meanwhile`: what happens after each event.
    init(
        chapters: Int, events: Int, seed: UInt64,
        meanwhile: ([MemoryStore]) throws -> Void = { _ in }
    ) throws {
        random = SplitMix64(seed: seed)
        let stores = try (0..<chapters).map { try MemoryStore(.fixed(UInt32($0))) }
        authors = stores
        certificate = try .founded("Coast", by: stores, nonce: nonce(UInt8(seed & 255)))
        for store in authors {
            let opening = FeedOpening(
                certificate: store.feeds.author.certificate,
                profile: ChapterProfile(name: "Chapter", profile: "union-local"))
            try store.say(.feedOpened, opening.payload)
        }
        for _ in 0..<events {
            let store = authors[number(authors.count)]
            let (kind, payload) = try next(store)
            try store.say(kind, payload, at: .noon + Int64(number(1_000_000)))
            try meanwhile(stores)
        }
    }

    private mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    private mutating func any<Value>(_ values: [Value]) -> Value? {
        values.randomElement(using: &random)
    }

    private mutating func next(_ store: MemoryStore) throws -> (Kind, [UInt8]) {
        let chapter = store.feed.chapter
        let stranger = ObjectID(chapter: chapter, nonce: bytes(16))
        switch number(23) {
        case 22: return (.vocabularyShared, vocabulary())
        case 20...21: return (.bodiesTakenBack, try takingBack(store))
        case 0: return (Kind(rawValue: UInt32(number(3000) + 1)), bytes(number(60)))
        case 1...2: return governance(store)
        case 3...5: return meeting(chapter)
        case 6:
            let id = any(meetings) ?? stranger
            return (.meetingCancelled, MeetingCancelled(meeting: id, reason: "Storm").payload())
        case 7:
            let counted = MeetingCounted(meeting: any(meetings) ?? stranger, headCount: number(99))
            return (.meetingCounted, counted.payload())
        case 8:
            let nonce = bytes(16)
            groups.append(ObjectID(chapter: chapter, nonce: nonce))
            let founded = GroupFounded(
                nonce: nonce, name: "Damp \(number(5))", purpose: "Repairs",
                interests: ["housing", "health"], charter: "")
            return (.groupFounded, founded.payload())
        case 9...10:
            let nonce = bytes(16)
            let group = any(groups) ?? stranger
            handles.append((group, ObjectID(chapter: chapter, nonce: nonce)))
            let joined = GroupJoined(
                group: group, nonce: nonce, name: "quill \(number(4))", steward: number(2) == 0)
            return (.groupJoined, joined.payload())
        case 11:
            let (group, handle) = any(handles) ?? (stranger, stranger)
            return (.groupLeft, GroupLeft(group: group, handle: handle).payload())
        case 12...14:
            let (group, handle) = any(handles) ?? (stranger, stranger)
            let posted = GroupPosted(
                nonce: bytes(16), group: group, handle: handle, text: "e\u{301} \(number(100))",
                replyTo: number(2) == 0 ? stranger : nil)
            return (.groupPosted, posted.payload())
        default: return ballot(chapter, stranger)
        }
    }

    /// Takes anything back: what may be, what may not, what is not there, and what is yet to come.
    private mutating func takingBack(_ store: MemoryStore) throws -> [UInt8] {
        let events = try store.events()
        let allowed = events.filter(\.suffix.kind.mayBeTakenBack)
        var places: [BodiesTakenBack.Place] = []
        for _ in 0...number(4) {
            guard let event = any(number(30) == 0 ? events : allowed) else { continue }
            let posted = event.payload.flatMap { try? GroupPosted(payload: $0) }
            let post = posted.map {
                BodiesTakenBack.Post(
                    id: ObjectID(chapter: store.feed.chapter, nonce: $0.nonce), group: $0.group,
                    replyTo: $0.replyTo)
            }
            let isWrong = number(20) == 0
            places.append(
                BodiesTakenBack.Place(
                    epoch: 0, seq: event.header.seq + UInt64(number(60) == 0 ? 5000 : 0),
                    id: isWrong ? EventID(digest("rhizome/test", bytes(4))) : event.id, post: post))
        }
        return BodiesTakenBack(places)?.payload ?? bytes(number(40))
    }

    private mutating func governance(_ store: MemoryStore) -> (Kind, [UInt8]) {
        switch number(5) {
        case 0:
            let record = NodeRecord(
                transportKey: digest("rhizome/test", bytes(4)),
                endpoints: ["tcp://node\(number(9)).example.org:7001"])
            return (.nodeRecorded, record.payload)
        case 1:
            let profile = ChapterProfile(name: "Renamed \(number(9))", profile: "party-branch")
            return (.chapterDescribed, profile.payload)
        case 2: return (.federationJoined, certificate.payload)
        case 3:
            let departure = Departure(federation: certificate.federation, reason: "Moved on")
            return (.federationLeft, departure.payload)
        default:
            let candidate = (any(authors) ?? store).introduction
            let endorsement = Endorsement(federation: certificate.federation, candidate: candidate)
            return (.chapterEndorsed, endorsement.payload)
        }
    }

    private mutating func vocabulary() -> [UInt8] {
        let kinds = (0..<number(3)).map { index in
            VocabularyShared.MembershipKind(
                name: "Kind \(index)", months: number(130), graceDays: number(40))
        }
        let words = (0..<number(4)).map { "word \($0)" }
        return VocabularyShared(kinds: kinds, interests: words, skills: words).payload()
    }

    private mutating func meeting(_ chapter: ChapterID) -> (Kind, [UInt8]) {
        let nonce = bytes(16)
        meetings.append(ObjectID(chapter: chapter, nonce: nonce))
        let start = Timestamp.noon + Int64(number(1_000_000))
        let meeting = MeetingScheduled(
            nonce: nonce, title: "Assembly \(number(100))", place: "Hall", onlineLink: "",
            start: start, end: start + 3_600_000, timeZone: "Europe/Lisbon", utcOffset: 60,
            agenda: "", audience: number(2) == 0 ? .linked : .public)
        return (.meetingScheduled, meeting.payload())
    }

    private mutating func ballot(_ chapter: ChapterID, _ stranger: ObjectID) -> (Kind, [UInt8]) {
        let step = number(6)
        guard step > 0, let ballot = any(ballots) else {
            let nonce = bytes(16)
            let announced = BallotAnnounced(
                nonce: nonce, question: "Strike?", options: ["yes", "no", "abstain"],
                method: .yesNoAbstain, threshold: .simpleMajority, quorum: nil,
                electorate: .members, rollSize: 40, rollRoot: .zero)
            ballots.append((ObjectID(chapter: chapter, nonce: nonce), announced.payload()))
            return (.ballotAnnounced, announced.payload())
        }
        let hash = BallotAnnounced.hash(payload: ballot.manifest)
        switch step {
        case 1:
            return (.ballotOpened, BallotOpened(ballot: ballot.id, manifestHash: hash).payload())
        case 2:
            let papers = [BallotPaper(tracker: bytes(16), choice: number(3))]
            return (
                .ballotPapersPublished,
                BallotPapersPublished(ballot: ballot.id, papers: papers).payload()
            )
        case 3:
            let closed = BallotClosed(
                ballot: ballot.id, manifestHash: hash, counts: [1, 0, 0], invalid: 0, papers: 1,
                marks: 1, papersRoot: .zero, outcome: .passed, leading: [0])
            return (.ballotClosed, closed.payload())
        case 4:
            let recounted = BallotRecounted(
                ballot: ballot.id, resultHash: hash, agrees: number(2) == 0, counts: [1, 0, 0])
            return (.ballotRecounted, recounted.payload())
        default:
            let cancelled = BallotCancelled(ballot: ballot.id, reason: "No quorum")
            return (.ballotCancelled, cancelled.payload())
        }
    }
}
