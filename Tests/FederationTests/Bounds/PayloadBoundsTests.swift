import Sodium
import Testing

@testable import Federation

/// What is longer is in Protocol/vectors/payloads.json.
@Suite struct `The longest that people can say` {
    private let object = ObjectID(chapter: Somebody.alice.chapter, nonce: Self.nonce(1))

    private static func nonce(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 16) }

    private func text(_ count: Int, _ letter: Character = "e") -> String {
        String(repeating: letter, count: count)
    }

    @Test func `of a meeting is taken`() throws {
        let start = Timestamp(seconds: 7_258_118_400 - 366 * 86_400)
        let meeting = MeetingScheduled(
            nonce: Self.nonce(1), title: text(200), place: text(300),
            onlineLink: "https://" + text(492), start: start, end: start + 366 * 86_400_000,
            timeZone: text(64), utcOffset: -1080, agenda: text(8192), audience: .linked)
        #expect(try MeetingScheduled(payload: meeting.payload()) == meeting)
        let cancelled = MeetingCancelled(meeting: object, reason: text(500))
        #expect(try MeetingCancelled(payload: cancelled.payload()) == cancelled)
    }

    @Test func `of a group is taken`() throws {
        let interests = (0..<16).map { text(58) + "\(10 + $0)" }
        let founded = GroupFounded(
            nonce: Self.nonce(1), name: text(100), purpose: text(2000), interests: interests,
            charter: text(8192))
        #expect(try GroupFounded(payload: founded.payload()) == founded)
        let joined = GroupJoined(
            group: object, nonce: Self.nonce(2), name: text(60), steward: false)
        #expect(try GroupJoined(payload: joined.payload()) == joined)
        let posted = GroupPosted(
            nonce: Self.nonce(3), group: object, handle: object, text: text(8192), replyTo: nil)
        #expect(try GroupPosted(payload: posted.payload()) == posted)
    }

    @Test func `of a vocabulary is taken`() throws {
        let words = (0..<100).map { text(157) + "\(100 + $0)" }
        let kinds = (0..<32).map { number in
            VocabularyShared.MembershipKind(
                name: text(158) + "\(10 + number)", yearStarts: 1231, rollover: 228,
                graceDays: 366)
        }
        let shared = VocabularyShared(kinds: kinds, interests: words, skills: words)
        #expect(try VocabularyShared(payload: shared.payload()) == shared)
        #expect(shared.payload().count + Limits.saltBytes <= Limits.bodyBytes)
        let rolling = VocabularyShared(kinds: [.init(name: "Standard", months: 120)])
        #expect(try VocabularyShared(payload: rolling.payload()) == rolling)
    }

    @Test func `of a vote is taken`() throws {
        let announced = BallotAnnounced(
            nonce: Self.nonce(1), question: text(1000),
            options: (0..<32).map { text(198) + "\(10 + $0)" }, method: .singleChoice,
            threshold: .most, quorum: BallotQuorum(100, of: 100), electorate: .members,
            rollSize: 1_000_000, rollRoot: digest("rhizome/test", []))
        #expect(try BallotAnnounced(payload: announced.payload()) == announced)
        let papers = (0..<480).map { number in
            BallotPaper(
                tracker: [UInt8(number >> 8), UInt8(number & 255)]
                    + [UInt8](repeating: 1, count: 14), choice: 255)
        }
        let published = BallotPapersPublished(ballot: object, papers: papers)
        #expect(published.payload().count <= BallotPapersPublished.payloadBytes)
        #expect(try BallotPapersPublished(payload: published.payload()) == published)
    }
}
