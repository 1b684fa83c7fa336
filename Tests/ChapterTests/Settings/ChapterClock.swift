import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@Suite struct `The chapter's time zone` {
    /// A meeting at noon in Greenwich, in a zone or in none.
    private func plan(_ zone: String = "") -> MeetingPlan {
        MeetingPlan(
            title: "Assembly", start: .noon, end: .noon + 3_600_000, timeZone: zone)
    }

    private func zone(_ harbour: TestChapter) async throws -> String {
        try await harbour.chapter.facts(for: .visitor).timeZone.identifier
    }

    @Test func `is the computer's, then that of the latest meeting, then the chosen one`()
        async throws
    {
        let harbour = try TestChapter.make()
        #expect(try await zone(harbour) == TimeZone.current.identifier)
        _ = try await harbour.act(ScheduleMeeting(plan("Asia/Manila")))
        #expect(try await zone(harbour) == "Asia/Manila")
        try await harbour.act(SetTimeZone(" Europe/Lisbon\n"))
        #expect(try await zone(harbour) == "Europe/Lisbon")
        try await harbour.act(SetTimeZone("America/New_York"))
        #expect(try await zone(harbour) == "America/New_York")
    }

    @Test(arguments: [
        "", " ", "Mars/Olympus", "Europe/Lisbon; DROP TABLE member", "Europe/Lis\u{0}bon",
        String(repeating: "Europe/", count: 10),
    ])
    func `is a zone that there is`(text: String) async throws {
        let harbour = try TestChapter.make()
        let refusal = try await harbour.refusal(of: SetTimeZone(text))
        #expect(refusal?.code == .invalid)
        #expect(refusal?.field == "timeZone")
        #expect(try await zone(harbour) == TimeZone.current.identifier)
    }

    @Test func `is that of a meeting planned without one, at the same moment`() async throws {
        let harbour = try TestChapter.make()
        let before = try await harbour.act(ScheduleMeeting(plan()))
        try await harbour.act(SetTimeZone("Asia/Manila"))
        let after = try await harbour.act(ScheduleMeeting(plan()))
        let named = try await harbour.act(ScheduleMeeting(plan("Europe/Lisbon")))
        let meetings = try await harbour.chapter.meetings(as: .operator, at: .noon)
        func found(_ id: ObjectID) throws -> MeetingSummary {
            try #require(meetings.first { $0.id == id })
        }
        #expect(try found(before).timeZone == "")
        #expect(try found(after).timeZone == "Asia/Manila")
        #expect(try found(after).utcOffset == 8 * 60)
        #expect(try found(after).start == .noon)
        #expect(try found(named).timeZone == "Europe/Lisbon")
    }
}
