import Federation
import Sodium
import Testing

@Suite struct `Payloads of meetings, groups and ballots` {
    private static let object = ObjectID(
        chapter: ChapterID(digest("rhizome/test chapter", [1])), nonce: nonce(1))
    private static let hash = digest("rhizome/test hash", [1])

    private static let scheduled = MeetingScheduled(
        nonce: nonce(1), title: "اجتماع e\u{301}", place: "Hall", onlineLink: "https://a.example/x",
        start: Timestamp(milliseconds: 1_777_650_000_123), end: Timestamp(seconds: 1_777_657_200),
        timeZone: "Africa/Casablanca", utcOffset: -210, agenda: "1.\n\t2.", audience: .public)
    private static let founded = GroupFounded(
        nonce: nonce(1), name: "Tenants", purpose: "Rents\nand repairs", interests: ["a", "b"],
        charter: "All decide")
    private static let joined = GroupJoined(
        group: object, nonce: nonce(2), name: "rosa", steward: true)
    private static let posted = GroupPosted(
        nonce: nonce(3), group: object, handle: object, text: "Hello", replyTo: object)
    private static let announced = BallotAnnounced(
        nonce: nonce(1), question: "Where?", options: ["Park", "Hall"], method: .singleChoice,
        threshold: .most, quorum: BallotQuorum(1, of: 3), electorate: .members, rollSize: 40,
        rollRoot: hash)
    private static let opened = BallotOpened(ballot: object, manifestHash: hash)
    private static let published = BallotPapersPublished(
        ballot: object,
        papers: [
            BallotPaper(tracker: nonce(1), choice: 0), BallotPaper(tracker: nonce(2), choice: 255),
        ])
    private static let closed = BallotClosed(
        ballot: object, manifestHash: hash, counts: [1, 0], invalid: 1, papers: 2, marks: 2,
        papersRoot: hash, outcome: .chosen, leading: [0])
    private static let recounted = BallotRecounted(
        ballot: object, resultHash: hash, agrees: true, counts: [1, 0])

    @Test func `what is written is read again`() throws {
        #expect(try MeetingScheduled(payload: Self.scheduled.payload()) == Self.scheduled)
        let cancelled = MeetingCancelled(meeting: Self.object, reason: "Storm")
        #expect(try MeetingCancelled(payload: cancelled.payload()) == cancelled)
        let counted = MeetingCounted(meeting: Self.object, headCount: 1_000_000)
        #expect(try MeetingCounted(payload: counted.payload()) == counted)
        #expect(try GroupFounded(payload: Self.founded.payload()) == Self.founded)
        #expect(try GroupJoined(payload: Self.joined.payload()) == Self.joined)
        let left = GroupLeft(group: Self.object, handle: Self.object)
        #expect(try GroupLeft(payload: left.payload()) == left)
        #expect(try GroupPosted(payload: Self.posted.payload()) == Self.posted)
        #expect(try BallotAnnounced(payload: Self.announced.payload()) == Self.announced)
        #expect(try BallotOpened(payload: Self.opened.payload()) == Self.opened)
        #expect(try BallotPapersPublished(payload: Self.published.payload()) == Self.published)
        #expect(try BallotClosed(payload: Self.closed.payload()) == Self.closed)
        #expect(try BallotRecounted(payload: Self.recounted.payload()) == Self.recounted)
        let gone = BallotCancelled(ballot: Self.object, reason: "")
        #expect(try BallotCancelled(payload: gone.payload()) == gone)
    }

    @Test func `every threshold, method and outcome is written and read`() throws {
        for threshold in BallotThreshold.allCases {
            for method in BallotMethod.allCases {
                let isMost = threshold == .most
                let fits = method == .singleChoice || isMost == (method.paperKind != .choice)
                guard fits else { continue }
                var announced = Self.announced
                announced.threshold = threshold
                announced.method = method
                announced.options = ["A", "B", "C"]
                announced.highestScore = method.paperKind == .points ? 5 : 0
                let hasLots = method.paperKind != .choice
                announced.lotCommitment = hasLots ? announced.rollRoot : nil
                #expect(try BallotAnnounced(payload: announced.payload()) == announced)
            }
        }
        for outcome in BallotOutcome.allCases {
            var closed = Self.closed
            closed.outcome = outcome
            #expect(try BallotClosed(payload: closed.payload()) == closed)
        }
    }

    /// Whether any reader takes these bytes; all must come back, whatever the bytes.
    private func isTaken(_ bytes: [UInt8]) -> Bool {
        let readers: [([UInt8]) throws -> Void] = [
            { _ = try MeetingScheduled(payload: $0) }, { _ = try MeetingCancelled(payload: $0) },
            { _ = try MeetingCounted(payload: $0) }, { _ = try GroupFounded(payload: $0) },
            { _ = try GroupJoined(payload: $0) }, { _ = try GroupLeft(payload: $0) },
            { _ = try GroupPosted(payload: $0) }, { _ = try BallotAnnounced(payload: $0) },
            { _ = try BallotOpened(payload: $0) }, { _ = try BallotPapersPublished(payload: $0) },
            { _ = try BallotClosed(payload: $0) }, { _ = try BallotRecounted(payload: $0) },
            { _ = try BallotCancelled(payload: $0) },
        ]
        return readers.filter { (try? $0(bytes)) != nil }.count > 0
    }

    @Test(arguments: UInt64(0)..<50)
    func `flipped, cut and random bytes never end the process`(seed: UInt64) {
        var random = Seeded(state: seed)
        let good = [
            Self.scheduled.payload(), Self.founded.payload(), Self.joined.payload(),
            Self.posted.payload(), Self.announced.payload(), Self.opened.payload(),
            Self.published.payload(), Self.closed.payload(), Self.recounted.payload(),
        ]
        var taken = 0
        for bytes in good {
            #expect(isTaken(bytes), "seed \(seed)")
            for _ in 0..<20 {
                var changed = bytes
                changed[Int.random(in: 0..<bytes.count, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
                if isTaken(changed) { taken += 1 }
                if isTaken(Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))) {
                    taken += 1
                }
                let noise = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
                if isTaken(noise) { taken += 1 }
            }
        }
        #expect(taken < good.count * 60, "seed \(seed)")
    }

    @Test func `the same nonce gives different chapters different ids`() {
        let other = ChapterID(digest("rhizome/test chapter", [2]))
        #expect(ObjectID(chapter: other, nonce: nonce(1)) != Self.object)
    }
}
