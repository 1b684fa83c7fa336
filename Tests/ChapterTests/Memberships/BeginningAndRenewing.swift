import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Beginning, renewing and changing a membership` {
    @Test func `whoever begins is a member that day, and the history says so`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        let version = try await harbour.act(BeginMembership(bob, standard, why: "paid at the door"))
        let record = try await harbour.record(bob)
        #expect(record.status == "member")
        #expect(record.values[.joinedOn] == "2026-05-01")
        #expect(record.version == version)
        #expect(try await harbour.periods(bob) == ["2026-05-01...2027-04-30"])
        let line = try #require(try await harbour.history(bob).first { $0.field == "membership" })
        #expect(line.why == "paid at the door")
        #expect(line.sentence.contains("“Standard, 2026-05-01 to 2027-04-30”"))
        try await harbour.act(TakeBack(bob, after: version - 1, through: version))
        #expect(try await harbour.periods(bob) == [])
        #expect(try await harbour.record(bob).status == "contact")
        #expect(try await harbour.record(bob).values[.joinedOn] == nil)
    }

    @Test func `the rollover day pays for the next year too, and a past period keeps its days`()
        async throws
    {
        let (harbour, _, calendar, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(
            BeginMembership(bob, calendar, startsOn: "2019-03-01", runsUntil: "2020-02-15"))
        #expect(try await harbour.record(bob).status == "former")
        #expect(try await harbour.record(bob).values[.endedOn] == "2020-02-15")
        try await harbour.act(BeginMembership(bob, calendar), at: try at("2026-10-01"))
        #expect(
            try await harbour.periods(bob) == [
                "2019-03-01...2020-02-15", "2026-10-01...2027-12-31",
            ])
        let record = try await harbour.record(bob)
        #expect(record.status == "member")
        #expect(record.values[.joinedOn] == "2019-03-01")
        #expect(record.values[.endedOn] == nil)
    }

    @Test func `a renewal follows on while it counts, and begins that day after a lapse`()
        async throws
    {
        let (harbour, standard, _, life) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        let none = try await harbour.refusal(of: RenewMembership(bob))
        #expect(none?.code == .conflict)
        try await harbour.act(BeginMembership(bob, standard))
        let inGrace = try await harbour.act(RenewMembership(bob), at: try at("2027-05-30"))
        #expect(inGrace.startsOn == "2027-05-01")
        let late = try await harbour.act(RenewMembership(bob), at: try at("2028-05-31"))
        #expect(late.startsOn == "2028-05-31")
        #expect(late.runsUntil == "2029-05-30")
        #expect(try await harbour.record(bob).values[.joinedOn] == "2026-05-01")
        let up = try await harbour.act(RenewMembership(bob, to: life), at: try at("2028-06-01"))
        #expect(up.startsOn == "2029-05-31")
        #expect(up.runsUntil == nil)
        let endless = try await harbour.refusal(of: RenewMembership(bob))
        #expect(endless?.sentence.contains("has no end") == true)
    }

    @Test func `a change of kind leaves no break and takes the renewals of the old one along`()
        async throws
    {
        let (harbour, standard, calendar, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        try await harbour.act(RenewMembership(bob))
        let same = try await harbour.refusal(of: ChangeMembershipKind(bob, to: standard))
        #expect(same?.field == "type")
        try await harbour.act(ChangeMembershipKind(bob, to: calendar), at: try at("2026-08-10"))
        #expect(
            try await harbour.periods(bob) == [
                "2026-05-01...2026-08-09", "2026-08-10...2026-12-31",
            ])
        #expect(try await harbour.record(bob).status == "member")
        let since = try await harbour.chapter.read { db in
            MembershipTime(try MembershipPeriod.fetch(db, of: bob)).since(try day("2026-09-01"))
        }
        #expect(try since == day("2026-05-01"))
        let lapsed = try await harbour.refusal(
            of: ChangeMembershipKind(bob, to: standard), at: try at("2027-02-01"))
        #expect(lapsed?.field == "on")
        // On the first day of a period the new kind takes its place.
        let carol = try await harbour.contact("Carol Nuñez")
        try await harbour.act(BeginMembership(carol, standard, memberSince: "2011-01-01"))
        try await harbour.act(ChangeMembershipKind(carol, to: calendar))
        #expect(
            try await harbour.periods(carol) == [
                "2026-05-01...2026-04-30", "2026-05-01...2026-12-31",
            ]
        )
        #expect(try await harbour.standing(carol, on: "2026-05-01").isGood)
    }

    @Test func `ending today makes a former member, and ending on a day to come waits for it`()
        async throws
    {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard), at: try at("2026-04-01"))
        let no = try await harbour.refusal(of: EndMembershipPeriod(bob, why: " "))
        #expect(no?.field == "why")
        let version = try await harbour.act(EndMembershipPeriod(bob, why: "moved away"))
        #expect(try await harbour.record(bob).status == "former")
        #expect(try await harbour.record(bob).values[.endedOn] == "2026-05-01")
        #expect(try await harbour.periods(bob) == ["2026-04-01...2026-04-30"])
        try await harbour.act(TakeBack(bob, after: version - 1, through: version))
        #expect(try await harbour.record(bob).status == "member")
        #expect(try await harbour.periods(bob) == ["2026-04-01...2027-03-31"])
        try await harbour.act(EndMembershipPeriod(bob, on: "2026-07-01", why: "leaves in July"))
        #expect(try await harbour.record(bob).status == "member")
        try await harbour.chapter.settleMemberships(at: try at("2026-06-30"))
        #expect(try await harbour.record(bob).status == "member")
        try await harbour.chapter.settleMemberships(at: try at("2026-07-01"))
        #expect(try await harbour.record(bob).status == "former")
        let over = try await harbour.refusal(of: EndMembershipPeriod(bob, why: "again"))
        #expect(over == nil || over?.code == .conflict)
    }

    @Test func `ending the old way ends the periods too, so that no day brings them back`()
        async throws
    {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard, startsOn: "2026-01-01"))
        try await harbour.act(RenewMembership(bob))
        try await harbour.act(EndMembership(bob, on: "2026-04-15", why: "moved"))
        #expect(try await harbour.periods(bob) == ["2026-01-01...2026-04-14"])
        #expect(try await harbour.record(bob).values[.endedOn] == "2026-04-15")
        try await harbour.chapter.settleMemberships(at: try at("2026-09-01"))
        #expect(try await harbour.record(bob).status == "former")
    }

    @Test func `days are corrected with a reason, and the day of joining follows`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        let id = try await harbour.chapter.read { db in
            try #require(try MembershipPeriod.fetch(db, of: bob).first).id
        }
        let reason = try await harbour.refusal(
            of: CorrectPeriod(id, startsOn: "2026-03-01", runsUntil: "2027-02-28", why: ""))
        #expect(reason?.field == "why")
        let turned = try await harbour.refusal(
            of: CorrectPeriod(id, startsOn: "2026-03-01", runsUntil: "2026-02-28", why: "typo"))
        #expect(turned?.field == "runsUntil")
        try await harbour.act(
            CorrectPeriod(id, startsOn: "2026-03-01", runsUntil: "2026-03-31", why: "typo"))
        #expect(try await harbour.record(bob).values[.joinedOn] == "2026-03-01")
        // Until 31 March and 30 days of grace: 30 April was the last day.
        #expect(try await harbour.record(bob).status == "former")
        #expect(try await harbour.record(bob).values[.endedOn] == "2026-04-30")
        let far = try await harbour.refusal(
            of: CorrectPeriod(id, startsOn: "2062-03-01", runsUntil: nil, why: "typo"))
        #expect(far?.sentence.contains("too far away") == true)
    }

    @Test func `periods do not overlap, and only people are members`() async throws {
        let (harbour, standard, _, life) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        let twice = try await harbour.refusal(of: BeginMembership(bob, life))
        #expect(twice?.sentence.contains("until 2027-04-30 already") == true)
        let hotel = try await harbour.contact("Harbour Hotel")
        try await harbour.act(EditMember(hotel, changes: [.kind: "organization"]))
        let organization = try await harbour.refusal(of: BeginMembership(hotel, standard))
        #expect(organization?.sentence.contains("is no person") == true)
    }

    @Test func `the status of whoever has periods is not set by hand`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        let refused = try await harbour.refusal(of: EditMember(bob, changes: [.status: "contact"]))
        #expect(refused?.field == "status")
        try await harbour.act(EditMember(bob, changes: [.status: "member", .job: "docker"]))
        let carol = try await harbour.contact("Carol Nuñez")
        try await harbour.act(EditMember(carol, changes: [.status: "supporter"]))
    }

    @Test func `kinds have names of their own, and a retired one is begun by nobody`() async throws
    {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let again = try await harbour.refusal(
            of: AddMembershipType(MembershipTypePlan(name: "STANDARD", term: .open)))
        #expect(again?.field == "name")
        let newYear = try #require(MonthDay("01-01"))
        let twice = try await harbour.refusal(
            of: AddMembershipType(
                MembershipTypePlan(
                    name: "Year", term: .fixed(yearStarts: newYear, rollover: newYear))))
        #expect(twice?.field == "rollover")
        let bob = try await harbour.contact()
        try await harbour.act(BeginMembership(bob, standard))
        let changed = MembershipTypePlan(name: "Standard", term: .rolling(months: 6))
        #expect(try await harbour.act(ChangeMembershipType(standard, to: changed)) == 2)
        let stale = try await harbour.refusal(
            of: ChangeMembershipType(standard, expectedVersion: 1, to: changed))
        #expect(stale?.code == .conflict)
        // What was recorded keeps its days and its grace.
        #expect(try await harbour.periods(bob) == ["2026-05-01...2027-04-30"])
        try await harbour.act(RetireMembershipType(standard))
        let retired = try await harbour.refusal(of: RenewMembership(bob))
        #expect(retired?.sentence.contains("is retired") == true)
        try await harbour.act(RetireMembershipType(standard, isBack: true))
        let renewed = try await harbour.act(RenewMembership(bob))
        #expect(renewed.runsUntil == "2027-10-31")
    }
}
