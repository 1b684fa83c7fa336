import Chapter
import Federation
import TestSupport
import Testing

private let tonight = MeetingPlan(
    title: "Assembly", start: .noon, end: .noon + 7_200_000, audience: .linked,
    quorum: .people(2))

@Suite struct `A quorum` {
    @Test(arguments: [
        (MeetingQuorum.people(62), 10, 62), (.percent(50), 10, 5), (.percent(50), 11, 6),
        (.percent(1), 0, 1), (.percent(100), 412, 412), (.percent(33), 100, 33),
    ])
    func `is a number, or a share rounded up`(quorum: MeetingQuorum, members: Int, needed: Int) {
        #expect(quorum.needed(of: members) == needed)
    }

    @Test func `counts members who are here, not guests, contacts or who has left`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        let carol = try await harbour.person("Carol", status: "supporter")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        func presence() async throws -> MeetingPresence {
            try #require(try await harbour.chapter.presence(at: id, as: .plain(alice)))
        }
        for member in [alice, bob, carol] {
            try await harbour.act(RecordAttendance(id, member: member))
        }
        try await harbour.act(RecordGuest(id, name: "Eve"))
        #expect(try await presence().members == 2)
        #expect(try await presence().others == 2)
        #expect(try await presence().missing == 0)
        try await harbour.act(RecordDeparture(id, .person(bob), left: .noon + 60_000))
        #expect(try await presence().missing == 1)
        #expect(try await presence().came == 4)
        try await harbour.act(RecordDeparture(id, .person(bob), left: nil))
        #expect(try await presence().missing == 0)
        #expect(try await harbour.chapter.presence(at: id, as: .visitor) == nil)
    }

    @Test func `is kept by a change that says it and gone with one that does not`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tonight))
        var plan = tonight
        plan.quorum = .percent(20)
        try await harbour.act(ChangeMeeting(id, version: 1, to: plan))
        #expect(try await harbour.chapter.meeting(id, as: .operator)?.quorum == .percent(20))
        plan.quorum = nil
        try await harbour.act(ChangeMeeting(id, version: 2, to: plan))
        #expect(try await harbour.chapter.meeting(id, as: .operator)?.quorum == nil)
    }

    @Test(arguments: [MeetingQuorum.people(0), .people(1_000_001), .percent(0), .percent(101)])
    func `that makes no sense is refused`(quorum: MeetingQuorum) async throws {
        let harbour = try TestChapter.make()
        var plan = tonight
        plan.quorum = quorum
        let refusal = try await harbour.refusal(of: ScheduleMeeting(plan))
        #expect(refusal?.field == "quorum")
    }
}
