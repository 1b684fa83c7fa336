import Chapter
import Federation
import GRDB
import TestSupport
import Testing

@Suite struct `Looking at people` {
    private func meeting(_ harbour: TestChapter, at start: Timestamp, _ title: String) async throws
        -> ObjectID
    {
        try await harbour.act(
            ScheduleMeeting(MeetingPlan(title: title, start: start, end: start + 3_600_000)))
    }

    @Test func `those who joined last come first, page after page`() async throws {
        let harbour = try TestChapter.make()
        for day in 1...9 {
            try await harbour.act(
                AddMember([.name: "N\(day)", .joinedOn: "2026-04-0\(day)"]))
        }
        try await harbour.act(AddMember([.name: "Dan", .status: "contact"]))
        var names: [String] = []
        var after: String?
        repeat {
            let page = try await harbour.list(MemberList(order: .joined, after: after, limit: 3))
            names += page.people.map(\.name)
            after = page.next
        } while after != nil
        #expect(names == (1...9).reversed().map { "N\($0)" } + ["Dan"])
        var recent = MemberList()
        recent.joinedSince = .noon + -24 * 86_400_000
        #expect(try await harbour.list(recent).people.map(\.name) == ["N7", "N8", "N9"])
    }

    @Test func `who came and who did not, since a moment`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let old = try await meeting(harbour, at: .noon + (-100 * 86_400_000), "Spring")
        let new = try await meeting(harbour, at: .noon + (-86_400_000), "May Day")
        let off = try await meeting(harbour, at: .noon + (-3_600_000), "Off")
        try await harbour.act(RecordAttendance(old, member: carol))
        try await harbour.act(RecordAttendance(new, member: bob))
        try await harbour.act(RecordGuest(new, name: "Eve"))
        try await harbour.act(RecordAttendance(off, member: carol))
        try await harbour.act(CancelMeeting(off))
        var came = MemberList()
        came.cameSince = .noon + (-90 * 86_400_000)
        let there = try await harbour.list(came)
        #expect(there.people.map(\.name) == ["Bob O'Brien"])
        #expect(there.people[0].lastCame?.start == .noon + (-86_400_000))
        var missed = MemberList()
        missed.missedSince = came.cameSince
        #expect(try await harbour.list(missed).people.map(\.name) == ["Carol Nuñez"])
        let visits = try await harbour.chapter.read { db in
            try PersonVisits.read(of: carol, in: db, for: .operator).get()
        }
        #expect(visits.meetings == 1)
        #expect(visits.latest?.start == .noon + (-100 * 86_400_000))
    }

    @Test func `totals and labels in use`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.add(.carol)
        try await harbour.act(AddMember([.name: "Dan", .status: "contact"]))
        for tag in ["Zeta", "alpha", "Mill Lane"] { try await harbour.act(TagMember(bob, tag)) }
        let (totals, labels) = try await harbour.chapter.read { db in
            (
                try PeopleTotals.read(in: db, for: .operator).get(),
                try LabelsInUse.read(in: db, for: .operator)
            )
        }
        #expect(totals.byStatus == ["member": 2, "contact": 1])
        #expect(labels.tags == ["alpha", "Mill Lane", "Zeta"])
        #expect(labels.interests == ["Climate", "Housing", "Transit"])
        let member = try await harbour.viewer(.eve)
        let hidden = try await harbour.chapter.read { db in
            try LabelsInUse.read(in: db, for: member)
        }
        #expect(hidden == LabelsInUse.none)
    }

    @Test func `somebody who may be known already is named before they are added`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let known = try await harbour.chapter.read { db in
            try PossiblePeople(name: "Rob", email: "no mail", phone: "0015550100002")
                .answer(in: db, for: .operator).get()
        }
        #expect(known.map(\.because) == [.phone])
        #expect(known.map(\.person.memberID) == [bob.description])
    }

    @Test func `only those who hold the role see people`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        _ = try await harbour.viewer(.bob, roles: [.federationAdmin])
        let names = try await harbour.chapter.read { db in
            try WhoSeesPeople.names(in: db, for: alice)
        }
        #expect(names == ["Alice Moreno"])
    }
}
