import Chapter
import Federation
import GRDB
import TestSupport
import Testing

private let tonight = MeetingPlan(title: "Assembly", start: .noon, end: .noon + 7_200_000)

@Suite struct `At the door` {
    @Test func `a guest is on the record once, however often the slip is sent`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tonight))
        let slip = GuestSlip.draw()
        for _ in 0..<2 { try await harbour.act(RecordGuest(id, name: "Eve", slip: slip)) }
        try await harbour.act(RecordGuest(id, name: "Eve"))
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM attendance") == 2)
    }

    @Test func `somebody leaves and comes back, never before they arrived`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(RecordAttendance(id, member: alice, arrived: .noon + 60_000))
        func left() async throws -> Timestamp? {
            try await harbour.chapter.attendance(of: .person(alice), at: id, as: .operator)?.left
        }
        try await harbour.act(RecordDeparture(id, .person(alice), left: .noon))
        #expect(try await left() == .noon + 60_000)
        try await harbour.act(RecordDeparture(id, .person(alice), left: .noon + 90_000))
        #expect(try await left() == .noon + 90_000)
        try await harbour.act(RecordDeparture(id, .person(alice), left: nil))
        #expect(try await left() == nil)
    }

    @Test func `who was put on the record by mistake is taken off, twice without harm`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        let slip = GuestSlip.draw()
        try await harbour.act(RecordAttendance(id, member: alice))
        try await harbour.act(RecordAttendance(id, member: bob))
        try await harbour.act(RecordGuest(id, name: "Eve", slip: slip))
        for _ in 0..<2 {
            try await harbour.act(TakeBackAttendance(id, .guest(slip)))
            try await harbour.act(TakeBackAttendance(id, .person(alice)))
        }
        let page = try await harbour.chapter.attendance(of: id, limit: 10, as: .operator).get()
        #expect(page.entries.map(\.name) == ["Bob"])
        #expect(page.count == 1)
    }

    @Test func `nobody leaves who is not on the record`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        let refusal = try await harbour.refusal(
            of: RecordDeparture(id, .person(alice), left: .noon))
        #expect(refusal?.code == .notFound)
    }

    @Test func `people are found by the beginnings of their names, former members are not`()
        async throws
    {
        let harbour = try TestChapter.make()
        let carol = try await harbour.add(.carol)
        try await harbour.add(.bob)
        let eve = try await harbour.add(.eve)
        try await harbour.act(EndMembership(eve, why: "moved"))
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(RecordAttendance(id, member: carol))
        func found(_ typed: String?) async throws -> [CheckInPerson] {
            try await harbour.chapter.read { db in
                try CheckInSearch(id, search: typed, limit: 10).answer(in: db, for: .operator).get()
            }
        }
        #expect(try await found("nun car").map(\.name) == ["Carol Nuñez"])
        #expect(try await found("nun").first?.arrived == .noon)
        #expect(try await found("eve") == [])
        #expect(try await found(nil).map(\.name) == ["Bob O'Brien", "Carol Nuñez"])
        let alice = try await harbour.viewer(.alice)
        let refused = try await harbour.chapter.read { db in
            try CheckInSearch(id, search: "bob", limit: 10).answer(in: db, for: alice)
        }
        #expect(refused == .failure(.notAllowed(.planMeetings)))
    }

    @Test func `those who came are read in pages, the latest first`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(ScheduleMeeting(tonight))
        for number in 0..<5 {
            try await harbour.act(
                RecordGuest(id, name: "Guest \(number)", arrived: .noon + Int64(number / 2)))
        }
        var names: [String] = []
        var after: String?
        repeat {
            let page = try await harbour.chapter.attendance(
                of: id, after: after, limit: 2, as: .operator
            ).get()
            names += page.entries.map(\.name)
            after = page.next
        } while after != nil
        #expect(names == ["Guest 4", "Guest 3", "Guest 2", "Guest 1", "Guest 0"])
    }
}

@Suite struct `Who answered what` {
    @Test func `is listed by name for those who plan meetings, and nobody else`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.person("Alice")
        let bob = try await harbour.person("Bob")
        let carol = try await harbour.person("Carol")
        try await harbour.person("Dan", status: "contact")
        let id = try await harbour.act(ScheduleMeeting(tonight))
        try await harbour.act(AnswerRSVP(id, .yes), as: .plain(alice))
        try await harbour.act(AnswerRSVP(id, .yes), as: .plain(bob))
        func page(_ answer: RSVP?, after: String? = nil) async throws -> MeetingReplyPage {
            try await harbour.chapter.read { db in
                try MeetingReplies(id, answer, after: after, limit: 1)
                    .answer(in: db, for: .coordinator(carol)).get()
            }
        }
        let first = try await page(.yes)
        #expect(first.people.map(\.name) == ["Alice"])
        #expect(first.counts == [.yes: 2])
        #expect(try await page(.yes, after: first.next).people.map(\.name) == ["Bob"])
        #expect(try await page(nil).people.map(\.name) == ["Carol"])
        #expect(first.silent == 1)
        let refused = try await harbour.chapter.read { db in
            try MeetingReplies(id, .yes).answer(in: db, for: .plain(alice))
        }
        #expect(refused == .failure(.notAllowed(.planMeetings)))
    }
}
