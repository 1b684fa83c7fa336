import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

/// Two hours from six in the evening, tomorrow.
private let tomorrow = MeetingPlan(
    title: "Assembly", place: "Hall", start: .noon + 30 * 3_600_000, end: .noon + 32 * 3_600_000,
    timeZone: "Europe/Lisbon", utcOffset: 60, agenda: "1. Rent\n2. Picnic", audience: .linked)

@Suite struct `Planning a meeting` {
    @Test func `a meeting for the chapter alone makes no event`() async throws {
        let harbour = try TestChapter.make()
        var plan = tomorrow
        plan.audience = .chapter
        let id = try await harbour.act(ScheduleMeeting(plan))
        try await harbour.act(CountHeads(id, heads: 12))
        try await harbour.act(CancelMeeting(id))
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM shared_meeting") == 0)
        let list = try await harbour.chapter.meetings(as: .operator, at: .noon)
        #expect(list.map(\.title) == ["Assembly"])
    }

    @Test func `a shared meeting is listed once at home and shared as planned`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tomorrow))
        let list = try await harbour.chapter.meetings(as: .operator, at: .noon)
        #expect(list.map(\.id) == [id])
        #expect(list.map(\.isOwn) == [true])
        #expect(
            try await harbour.value(
                String.self, "SELECT title || utc_offset FROM shared_meeting WHERE meeting = ?",
                [id]) == "Assembly60")
    }

    @Test func `a change reaches the others and counts the version up`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tomorrow))
        var plan = tomorrow
        plan.place = "Park"
        #expect(try await harbour.act(ChangeMeeting(id, version: 1, to: plan)) == 2)
        #expect(try await harbour.value(String.self, "SELECT place FROM shared_meeting") == "Park")
    }

    @Test func `a change that started from an older version is refused and changes nothing`()
        async throws
    {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tomorrow))
        var bobs = tomorrow
        bobs.place = "Park"
        try await harbour.act(ChangeMeeting(id, version: 1, to: bobs))
        var carols = tomorrow
        carols.title = "Picnic"
        let refusal = try await harbour.refusal(of: ChangeMeeting(id, version: 1, to: carols))
        #expect(refusal?.code == .conflict)
        let record = try #require(try await harbour.chapter.meeting(id, as: .operator))
        #expect(record.summary.title == "Assembly")
        #expect(record.summary.place == "Park")
        #expect(record.version == 2)
    }

    @Test func `a meeting that is no longer shared is cancelled for the others in words`()
        async throws
    {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tomorrow))
        var plan = tomorrow
        plan.audience = .chapter
        plan.title = "Private title"
        try await harbour.act(ChangeMeeting(id, version: 1, to: plan))
        #expect(
            try await harbour.value(String.self, "SELECT reason FROM shared_meeting")
                == ChangeMeeting.withdrawnReason)
        #expect(
            try await harbour.value(String.self, "SELECT title FROM shared_meeting") == "Assembly")
        let own = try #require(try await harbour.chapter.meeting(id, as: .operator))
        #expect(own.summary.isCancelled == false)
    }

    @Test func `a cancelled meeting is kept and shown as cancelled`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tomorrow))
        try await harbour.act(CancelMeeting(id, reason: "Storm\nwarning"))
        try await harbour.act(CancelMeeting(id, reason: "Twice"))
        let list = try await harbour.chapter.meetings(as: .operator, at: .noon)
        #expect(list.map(\.isCancelled) == [true])
        #expect(list.map(\.reason) == ["Storm warning"])
        let refusal = try await harbour.refusal(of: ChangeMeeting(id, version: 2, to: tomorrow))
        #expect(refusal?.code == .conflict)
    }

    @Test func `what does not fit is refused with the name of its field`() async throws {
        let harbour = try TestChapter.make()
        func field(_ change: (inout MeetingPlan) -> Void) async throws -> String? {
            var plan = tomorrow
            plan.audience = .chapter
            change(&plan)
            return try await harbour.refusal(of: ScheduleMeeting(plan))?.field
        }
        #expect(try await field { $0.title = "  " } == "title")
        #expect(try await field { $0.title = String(repeating: "ß", count: 101) } == "title")
        #expect(try await field { $0.end = $0.start + -1 } == "end")
        #expect(try await field { $0.timeZone = "Mars/Olympus" } == "timeZone")
        #expect(try await field { $0.onlineLink = "javascript:alert(1)" } == "onlineLink")
        #expect(try await field { $0.agenda = String(repeating: "x", count: 8193) } == "agenda")
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM meeting") == 0)
    }
}

@Suite struct `Listing meetings` {
    @Test func `own and shared meetings stand in one list by time`() async throws {
        let harbour = try TestChapter.make()
        let riverside = OtherChapter("Riverside", heardBy: harbour)
        var early = tomorrow
        early.start = .noon + -7_200_000
        early.end = .noon + -3_600_000
        early.title = "Yesterday's"
        try await harbour.act(ScheduleMeeting(early))
        let picket = MeetingScheduled(
            nonce: [UInt8](repeating: 1, count: 16), title: "Picket", place: "", onlineLink: "",
            start: .noon + 3_600_000, end: .noon + 7_200_000, timeZone: "", utcOffset: 0,
            agenda: "", audience: .linked)
        #expect(try await riverside.say(.meetingScheduled, picket.payload()) == nil)
        try await harbour.act(ScheduleMeeting(tomorrow))
        func titles(_ filter: MeetingFilter) async throws -> [String] {
            try await harbour.chapter.meetings(filter, as: .operator, at: .noon).map(\.title)
        }
        #expect(try await titles(.all) == ["Yesterday's", "Picket", "Assembly"])
        #expect(try await titles(.upcoming) == ["Picket", "Assembly"])
        #expect(try await titles(.past) == ["Yesterday's"])
    }

    @Test func `a visitor sees public meetings alone`() async throws {
        let harbour = try TestChapter.make()
        let hidden = try await harbour.act(ScheduleMeeting(tomorrow))
        var plan = tomorrow
        plan.audience = .public
        plan.title = "Open day"
        try await harbour.act(ScheduleMeeting(plan))
        let seen = try await harbour.chapter.meetings(as: .visitor, at: .noon)
        #expect(seen.map(\.title) == ["Open day"])
        #expect(try await harbour.chapter.meeting(hidden, as: .visitor) == nil)
    }
}
