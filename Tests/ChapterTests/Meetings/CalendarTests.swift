import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `A member's calendar address` {
    @Test func `stands for the member without roles until it is renewed or taken back`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let me = try #require(alice.memberID)
        let first = try await harbour.act(MakeCalendarAddress(), as: alice)
        #expect(try await harbour.chapter.calendarOwner(first) == .member(me, []))
        let second = try await harbour.act(MakeCalendarAddress(), as: alice)
        #expect(try await harbour.chapter.calendarOwner(first) == nil)
        #expect(try await harbour.chapter.calendarOwner(second) == .member(me, []))
        #expect(try await harbour.chapter.calendarAddressMade(by: alice) == .noon)
        try await harbour.act(EndCalendarAddress(), as: alice)
        #expect(try await harbour.chapter.calendarOwner(second) == nil)
        #expect(try await harbour.chapter.calendarAddressMade(by: alice) == nil)
        let acts = try await harbour.history(me).map(\.act)
        #expect(acts.contains("MakeCalendarAddress"))
        #expect(acts.contains("EndCalendarAddress"))
    }

    @Test func `is kept as a hash only`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let secret = try await harbour.act(MakeCalendarAddress(), as: alice)
        let kept = try await harbour.value(
            String.self, "SELECT lower(hex(hash)) FROM calendar_address")
        #expect(kept != secret)
        #expect(try await harbour.chapter.calendarOwner(kept ?? "") == nil)
    }

    @Test func `works no longer when the membership has ended`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let secret = try await harbour.act(MakeCalendarAddress(), as: alice)
        try await harbour.act(EndMembership(try #require(alice.memberID), why: "moved"))
        #expect(try await harbour.chapter.calendarOwner(secret) == nil)
        #expect(try await harbour.refusal(of: MakeCalendarAddress())?.code == .notAllowed)
    }

    @Test func `a calendar keeps what was cancelled and forgets what is long over`() async throws {
        let harbour = try TestChapter.make()
        func plan(_ title: String, _ start: Timestamp, _ audience: Audience) async throws
            -> ObjectID
        {
            try await harbour.act(
                ScheduleMeeting(
                    MeetingPlan(title: title, start: start, end: start, audience: audience)))
        }
        _ = try await plan("Old", .noon + (-CalendarMeetings.kept - 1), .chapter)
        let off = try await plan("Off", .noon, .chapter)
        try await harbour.act(CancelMeeting(off))
        _ = try await plan("Open", .noon + 1000, .public)
        let riverside = OtherChapter("Riverside", heardBy: harbour)
        let picket = MeetingScheduled(
            nonce: [UInt8](repeating: 1, count: 16), title: "Picket", place: "", onlineLink: "",
            start: .noon, end: .noon, timeZone: "", utcOffset: 0, agenda: "", audience: .public)
        try await riverside.say(.meetingScheduled, picket.payload())
        func titles(_ viewer: Viewer, onlyOwn: Bool) async throws -> Set<String> {
            Set(
                try await harbour.chapter.calendar(
                    CalendarMeetings(onlyOwn: onlyOwn), as: viewer, at: .noon
                ).map(\.summary.title))
        }
        #expect(try await titles(.operator, onlyOwn: false) == ["Off", "Open", "Picket"])
        #expect(try await titles(.visitor, onlyOwn: true) == ["Open"])
    }
}

@Suite struct `How often a meeting was changed` {
    @Test func `counts up here and with the linked chapters`() async throws {
        let harbour = try TestChapter.make()
        let plan = MeetingPlan(title: "Assembly", start: .noon, end: .noon, audience: .linked)
        let id = try await harbour.act(ScheduleMeeting(plan))
        func changes() async throws -> [Int?] {
            [
                try await harbour.chapter.meeting(id, as: .operator)?.summary.changes,
                try await harbour.value(Int.self, "SELECT changes FROM shared_meeting"),
            ]
        }
        #expect(try await changes() == [0, 0])
        try await harbour.act(ChangeMeeting(id, version: 1, to: plan), at: .noon + 1)
        #expect(try await changes() == [1, 1])
        try await harbour.act(CancelMeeting(id), at: .noon + 2)
        #expect(try await changes() == [2, 2])
        let record = try #require(try await harbour.chapter.meeting(id, as: .operator))
        #expect(record.summary.changedAt == .noon + 2)
    }
}

@Suite struct `A list of meetings by pages` {
    @Test func `goes on where it stopped, in both directions of time`() async throws {
        let harbour = try TestChapter.make()
        for hour in Int64(1)...5 {
            for sign in [Int64(-1), 1] {
                let start = Timestamp.noon + sign * hour * 3_600_000
                try await harbour.act(
                    ScheduleMeeting(
                        MeetingPlan(title: "\(sign * hour)", start: start, end: start)))
            }
        }
        func titles(_ filter: MeetingFilter) async throws -> [String] {
            var titles: [String] = []
            var listing = MeetingListing(filter, limit: 2)
            repeat {
                let page = try await harbour.chapter.meetings(listing, as: .operator, at: .noon)
                titles += page.meetings.map(\.summary.title)
                #expect(page.count == 5)
                listing.after = page.next
            } while listing.after != nil
            return titles
        }
        #expect(try await titles(.upcoming) == ["1", "2", "3", "4", "5"])
        #expect(try await titles(.past) == ["-1", "-2", "-3", "-4", "-5"])
    }

    @Test func `shows who comes and what the viewer said, and leaves others' out if asked`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let riverside = OtherChapter("Riverside", heardBy: harbour)
        let picket = MeetingScheduled(
            nonce: [UInt8](repeating: 1, count: 16), title: "Picket", place: "", onlineLink: "",
            start: .noon, end: .noon, timeZone: "", utcOffset: 0, agenda: "", audience: .linked)
        try await riverside.say(.meetingScheduled, picket.payload())
        let id = try await harbour.act(
            ScheduleMeeting(MeetingPlan(title: "Ours", start: .noon, end: .noon)))
        try await harbour.act(AnswerRSVP(id, .maybe), as: .plain(alice))
        let all = try await harbour.chapter.meetings(
            MeetingListing(), as: .plain(alice), at: .noon)
        #expect(all.count == 2)
        let own = try await harbour.chapter.meetings(
            MeetingListing(onlyOwn: true), as: .plain(alice), at: .noon)
        #expect(own.meetings.map(\.summary.title) == ["Ours"])
        #expect(own.meetings.map(\.maybe) == [1])
        #expect(own.meetings.map(\.ownAnswer) == [.maybe])
    }
}
