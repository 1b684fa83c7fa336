import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Web

/// What a meeting's page says of the way to the linked chapters.
@Suite struct `How far a meeting has got` {
    private func link(_ name: String, _ byte: String, has seq: UInt64) -> LinkAnswer {
        LinkAnswer(
            chapterID: String(repeating: byte, count: 32), name: name, state: .connected,
            lastHeard: Moment(.noon), theyHave: seq, weHave: 1)
    }

    private func plan(_ audience: Audience, in harbour: TestChapter) async throws -> ObjectID {
        let plan = MeetingPlan(
            title: "Assembly", place: "Hall", start: .noon + 86_400_000, end: .noon + 90_000_000,
            audience: audience)
        return try await harbour.chapter.perform(ScheduleMeeting(plan), as: .operator, at: .noon)
            .get()
    }

    @Test func `is said as so many of the linked chapters, by what they hold`() async throws {
        let harbour = try TestChapter.make()
        let meeting = try await plan(.linked, in: harbour)
        let seq = try await harbour.chapter.facts(for: .operator).ownSeq
        let node = LinkedNode([link("Riverside", "ab", has: seq), link("Hillside", "cd", has: 0)])
        let bob = try await AdminBrowser(harbour, node: node, [])
        #expect(
            try await bob.get("/meetings/\(meeting)").text.contains("Shared with 1 of 2 chapters"))
        node.set([link("Riverside", "ab", has: seq), link("Hillside", "cd", has: seq)])
        let page = try await bob.get("/meetings/\(meeting)").text
        #expect(
            page.components(separatedBy: "Shared with 2 of 2 chapters").count == 3,
            "light and meeting")
        // Another event that Hillside lacks changes nothing for the meeting.
        _ = try await plan(.linked, in: harbour)
        #expect(
            try await bob.get("/meetings/\(meeting)").text.contains("Shared with 2 of 2 chapters"))
    }

    @Test func `is said with the chapters and the time, also of groups and posts`() async throws {
        let harbour = try TestChapter.make()
        let bob = Viewer.member(try await harbour.act(AddMember(name: "Bob")).memberID, [])
        let group = try await harbour.act(
            FoundGroup(name: "Night school", purpose: "Law", handle: "lark"), as: bob)
        let post = try await harbour.act(PostToGroup(group, "Hello"), as: bob)
        let seq = try await harbour.chapter.facts(for: .operator).ownSeq
        let riverside = try #require(ChapterID(String(repeating: "ab", count: 32)))
        try await harbour.chapter.feeds.database.write { [feeds = harbour.chapter.feeds] db in
            // What was said of less, and once more later, is not when it came.
            try feeds.acknowledge(1, by: riverside, at: .noon + -900_000, in: db)
            try feeds.acknowledge(seq, by: riverside, at: .noon + -120_000, in: db)
            try feeds.acknowledge(seq, by: riverside, at: .noon + -1_000, in: db)
            for more in 1..<150 {
                try feeds.acknowledge(seq + UInt64(more), by: riverside, at: .noon, in: db)
            }
        }
        let rows = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM acknowledgement")
        }
        #expect(rows == 100)
        try await harbour.chapter.feeds.database.write { [feeds = harbour.chapter.feeds] db in
            try db.execute(sql: "DELETE FROM acknowledgement")
            try feeds.acknowledge(seq, by: riverside, at: .noon + -120_000, in: db)
        }
        let reach = try await harbour.chapter.reach(of: .post(post))
        #expect(reach.sharing == .at(seq))
        #expect(reach.acknowledged == [riverside: .noon + -120_000])
        #expect(try await harbour.chapter.sharing(of: .group(group)) == .at(seq - 2))
        let linked = [link("Riverside", "ab", has: seq), link("Hillside", "cd", has: 0)]
        let words = PageKit.forTests.catalogue.wording(.english)
        let part = try #require(ReachedPart(reach, linked, at: .noon, words))
        #expect(part.line == "Shared with 1 of 2 chapters, 2 minutes ago")
        #expect(part.lacking == ["Hillside"])
        #expect(part.holding.map(\.name) == ["Riverside"])
        #expect(part.holding.map(\.since) == ["2 minutes ago"])
        try await harbour.act(TakePostBack(group, post), as: bob)
        #expect(try await harbour.chapter.sharing(of: .post(post)) == .at(seq + 1))
    }

    @Test func `is not said of what stays home`() async throws {
        let harbour = try TestChapter.make()
        let meeting = try await plan(.chapter, in: harbour)
        #expect(try await harbour.chapter.sharing(of: .meeting(meeting)) == .home)
        let bob = try await AdminBrowser(
            harbour, node: LinkedNode([link("Riverside", "ab", has: 0)]), [])
        let page = try await bob.get("/meetings/\(meeting)").text
        #expect(page.components(separatedBy: "Shared with").count == 2, "the light alone")
    }
}
