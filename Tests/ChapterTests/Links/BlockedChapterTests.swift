import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `A chapter that is blocked here` {
    @Test func `shows nothing in lists, neither meetings nor groups nor posts`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        let riverside = try TestChapter.make(named: "Riverside")
        let alice = Viewer.plain(try await harbour.person("Alice"))
        let bob = Viewer.plain(try await riverside.person("Bob"))
        let own = try await harbour.act(
            FoundGroup(name: "Ours", purpose: "Fair rents", handle: "rosa"), as: alice)
        try await riverside.hear(harbour)
        try await riverside.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", start: .noon + 1000, end: .noon + 2000,
                    audience: .linked)))
        try await riverside.act(
            FoundGroup(name: "Theirs", purpose: "Fair wages", handle: "karl"), as: bob)
        try await riverside.act(JoinGroup(own, as: "karl"), as: bob)
        try await riverside.act(PostToGroup(own, "Hello"), as: bob)
        try await harbour.hear(riverside)
        func counts() async throws -> [Int] {
            let group = try #require(try await harbour.chapter.group(own, as: alice))
            return [
                try await harbour.chapter.meetings(as: alice, at: .noon).count,
                try await harbour.chapter.groups(as: alice).count,
                group.members.count, group.posts.count,
            ]
        }
        #expect(try await counts() == [1, 2, 2, 1])
        let feeds = harbour.chapter.feeds
        try await feeds.database.write { db in
            try feeds.block(riverside.chapter.feeds.chapter, at: .noon, in: db)
        }
        #expect(try await counts() == [0, 1, 1, 0])
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_meeting") == 1)
    }
}
