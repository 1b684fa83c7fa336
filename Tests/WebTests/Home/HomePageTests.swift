import Chapter
import Federation
import Feeds
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The first page` {
    private let node = LinkedNode([
        LinkAnswer(
            chapterID: String(repeating: "ab", count: 32), name: "Riverside", state: .connected,
            lastHeard: Moment(.noon), theyHave: 9, weHave: 5)
    ])

    private func open(_ question: String, in harbour: TestChapter) async throws -> ObjectID {
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: question)))
        try await harbour.act(OpenBallot(ballot))
        return ballot
    }

    @Test func `a vote that waits is shown and counted, and an older one that is over is not`()
        async throws
    {
        let harbour = try TestChapter.make()
        let carol = try await AdminBrowser(harbour, node: node, [.coordinator, .federationAdmin])
        let over = try await open("Was it good?", in: harbour)
        try await harbour.act(CloseBallot(over))
        _ = try await open("Shall we?", in: harbour)
        let meeting = MeetingPlan(
            title: "Assembly", start: .noon + 3_600_000, end: .noon + 7_200_000)
        let cancelled = MeetingPlan(
            title: "Picnic", start: .noon + 1_800_000, end: .noon + 7_200_000)
        try await harbour.act(ScheduleMeeting(meeting))
        try await harbour.act(CancelMeeting(try await harbour.act(ScheduleMeeting(cancelled))))
        let page = try await carol.get("/").text
        #expect(page.contains("Shall we?"))
        #expect(!page.contains("Was it good?"))
        #expect(page.contains("<span class=\"count\">1<"))
        #expect(page.contains("Assembly"))
        #expect(!page.contains("Picnic"))
        #expect(page.contains("1 of 1"), "the sync light")
    }

    @Test func `a chapter with nothing to show has no heading over it`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await AdminBrowser(harbour, node: node, [.coordinator])
        #expect(try await !carol.get("/").text.contains("How the chapter is doing"))
        _ = try await open("Shall we?", in: harbour)
        #expect(try await carol.get("/").text.contains("How the chapter is doing"))
    }

    @Test func `what waits to be shared is counted in the sync light, and nothing once it is`()
        async throws
    {
        let harbour = try TestChapter.make()
        let carol = try await AdminBrowser(harbour, node: node, [.coordinator])
        harbour.chapter.feeds.closeGate()
        for title in ["Assembly", "Picnic"] {
            var plan = MeetingPlan(title: title, start: .noon + 3_600_000, end: .noon + 7_200_000)
            #expect(try await !carol.get("/people").text.contains("2 things wait to be shared"))
            plan.audience = .linked
            try await harbour.act(ScheduleMeeting(plan))
        }
        let page = try await carol.get("/people").text
        #expect(page.contains("2 things wait to be shared"))
        #expect(!page.contains("1 of 1"))
        try await harbour.chapter.feeds.openGate()
        #expect(try await !carol.get("/people").text.contains("to be shared"))
    }

    @Test func `it reads the chapter once, and asks for the links once`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await AdminBrowser(harbour, node: node, [.coordinator, .federationAdmin])
        _ = try await open("Shall we?", in: harbour)
        _ = try await carol.get("/")
        let before = node.looks
        let begun = try await harbour.transactions { _ = try await carol.get("/") }
        #expect(node.looks - before == 1)
        #expect(begun == 2, "who comes, and the page")
    }

    @Test func `a page that stands alone asks for no links and counts no votes`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await AdminBrowser(harbour, node: node, [.coordinator])
        let vote = try await open("Shall we?", in: harbour)
        _ = try await carol.get("/")
        let before = node.looks
        let begun = try await harbour.transactions {
            let booth = try await carol.get("/votes/\(vote)/cast")
            #expect(booth.status == .ok)
            #expect(booth.text.contains("Shall we?"))
            #expect(!booth.text.contains("class=\"nav\""))
        }
        #expect(node.looks == before)
        #expect(begun == 2, "who comes, and the vote")
    }
}
