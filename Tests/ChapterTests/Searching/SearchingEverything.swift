import Chapter
import Federation
import Feeds
import TestSupport
import Testing

@Suite struct `Searching everything` {
    private func search(_ harbour: TestChapter, _ text: String, as viewer: Viewer) async throws
        -> SearchEverything.Findings
    {
        let own = harbour.chapter.feeds.chapter
        return try await harbour.chapter.read { db in
            try SearchEverything(text).answer(in: db, of: own, for: viewer)
        }
    }

    @Test func `people, meetings, votes and groups are found by beginnings of words`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        try await harbour.act(AddMember(name: "Millicent Ró"))
        try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", place: "Mill Lane 4", start: .noon, end: .noon + 1000)))
        try await harbour.act(DraftBallot(BallotPlan(motion: "Shall we buy the Mill?")))
        try await harbour.act(
            FoundGroup(name: "Millers", purpose: "Bread", interests: ["Food"]), as: alice)
        let found = try await search(harbour, "MÍLL", as: alice)
        #expect(found.people?.people.map(\.name) == ["Millicent Ró"])
        #expect(found.meetings.first.map(\.title) == ["Assembly"])
        #expect(found.votes.first.map(\.question) == ["Shall we buy the Mill?"])
        #expect(found.groups.first.map(\.name) == ["Millers"])
        let two = try await search(harbour, "lane mill", as: alice)
        #expect(two.meetings.count == 1)
        #expect(two.groups.count == 0)
        #expect(try await search(harbour, "ill", as: alice).meetings.count == 0)
    }

    @Test func `members find neither people nor drafts, visitors find nothing`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        try await harbour.act(DraftBallot(BallotPlan(motion: "Shall we buy the Mill?")))
        try await harbour.act(
            ScheduleMeeting(MeetingPlan(title: "Mill", start: .noon, end: .noon + 1000)))
        let found = try await search(harbour, "mill", as: bob)
        #expect(found.people == nil)
        #expect(found.votes.count == 0)
        #expect(found.meetings.count == 1)
        let visitor = try await search(harbour, "mill", as: .visitor)
        #expect(visitor.people == nil)
        #expect(visitor.meetings.count == 0)
    }
}
