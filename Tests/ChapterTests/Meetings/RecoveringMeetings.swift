import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `A chapter restored from an older copy` {
    @Test func `gets its shared meetings back and can change them`() async throws {
        let harbour = try TestChapter.make()
        let plan = MeetingPlan(
            title: "Assembly", start: .noon, end: .noon + 1000, agenda: "Rents",
            audience: .linked)
        let lost = try await harbour.act(ScheduleMeeting(plan))
        let cancelled = try await harbour.act(ScheduleMeeting(plan))
        try await harbour.act(CancelMeeting(cancelled, reason: "storm"))
        let kept = try await harbour.act(ScheduleMeeting(plan))
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: "DELETE FROM meeting WHERE id IN (?, ?)", arguments: [lost, cancelled])
        }
        #expect(try await harbour.act(RecoverMeetings()) == [lost, cancelled].sorted())
        #expect(try await harbour.act(RecoverMeetings()) == [])
        let meetings = try await harbour.chapter.meetings(as: .operator, at: .noon)
        #expect(Set(meetings.map(\.id)) == [lost, cancelled, kept])
        #expect(meetings.filter(\.isCancelled).map(\.id) == [cancelled])
        var changed = plan
        changed.title = "General assembly"
        try await harbour.act(ChangeMeeting(lost, version: 1, to: changed))
        let title = try await harbour.chapter.feeds.database.read { db in
            try String.fetchOne(
                db, sql: "SELECT title FROM shared_meeting WHERE meeting = ?", arguments: [lost])
        }
        #expect(title == "General assembly")
    }

    @Test func `gets those back too that it had shared before it began anew`() async throws {
        let harbour = try TestChapter.make(named: "Harbour")
        let plan = MeetingPlan(title: "Assembly", start: .noon, end: .noon, audience: .linked)
        let lost = try await harbour.act(ScheduleMeeting(plan))
        let database = harbour.chapter.feeds.database
        try await database.write { try $0.execute(sql: "DELETE FROM meeting") }
        let anew = TestChapter(
            chapter: Chapter(
                feeds: Feeds(database: database, author: .named("Harbour", epoch: 1))))
        #expect(anew.chapter.feeds.chapter == harbour.chapter.feeds.chapter)
        #expect(try await anew.act(RecoverMeetings()) == [lost])
    }
}
