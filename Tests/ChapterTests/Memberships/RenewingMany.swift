import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Renewing many memberships` {
    @Test func `whoever can be renewed is, the others are counted, and undoing takes it back`()
        async throws
    {
        let (harbour, standard, calendar, life) = try await TestChapter.withKinds()
        let (bob, carol) = (try await harbour.contact(), try await harbour.contact("Carol Nuñez"))
        let (dan, eve) = (try await harbour.contact("Dan Dee"), try await harbour.contact("Eve"))
        let (fay, gus) = (try await harbour.contact("Fay"), try await harbour.contact("Gus"))
        try await harbour.act(BeginMembership(bob, standard))
        try await harbour.act(BeginMembership(carol, calendar))
        try await harbour.act(BeginMembership(dan, life))
        try await harbour.act(BeginMembership(fay, standard))
        try await harbour.act(RenewMembership(fay))
        try await harbour.act(BeginMembership(gus, standard))
        try await harbour.act(EndMembershipPeriod(gus, on: "2026-06-01", why: "moved"))
        let done = try await harbour.act(
            RenewMemberships(.these([bob, carol, dan, eve, fay, gus, bob])))
        #expect(done.renewed == 2)
        #expect(done.passedOver == [.endless: 1, .none: 1, .renewed: 1, .ended: 1])
        #expect(try await harbour.periods(bob).last == "2027-05-01...2028-04-30")
        #expect(try await harbour.periods(carol).last == "2027-01-01...2027-12-31")
        let again = try await harbour.act(RenewMemberships(.these([bob, carol])))
        #expect(again.id == nil)
        #expect(again.passedOver == [.renewed: 2])
        let undone = try await harbour.act(UndoRenewals(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [2, 0])
        #expect(try await harbour.periods(bob) == ["2026-05-01...2027-04-30"])
        let twice = try await harbour.refusal(of: UndoRenewals(try #require(done.id)))
        #expect(twice?.code == .conflict)
    }

    @Test func `undoing after a lapse makes former members again, and keeps what changed since`()
        async throws
    {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let (bob, carol) = (try await harbour.contact(), try await harbour.contact("Carol Nuñez"))
        for member in [bob, carol] {
            try await harbour.act(
                BeginMembership(member, standard, startsOn: "2025-03-01"), at: try at("2025-03-01"))
        }
        try await harbour.chapter.settleMemberships(at: .noon)
        #expect(try await harbour.record(bob).status == "former")
        let done = try await harbour.act(RenewMemberships(.all(MemberList(status: "former"))))
        #expect(done.renewed == 2)
        #expect(try await harbour.record(bob).status == "member")
        #expect(try await harbour.periods(bob).last == "2026-05-01...2027-04-30")
        try await harbour.act(EndMembershipPeriod(carol, on: "2026-12-01", why: "moves"))
        let undone = try await harbour.act(UndoRenewals(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 1])
        #expect(try await harbour.record(bob).status == "former")
        #expect(try await harbour.record(bob).values[.endedOn] == "2026-03-30")
        #expect(try await harbour.record(carol).status == "member")
    }

    @Test func `whoever lapsed is renewed once, however often it is pressed that day`()
        async throws
    {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.contact()
        try await harbour.act(
            BeginMembership(bob, standard, startsOn: "2025-03-01"), at: try at("2025-03-01"))
        try await harbour.chapter.settleMemberships(at: .noon)
        let once = try await harbour.act(RenewMemberships(.these([bob])))
        #expect(once.renewed == 1)
        let again = try await harbour.act(RenewMemberships(.these([bob])))
        #expect(again.id == nil)
        #expect(again.passedOver == [.renewed: 1])
        #expect(try await harbour.periods(bob).last == "2026-05-01...2027-04-30")
        // Taken back, they can be renewed again the same day.
        try await harbour.act(UndoRenewals(try #require(once.id)))
        #expect(try await harbour.act(RenewMemberships(.these([bob]))).renewed == 1)
    }

    @Test func `who runs out soon and who did lately are listed, the earliest first`() async throws
    {
        let (harbour, standard, calendar, _) = try await TestChapter.withKinds()
        for (name, starts) in [
            ("Bob", "2025-05-20"), ("Carol", "2025-05-02"), ("Dan", "2025-04-15"),
            ("Eve", "2025-03-20"), ("Fay", "2025-08-01"),
        ] {
            let id = try await harbour.contact(name)
            try await harbour.act(
                BeginMembership(id, standard, startsOn: starts), at: try at(starts))
            if name == "Dan" {
                try await harbour.act(
                    ChangeMembershipKind(id, to: calendar), at: try at("2026-04-01"))
            }
        }
        let (soon, lately) = try await harbour.chapter.read { db in
            (
                try DueMemberships(.soon).answer(in: db, for: .operator, at: .noon).get(),
                try DueMemberships(.lately).answer(in: db, for: .operator, at: .noon).get()
            )
        }
        #expect(soon.people.map(\.name) == ["Carol", "Bob"])
        #expect(soon.people.map(\.lastDay) == ["2026-05-01", "2026-05-19"])
        #expect(lately.count == 0)
        let later = try at("2026-06-10")
        let lapsed = try await harbour.chapter.read { db in
            try DueMemberships(.lately).answer(in: db, for: .operator, at: later).get()
        }
        #expect(lapsed.people.map(\.name) == ["Bob"])
        let done = try await harbour.act(RenewMemberships(.due(.lately)), at: later)
        #expect(done.renewed == 1)
        let denied = try await harbour.chapter.read { db in
            try DueMemberships(.soon).answer(in: db, for: .visitor, at: .noon)
        }
        #expect(throws: Refusal.self) { try denied.get() }
    }
}
