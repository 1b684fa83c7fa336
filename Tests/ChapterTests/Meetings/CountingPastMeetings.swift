import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `A shared meeting that is over` {
    private func plan(_ audience: Audience) -> MeetingPlan {
        MeetingPlan(title: "Assembly", start: .noon, end: .noon + 1000, audience: audience)
    }

    private let later = Timestamp.noon + 1001 + CountPastMeetings.wait

    @Test func `is counted from its attendance once, an hour after its end`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        let meeting = try await harbour.act(ScheduleMeeting(plan(.linked)))
        for person in [alice, bob] {
            try await harbour.act(RecordAttendance(meeting, member: person))
        }
        #expect(try await harbour.act(CountPastMeetings(), at: .noon + 2000) == [])
        #expect(try await harbour.act(CountPastMeetings(), at: later) == [meeting])
        #expect(
            try await harbour.value(Int.self, "SELECT head_count FROM shared_meeting") == 2)
        #expect(try await harbour.act(CountPastMeetings(), at: later) == [])
    }

    @Test func `is left alone where somebody counted, nobody came or it is not shared`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let counted = try await harbour.act(ScheduleMeeting(plan(.linked)))
        let own = try await harbour.act(ScheduleMeeting(plan(.chapter)))
        let cancelled = try await harbour.act(ScheduleMeeting(plan(.linked)))
        _ = try await harbour.act(ScheduleMeeting(plan(.linked)))
        for meeting in [counted, own, cancelled] {
            try await harbour.act(RecordAttendance(meeting, member: alice))
        }
        try await harbour.act(CountHeads(counted, heads: 40))
        try await harbour.act(CancelMeeting(cancelled))
        #expect(try await harbour.act(CountPastMeetings(), at: later) == [])
        let heads = try await harbour.value(
            Int.self, "SELECT head_count FROM shared_meeting WHERE head_count IS NOT NULL")
        #expect(heads == 40)
    }
}
