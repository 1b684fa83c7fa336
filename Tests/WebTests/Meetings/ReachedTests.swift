import Chapter
import Federation
import Foundation
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
