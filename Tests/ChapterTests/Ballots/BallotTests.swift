import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@Suite struct `Casting a ballot` {
    @Test func `a paper is counted and its voter is marked`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 0, 1], by: people)
        let seen = try #require(try await harbour.chapter.ballot(ballot, as: .plain(people[0])))
        #expect(seen.state == .open)
        #expect(seen.turnout == 3)
        #expect(seen.rollSize == 12)
        #expect(seen.result == nil)
        #expect(seen.standing == .hasVoted)
        let other = try #require(try await harbour.chapter.ballot(ballot, as: .plain(people[9])))
        #expect(other.standing == .mayVote)
    }

    @Test func `the same form sent again gives the same receipt and counts once`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(3)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [], by: people)
        let form = CastPaper(ballot, choice: 0)
        let first = try await harbour.act(form, as: .plain(people[0]))
        let again = try await harbour.act(form, as: .plain(people[0]))
        #expect(first == again)
        #expect(first.code.count == 32)
        let result = try await harbour.act(CloseBallot(ballot))
        #expect(result.counts == [1, 0, 0])
        #expect(result.marks == 1)
    }

    @Test func `a second paper is refused and the first one counts`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: people)
        let second = try await harbour.refusal(
            of: CastPaper(ballot, choice: 1), as: .plain(people[0]))
        #expect(second?.code == .conflict)
        #expect(second?.sentence.contains("Your first paper counts") == true)
        #expect(try await harbour.act(CloseBallot(ballot)).counts == [1, 0, 0])
    }

    @Test func `the same form with another choice or by another member is refused`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [], by: people)
        let tracker = CastPaper.newTracker()
        try await harbour.act(
            CastPaper(ballot, choice: 0, tracker: tracker), as: .plain(people[0]))
        let changed = CastPaper(ballot, choice: 1, tracker: tracker)
        #expect(
            try await harbour.refusal(of: changed, as: .plain(people[0]))?.code == .conflict)
        #expect(
            try await harbour.refusal(of: changed, as: .plain(people[1]))?.code == .conflict)
        #expect(try await harbour.act(CloseBallot(ballot)).counts == [1, 0, 0])
    }

    @Test func `who was no member when the roll froze cannot vote`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let contact = try await harbour.person("Carol", status: "contact")
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [], by: people)
        let late = try await harbour.person("Dave")
        for person in [contact, late] {
            let refusal = try await harbour.refusal(
                of: CastPaper(ballot, choice: 0), as: .plain(person))
            #expect(refusal?.sentence.contains("not on the roll") == true)
        }
        #expect(
            try await harbour.refusal(of: CastPaper(ballot, choice: 0))?.code == .notAllowed)
    }

    @Test func `nothing is cast before opening, after the close or beside the options`()
        async throws
    {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let alice = Viewer.plain(people[0])
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")))
        let early = try await harbour.refusal(of: CastPaper(ballot, choice: 0), as: alice)
        #expect(early?.code == .conflict)
        try await harbour.act(OpenBallot(ballot))
        let beside = try await harbour.refusal(of: CastPaper(ballot, choice: 3), as: alice)
        #expect(beside?.field == "choice")
        let short = try await harbour.refusal(
            of: CastPaper(ballot, choice: 0, tracker: [1]), as: alice)
        #expect(short?.field == "tracker")
        try await harbour.act(CloseBallot(ballot))
        let late = try await harbour.refusal(of: CastPaper(ballot, choice: 0), as: alice)
        #expect(late?.code == .conflict)
    }

    @Test func `casting writes nothing to the node's database`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [], by: people)
        let before = try await harbour.value(Int.self, "SELECT total_changes()")
        try await harbour.act(CastPaper(ballot, choice: 0), as: .plain(people[0]))
        #expect(try await harbour.value(Int.self, "SELECT total_changes()") == before)
    }
}

