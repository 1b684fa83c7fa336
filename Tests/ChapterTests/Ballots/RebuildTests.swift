import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Rebuilding the shared tables` {
    private static let tables =
        MeetingsProjection.tables + GroupsProjection.tables + BallotsProjection.tables

    private func dump(_ chapter: TestChapter) async throws -> [String] {
        try await chapter.chapter.read { db in
            try Self.tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table): \($0)" }
            }
        }
    }

    @Test func `what acts have shared comes back byte for byte`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        let people = try await harbour.members(12)
        let alice = Viewer.plain(people[0])
        let plan = MeetingPlan(
            title: "Assembly", start: .noon, end: .noon + 1, audience: .linked)
        let meeting = try await harbour.act(ScheduleMeeting(plan))
        try await harbour.act(CountHeads(meeting, heads: 4))
        let group = try await harbour.act(
            FoundGroup(name: "A", purpose: "B", interests: ["x"], handle: "rosa"), as: alice)
        try await harbour.act(PostToGroup(group, "Hello"), as: alice)
        try await harbour.act(LeaveGroup(group), as: alice)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0, 1], by: people)
        try await harbour.act(CloseBallot(ballot))
        let before = try await dump(harbour)
        #expect(before.count == 12)
        try await harbour.chapter.feeds.database.write { try Feeds.rebuild(in: $0) }
        #expect(try await dump(harbour) == before)
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM void_event") == 0)
    }

    @Test func `acts that need the shared tables wait for the feed to be open`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")))
        harbour.chapter.feeds.closeGate()
        let found = try await harbour.refusal(
            of: FoundGroup(name: "A", purpose: "B", handle: "rosa"), as: alice)
        #expect(found?.code == .unavailable)
        #expect(try await harbour.refusal(of: OpenBallot(ballot))?.code == .unavailable)
        #expect(try await harbour.act(RecountBallots()) == [])
        let plan = MeetingPlan(
            title: "Assembly", start: .noon, end: .noon + 1, audience: .linked)
        try await harbour.act(ScheduleMeeting(plan))
        try await harbour.chapter.feeds.openGate()
        #expect(
            try await harbour.value(String.self, "SELECT title FROM shared_meeting")
                == "Assembly")
        try await harbour.act(FoundGroup(name: "A", purpose: "B", handle: "rosa"), as: alice)
    }
}
