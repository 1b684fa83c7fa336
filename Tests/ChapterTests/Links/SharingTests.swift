import Chapter
import Federation
import Feeds
import TestSupport
import Testing

@Suite struct `What a chapter shares` {
    private func plan(_ title: String, in hours: Int64, _ audience: Audience) -> ScheduleMeeting {
        let start = Timestamp.noon + hours * 3_600_000
        return ScheduleMeeting(
            MeetingPlan(title: title, start: start, end: start + 3_600_000, audience: audience))
    }

    @Test func `only what was marked for others counts, with the next as an example`() async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.act(plan("Assembly", in: -48, .linked))
        try await harbour.act(plan("Picket", in: 24, .public))
        try await harbour.act(plan("Later", in: 48, .linked))
        try await harbour.act(plan("Repairs", in: 1, .chapter))
        let alice = try await harbour.member("Alice")
        let viewer = Viewer.member(alice.id, [])
        try await harbour.act(
            FoundGroup(name: "Housing", purpose: "Rent", handle: "rosa"), as: viewer)
        let own = try await harbour.chapter.ownSharing(as: viewer, at: .noon)
        #expect(own.counts.meetings == 3)
        #expect(own.counts.groups == 1)
        #expect(own.counts.votes == 0)
        #expect(own.meeting?.title == "Picket")
        #expect(own.keptMeeting?.title == "Repairs")
        #expect(own.group?.title == "Housing")
        #expect(own.vote == nil)
        #expect(own.people == 1)
    }

    @Test func `lists come the latest first, a page at a time, and not for visitors`() async throws
    {
        let harbour = try TestChapter.make()
        for hour in 1...5 { try await harbour.act(plan("\(hour)", in: Int64(hour), .linked)) }
        let chapter = harbour.chapter
        let first = try await chapter.shared(
            .meetings, by: chapter.feeds.chapter, limit: 3, as: .operator)
        #expect(first.map(\.title) == ["5", "4", "3"])
        let last = try #require(first.last)
        let rest = try await chapter.shared(
            .meetings, by: chapter.feeds.chapter, after: (last.moment, last.id), limit: 3,
            as: .operator)
        #expect(rest.map(\.title) == ["2", "1"])
        let nothing = try await chapter.shared(
            .meetings, by: chapter.feeds.chapter, limit: 3, as: .visitor)
        #expect(nothing.isEmpty)
        #expect(try await chapter.sharedCounts(as: .visitor).isEmpty)
    }
}
