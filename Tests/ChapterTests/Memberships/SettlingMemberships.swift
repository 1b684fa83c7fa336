import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Settling memberships` {
    @Test func `when grace is over roles and sign-ins end, once`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        _ = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        try await harbour.act(GiveRole(bob, .coordinator))
        let token = try await harbour.act(MakeMemberToken(bob)).token
        try await harbour.act(BeginMembership(bob, standard))
        for (moment, status) in [
            ("2027-04-30", "member"), ("2027-05-30", "member"), ("2027-05-31", "former"),
        ] {
            try await harbour.chapter.settleMemberships(at: try at(moment))
            #expect(try await harbour.record(bob).status == status, "\(moment)")
        }
        let record = try await harbour.record(bob)
        #expect(record.roles.isEmpty)
        #expect(record.values[.endedOn] == "2027-05-30")
        let now = try at("2027-05-31")
        let viewer = try await harbour.chapter.read { db in
            try FindViewer(token: token).answer(in: db, at: now)
        }
        #expect(viewer == .visitor)
        let lines = try await harbour.history(bob).count
        #expect(try await harbour.chapter.settleMemberships(at: now) == 0)
        #expect(try await harbour.chapter.settleMemberships(at: try at("2027-08-01")) == 0)
        #expect(try await harbour.history(bob).count == lines)
        #expect(try await harbour.history(bob)[0].act == "SettleMemberships")
    }

    @Test func `a day begins where the chapter is`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        try await harbour.act(SetTimeZone("Pacific/Auckland"))
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard, startsOn: "2026-06-10"))
        // 23:59 and 00:00 in Auckland, which is twelve hours ahead.
        let midnight = Timestamp(milliseconds: try at("2026-06-09").milliseconds)
        try await harbour.chapter.settleMemberships(at: midnight + -60_000)
        #expect(try await harbour.record(bob).status == "contact")
        try await harbour.chapter.settleMemberships(at: midnight)
        #expect(try await harbour.record(bob).status == "member")
    }

    @Test func `the roll is taken from who is a member at that moment`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        try await harbour.act(AddMember(name: "Alice Moreno"))
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        let soon = try at("2027-05-30")
        let early = try await harbour.act(
            DraftBallot(BallotPlan(motion: "Shall we?")), at: soon)
        #expect(try await harbour.act(OpenBallot(early), at: soon) == 2)
        let late = try at("2027-05-31")
        let ballot = try await harbour.act(
            DraftBallot(BallotPlan(motion: "Still?")), at: late)
        #expect(try await harbour.act(OpenBallot(ballot), at: late) == 1)
        #expect(try await harbour.history(bob)[0].actor == "operator")
    }

    @Test func `a chapter without periods is as it was`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(AddMember([.name: "Carol Nuñez", .status: "former"]))
        let before = try await harbour.list(MemberList())
        #expect(try await harbour.chapter.settleMemberships(at: .noon) == 0)
        #expect(try await harbour.chapter.settleMemberships(at: try at("2029-01-01")) == 0)
        #expect(try await harbour.list(MemberList()) == before)
        #expect(try await harbour.periods(bob) == [])
        try await harbour.act(EditMember(bob, changes: [.status: "supporter"]))
    }

    @Test func `a member by hand whose first period is yet to begin stays one`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.joinedOn: "2015-09-01"]))
        try await harbour.act(BeginMembership(bob, standard, startsOn: "2026-06-01"))
        try await harbour.chapter.settleMemberships(at: try at("2026-05-20"))
        #expect(try await harbour.record(bob).status == "member")
        try await harbour.chapter.settleMemberships(at: try at("2026-06-01"))
        #expect(try await harbour.record(bob).values[.joinedOn] == "2015-09-01")
        let since = try await harbour.chapter.read { db in
            MembershipTime(try MembershipPeriod.fetch(db, of: bob)).since(try day("2026-07-01"))
        }
        #expect(try since == day("2015-09-01"))
    }

    @Test func `the only coordinator is not locked out, until there is another`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let alice = try #require(
            try await harbour.viewer(.alice, roles: [.coordinator]).memberID)
        try await harbour.act(BeginMembership(alice, standard))
        let refused = try await harbour.refusal(of: EndMembershipPeriod(alice, why: "tired"))
        #expect(refused?.sentence.contains("only coordinator") == true)
        try await harbour.chapter.settleMemberships(at: try at("2027-06-10"))
        #expect(try await harbour.record(alice).status == "member")
        let bob = try await harbour.add(.bob)
        try await harbour.act(GiveRole(bob, .coordinator), at: try at("2027-06-11"))
        try await harbour.chapter.settleMemberships(at: try at("2027-06-12"))
        #expect(try await harbour.record(alice).status == "former")
        #expect(try await harbour.record(alice).roles.isEmpty)
        #expect(try await harbour.record(bob).roles == [.coordinator])
    }

    @Test func `a clock that ran ahead is made up for`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        try await harbour.chapter.settleMemberships(at: try at("2037-01-01"))
        #expect(try await harbour.record(bob).status == "former")
        try await harbour.chapter.settleMemberships(at: try at("2026-05-02"))
        #expect(try await harbour.record(bob).status == "member")
        #expect(try await harbour.record(bob).values[.endedOn] == nil)
    }

    @Test func `a list neither invents a period nor outdoes one`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact("Bob O'Brien")
        try await harbour.act(BeginMembership(bob, standard))
        try await harbour.apply(
            try await harbour.stage(
                "name,status\nBob O'Brien,former\nCarol Nuñez,member\n"))
        #expect(try await harbour.record(bob).status == "member")
        let carol = try #require(
            try await harbour.list(MemberList(search: "carol")).people.first)
        #expect(carol.status == "member")
        #expect(try await harbour.periods(try #require(MemberID(carol.memberID))) == [])
    }

    @Test func `many are settled in steps`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        for number in 0..<7 {
            let id = try await harbour.contact("N\(number)")
            try await harbour.act(BeginMembership(id, standard))
        }
        let late = try at("2028-01-01")
        let first = try await harbour.act(SettleMemberships(limit: 3), at: late)
        #expect(first == SettleMemberships.Settled(changed: 3, isDone: false))
        #expect(try await harbour.chapter.settleMemberships(at: late) == 4)
    }
}
