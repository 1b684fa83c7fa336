import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Organizations as contacts` {
    @Test func `the list counts people once, by relation and by position`() async throws {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        let eve = try await harbour.add(.eve)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        _ = try await harbour.addContact("Ärzte der Welt", .organization)
        _ = try await harbour.addContact("Pier Road 7", .household)
        let worksAt = try await harbour.relationType("works at").id
        try await harbour.act(AddRelation(bob, worksAt, .forward, hotel))
        try await harbour.act(GivePosition(bob, "steward", at: hotel))
        try await harbour.act(GivePosition(carol, "journalist", at: hotel))
        try await harbour.act(AddRelation(eve, worksAt, .forward, hotel, endsOn: "2026-01-01"))
        try await harbour.act(
            AddAgreement(
                EnteredAgreement(.collective, "Hotel contract", parties: [AgreementParty(hotel)])))
        let page = try await harbour.organizations()
        #expect(page.count == 2)
        #expect(page.entries.map(\.contact.name) == ["Ärzte der Welt", "Harbour Hotel"])
        #expect(page.entries.map(\.people) == [0, 2])
        #expect(page.entries.map(\.agreements) == [0, 1])
        let found = try await harbour.organizations(search: "harb")
        #expect(found.entries.map(\.contact.name) == ["Harbour Hotel"])
    }

    @Test func `the list comes a page at a time`() async throws {
        let harbour = try TestChapter.make()
        for number in 10..<15 { _ = try await harbour.addContact("Shop \(number)", .organization) }
        let first = try await harbour.organizations(limit: 3)
        #expect(first.entries.map(\.contact.name) == ["Shop 10", "Shop 11", "Shop 12"])
        let second = try await harbour.organizations(after: first.next, limit: 3)
        #expect(second.entries.map(\.contact.name) == ["Shop 13", "Shop 14"])
        #expect(second.count == 5 && second.next == nil)
    }

    @Test func `an organization is nowhere where members are meant`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(SetEmails(hotel, [Email("office@example.org")]))
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: "Assembly", start: .noon, end: .noon + 3_600_000)), as: alice)

        let atTheDoor = try await harbour.chapter.read { db in
            try CheckInSearch(meeting, search: nil, limit: 100).answer(in: db, for: alice).get()
        }
        #expect(atTheDoor.map(\.name) == ["Alice Moreno"])
        let sheet = try await harbour.chapter.memberNames(atMost: 100, as: alice).get()
        #expect(sheet == ["Alice Moreno"])
        let checkIn = try await harbour.refusal(of: RecordAttendance(meeting, member: hotel))
        #expect(checkIn?.code == .notFound)

        #expect(try await harbour.act(RequestSignInLinks("office@example.org"), as: .visitor) == [])
        #expect(try await harbour.refusal(of: MakeSignInLink(hotel)) != nil)
        #expect(try await harbour.refusal(of: MakeMemberToken(hotel)) != nil)
        #expect(try await harbour.refusal(of: PrintSignInCode(hotel)) != nil)
        #expect(try await harbour.refusal(of: GiveRole(hotel, .coordinator)) != nil)

        let impostor = Viewer.member(hotel, [])
        #expect(
            try await harbour.refusal(
                of: FoundGroup(name: "Bosses", purpose: "Profit", handle: "boss"), as: impostor)
                != nil)
        #expect(try await harbour.refusal(of: AnswerRSVP(meeting, .yes), as: impostor) != nil)
        #expect(
            try await harbour.refusal(
                of: EditMember(hotel, changes: [.status: "former"])) != nil)

        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Strike?")), as: alice)
        try await harbour.act(OpenBallot(ballot), as: alice)
        let record = try await harbour.chapter.ballot(ballot, as: alice)
        #expect(record?.rollSize == 1)
    }
}

extension TestChapter {
    fileprivate func organizations(search: String = "", after: String? = nil, limit: Int = 50)
        async throws -> OrganizationList.Page
    {
        try await chapter.read { db in
            try OrganizationList(search: search, after: after, limit: limit)
                .answer(in: db, for: .operator, at: .noon).get()
        }
    }
}