@Suite struct `Running a ballot` {
    @Test func `the roll's root and size are announced before the opening`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.members(12)
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")))
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM event") == 0)
        #expect(try await harbour.act(OpenBallot(ballot)) == 12)
        let kinds = try await harbour.chapter.read { db in
            try Int.fetchAll(db, sql: "SELECT kind FROM shared_ballot_event ORDER BY seq")
        }
        #expect(kinds == [Kind.ballotAnnounced, .ballotOpened].map { Int($0.rawValue) })
        let manifest = try await harbour.value(Data.self, "SELECT manifest FROM shared_ballot")
        let announced = try BallotAnnounced(payload: Array(try #require(manifest)))
        #expect(announced.rollSize == 12)
    }

    @Test func `the result is published with the papers in the order of their trackers`()
        async throws
    {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(20)
        let plan = BallotPlan(choice: "Where?", of: ["Park", "Hall", "Harbour"])
        let ballot = try await harbour.openBallot(
            plan, papers: [0, 1, 1, 2, 1, 0], by: people)
        let result = try await harbour.act(CloseBallot(ballot))
        #expect(result.counts == [2, 3, 1])
        #expect(result.outcome == .chosen)
        #expect(result.leading == [1])
        #expect(result.papers == 6)
        #expect(result.marks == 6)
        let seen = try #require(try await harbour.chapter.ballot(ballot, as: .plain(people[0])))
        #expect(seen.result == result)
        #expect(seen.turnout == 6)
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_paper") == 6)
    }

    @Test func `many papers are published in several events of limited size`() async throws {
        let papers = (0..<1000).map { number in
            BallotPaper(
                tracker: [UInt8](repeating: 255, count: 14) + [
                    UInt8(number / 256), UInt8(number % 256),
                ], choice: 31)
        }
        let ballot = ObjectID(chapter: try TestChapter.make().chapter.feeds.chapter, nonce: [1])
        let batches = BallotPapersPublished.batches(ballot: ballot, sorted: papers)
        #expect(batches.count == 3)
        for batch in batches {
            let payload = batch.payload()
            #expect(payload.count <= BallotPapersPublished.payloadBytes)
            #expect(try BallotPapersPublished(payload: payload) == batch)
        }
    }

    @Test func `a tie is reported as a tie`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(4)
        let ballot = try await harbour.openBallot(
            BallotPlan(choice: "Who?", of: ["Ann", "Ben", "Cleo"]), papers: [0, 2], by: people)
        let result = try await harbour.act(CloseBallot(ballot))
        #expect(result.outcome == .tied)
        #expect(result.leading == [0, 2])
    }

    @Test func `without any paper the ballot still closes`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?", quorum: BallotQuorum(1, of: 2)), papers: [], by: people)
        #expect(try await harbour.act(CloseBallot(ballot)).outcome == .quorumMissed)
        let verification = try await harbour.chapter.verifyBallot(ballot, as: .operator).get()
        #expect(verification.findings == [])
    }

    @Test func `a cancelled ballot stays and its papers are gone`() async throws {
        let harbour = try TestChapter.make()
        let people = try await harbour.members(12)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 1], by: people)
        try await harbour.act(CancelBallot(ballot, reason: "Settled"))
        let seen = try #require(try await harbour.chapter.ballot(ballot, as: .plain(people[0])))
        #expect(seen.state == .cancelled)
        #expect(seen.reason == "Settled")
        #expect(try await harbour.refusal(of: CloseBallot(ballot))?.code == .conflict)
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_paper") == 0)
    }

    @Test func `a draft is seen by those who run ballots alone`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")))
        #expect(try await harbour.chapter.ballot(ballot, as: .plain(alice)) == nil)
        #expect(try await harbour.chapter.ballots(as: .plain(alice)).isEmpty)
        let drafts = try await harbour.chapter.ballots(as: .coordinator(alice))
        #expect(drafts.map(\.state) == [.draft])
        try await harbour.act(CancelBallot(ballot))
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM event") == 0)
    }

    @Test func `what does not fit is refused with the name of its field`() async throws {
        let harbour = try TestChapter.make()
        func field(_ plan: BallotPlan) async throws -> String? {
            try await harbour.refusal(of: DraftBallot(plan))?.field
        }
        #expect(try await field(BallotPlan(motion: " ")) == "question")
        #expect(try await field(BallotPlan(motion: "Q", threshold: .most)) == "threshold")
        #expect(try await field(BallotPlan(choice: "Q", of: ["One"])) == "options")
        #expect(try await field(BallotPlan(choice: "Q", of: ["Ann", " ánn"])) == "options")
        #expect(
            try await field(BallotPlan(choice: "Q", of: (0..<33).map(String.init))) == "options")
        let empty = try await harbour.act(DraftBallot(BallotPlan(motion: "Q")))
        #expect(try await harbour.refusal(of: OpenBallot(empty))?.code == .conflict)
    }

    @Test func `the secrecy sentence says how few may vote`() {
        #expect(SecrecySentence.text(rollSize: 9).hasPrefix("Only 9 people may vote"))
        #expect(SecrecySentence.text(rollSize: 1).hasPrefix("Only one person may vote"))
        #expect(SecrecySentence.text(rollSize: 10).hasPrefix("No member and no other chapter"))
        #expect(SecrecySentence.text(rollSize: nil).hasPrefix("No member and no other chapter"))
    }

    @Test func `no event names a person`() async throws {
        let harbour = try TestChapter.make()
        let canary = try await harbour.person("Canary Kanarienvogel")
        try await harbour.members(3)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: [canary])
        try await harbour.act(CloseBallot(ballot))
        let bodies = try await harbour.chapter.read { db in
            try Data.fetchAll(db, sql: "SELECT body FROM event")
        }
        #expect(bodies.count == 4)
        #expect(bodies.allSatisfy { $0.range(of: Data("Canary".utf8)) == nil })
        #expect(bodies.allSatisfy { $0.range(of: Data("Kanarienvogel".utf8)) == nil })
    }
}
