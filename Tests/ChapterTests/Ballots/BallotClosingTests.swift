import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@Suite struct `Ballots that close by themselves` {
    private let hour: Int64 = 3_600_000

    private func open(_ harbour: TestChapter, closes: Timestamp?) async throws -> ObjectID {
        let ballot = try await harbour.act(
            DraftBallot(BallotPlan(motion: "Strike?", closes: closes)))
        try await harbour.act(OpenBallot(ballot))
        return ballot
    }

    private func state(_ ballot: ObjectID, in harbour: TestChapter) async throws -> BallotState? {
        try await harbour.chapter.ballot(ballot, as: .operator)?.state
    }

    @Test func `a ballot is closed when its time has come, and not before`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let due = try await open(harbour, closes: .noon + hour)
        let open = try await open(harbour, closes: nil)
        try await harbour.act(CastPaper(due, choice: 0), as: .plain(alice))
        #expect(try await harbour.chapter.closeDueBallots(at: .noon + (hour - 1)) == [])
        #expect(try await harbour.chapter.closeDueBallots(at: .noon + hour) == [due])
        #expect(try await harbour.chapter.closeDueBallots(at: .noon + hour) == [])
        let record = try #require(try await harbour.chapter.ballot(due, as: .plain(alice)))
        #expect(record.state == .closed)
        #expect(record.result?.counts == [1, 0, 0])
        #expect(record.closed == .noon + hour)
        #expect(try await state(open, in: harbour) == .open)
    }

    @Test func `nobody votes between the closing time and the count`() async throws {
        let harbour = try TestChapter.make()
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let ballot = try await open(harbour, closes: .noon + hour)
        let late = try await harbour.refusal(
            of: CastPaper(ballot, choice: 0), as: alice, at: .noon + hour)
        #expect(late?.sentence == "The time for voting is over, so no paper was cast.")
        #expect(try await harbour.chapter.votesOwed(by: alice, at: .noon + hour) == 0)
        try await harbour.act(CastPaper(ballot, choice: 0), as: alice, at: .noon + (hour - 1))
    }

    @Test func `a ballot whose box is gone keeps no other open`() async throws {
        let own = try TemporaryDirectory()
        let directory = URL(fileURLWithPath: own.path + "/boxes")
        let made = try TestChapter.make()
        let harbour = TestChapter(
            chapter: Chapter(
                feeds: made.chapter.feeds, ballotBoxes: BallotBoxes(directory: directory)))
        try await harbour.person("Alice")
        let lost = try await open(harbour, closes: .noon + 1)
        let other = try await open(harbour, closes: .noon + 2)
        try FileManager.default.removeItem(at: directory.appending(path: "\(lost).ballot"))
        await #expect(throws: (any Error).self) {
            try await harbour.chapter.closeDueBallots(at: .noon + hour)
        }
        #expect(try await state(lost, in: harbour) == .open)
        #expect(try await state(other, in: harbour) == .closed)
    }

    @Test func `a closing time lies ahead, within a year`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.person("Alice")
        for closes in [Timestamp.noon, .noon + (BallotPlan.longestOpen + 1)] {
            let refusal = try await harbour.refusal(
                of: DraftBallot(BallotPlan(motion: "Strike?", closes: closes)))
            #expect(refusal?.field == "closes")
        }
        let draft = try await harbour.act(
            DraftBallot(BallotPlan(motion: "Strike?", closes: .noon + 1)))
        let late = try await harbour.refusal(of: OpenBallot(draft), at: .noon + 1)
        #expect(late?.field == "closes")
        #expect(try await state(draft, in: harbour) == .draft)
    }

    @Test func `the linked chapters do not learn the closing time`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.openFeed()
        try await harbour.person("Alice")
        let ballot = try await open(harbour, closes: .noon + hour)
        let hillside = try TestChapter.make(named: "Hillside")
        try await hillside.hear(harbour)
        let seen = try #require(try await hillside.chapter.ballot(ballot, as: .operator))
        #expect(seen.closes == nil)
        #expect(try await harbour.chapter.ballot(ballot, as: .operator)?.closes == .noon + hour)
    }

    @Test func `a draft is worded anew as a whole, and an open ballot never`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let ballot = try await harbour.act(
            DraftBallot(
                BallotPlan(choice: "Who?", of: ["Ann", "Bo", "Cy"], closes: .noon + hour)))
        let plan = BallotPlan(
            motion: "Strike?", threshold: .twoThirds, quorum: BallotQuorum(1, of: 3))
        try await harbour.act(ChangeDraft(ballot, to: plan), as: .coordinator(alice))
        let draft = try #require(try await harbour.chapter.ballot(ballot, as: .operator))
        #expect(draft.question == "Strike?")
        #expect(draft.options == BallotPlan.yesNoAbstain)
        #expect(draft.method == .yesNoAbstain)
        #expect(draft.threshold == .twoThirds)
        #expect(draft.quorum == BallotQuorum(1, of: 3))
        #expect(draft.closes == nil)
        let wrong = try await harbour.refusal(of: ChangeDraft(ballot, to: BallotPlan(motion: " ")))
        #expect(wrong?.field == "question")
        try await harbour.act(OpenBallot(ballot))
        let refusal = try await harbour.refusal(of: ChangeDraft(ballot, to: plan))
        #expect(refusal?.code == .conflict)
    }
}
