import Chapter
import Federation
import Feeds
import GRDB
import TestSupport
import Testing

private let tonight = MeetingPlan(
    title: "Assembly", start: .noon, end: .noon + 7_200_000, audience: .linked)

@Suite struct `Answering an invitation` {
    @Test func `a member answers for themselves and may change their mind`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(AnswerRSVP(id, .yes), as: .plain(alice))
        try await harbour.act(AnswerRSVP(id, .no), as: .plain(bob))
        try await harbour.act(AnswerRSVP(id, .maybe), as: .plain(bob))
        let record = try #require(try await harbour.chapter.meeting(id, as: .plain(bob)))
        #expect(record.ownAnswer == .maybe)
        #expect(record.answers == [.yes: 1, .maybe: 1])
        #expect(record.attendance == nil)
    }

    @Test func `an answer to another chapter's meeting stays home`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let riverside = OtherChapter("Riverside", heardBy: harbour)
        let picket = MeetingScheduled(
            nonce: [UInt8](repeating: 1, count: 16), title: "Picket", place: "", onlineLink: "",
            start: .noon, end: .noon, timeZone: "", utcOffset: 0, agenda: "", audience: .linked)
        try await riverside.say(.meetingScheduled, picket.payload())
        try await harbour.act(AnswerRSVP(riverside.object(1), .yes), as: .plain(alice))
        let record = try #require(
            try await harbour.chapter.meeting(riverside.object(1), as: .plain(alice)))
        #expect(record.ownAnswer == .yes)
        #expect(record.summary.isOwn == false)
    }

    @Test func `nobody answers for a cancelled or unknown meeting or as the operator`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(CancelMeeting(id))
        let late = try await harbour.refusal(of: AnswerRSVP(id, .yes), as: .plain(alice))
        #expect(late?.code == .conflict)
        let other = ObjectID(chapter: harbour.chapter.feeds.chapter, nonce: [1])
        let unknown = try await harbour.refusal(of: AnswerRSVP(other, .yes), as: .plain(alice))
        #expect(unknown?.code == .notFound)
        #expect(try await harbour.refusal(of: AnswerRSVP(id, .yes))?.code == .notAllowed)
    }
}

@Suite struct `Recording who came` {
    @Test func `recording twice changes nothing and keeps the first arrival`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        let first = try await harbour.act(
            RecordAttendance(id, member: alice, arrived: .noon + 60_000))
        #expect(first.keptEarlierArrival == false)
        let again = try await harbour.act(
            RecordAttendance(id, member: alice, arrived: .noon + 60_000))
        #expect(again == first)
        let other = try await harbour.act(
            RecordAttendance(id, member: alice, arrived: .noon + 600_000))
        #expect(other.keptEarlierArrival)
        #expect(other.arrived == .noon + 60_000)
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM attendance") == 1)
    }

    @Test func `a second call adds when somebody left`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(RecordAttendance(id, member: alice, arrived: .noon))
        let gone = try await harbour.act(
            RecordAttendance(id, member: alice, left: .noon + 3_600_000))
        #expect(gone.arrived == .noon)
        #expect(gone.left == .noon + 3_600_000)
        let early = try await harbour.refusal(
            of: RecordAttendance(id, member: alice, left: .noon + -1))
        #expect(early?.field == "left")
        let still = try await harbour.act(RecordAttendance(id, member: alice))
        #expect(still.left == .noon + 3_600_000)
    }

    @Test func `a correction replaces the arrival`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(RecordAttendance(id, member: alice, arrived: .noon + 600_000))
        let corrected = try await harbour.act(
            RecordAttendance(id, member: alice, arrived: .noon, corrects: true))
        #expect(corrected.arrived == .noon)
    }

    @Test func `after the meeting the arrival is its start unless said otherwise`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        let recorded = try await harbour.act(
            RecordAttendance(id, member: alice), at: .noon + 86_400_000)
        #expect(recorded.arrived == .noon)
    }

    @Test func `the head-count of a shared meeting is shared and no name is`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice Canary")
        let carol = try await harbour.person("Carol")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(RecordAttendance(id, member: alice), as: .coordinator(carol))
        try await harbour.act(RecordAttendance(id, member: carol), as: .coordinator(carol))
        try await harbour.act(RecordGuest(id, name: "Guest Canary"), as: .coordinator(carol))
        #expect(try await harbour.act(CountHeads(id)) == 3)
        #expect(
            try await harbour.value(Int.self, "SELECT head_count FROM shared_meeting") == 3)
        #expect(try await harbour.act(CountHeads(id, heads: 40)) == 40)
        #expect(
            try await harbour.value(Int.self, "SELECT head_count FROM shared_meeting") == 40)
        let record = try #require(try await harbour.chapter.meeting(id, as: .coordinator(carol)))
        #expect(record.attendance?.map(\.name) == ["Alice Canary", "Carol", "Guest Canary"])
        #expect(record.summary.headCount == 40)
    }

    @Test func `totals count meetings for each member and are not everybody's to see`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        for day in Int64(0)..<3 {
            var plan = tonight
            plan.start = .noon + day * 86_400_000
            plan.end = plan.start
            let id = try await harbour.act(ScheduleMeeting(plan))
            try await harbour.act(RecordAttendance(id, member: alice, arrived: plan.start))
            if day == 1 { try await harbour.act(RecordAttendance(id, member: bob)) }
            if day == 2 { try await harbour.act(CancelMeeting(id)) }
        }
        let totals = try await harbour.chapter.attendanceTotals(as: .operator).get()
        #expect(totals.map(\.name) == ["Alice", "Bob"])
        #expect(totals.map(\.meetings) == [2, 1])
        let asBob = try await harbour.chapter.attendanceTotals(as: .plain(bob))
        #expect(asBob == .failure(.notAllowed(.seePeople)))
    }

    @Test func `people and meetings that are not there are refused`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tonight))
        let nobody = try await harbour.refusal(of: RecordAttendance(id, member: MemberID(99)))
        #expect(nobody?.code == .notFound)
        let guest = try await harbour.refusal(of: RecordGuest(id, name: " "))
        #expect(guest?.field == "name")
        let member = try await harbour.person("Alice")
        let plain = try await harbour.refusal(
            of: RecordAttendance(id, member: member), as: .plain(member))
        #expect(plain?.code == .notAllowed)
    }
}
