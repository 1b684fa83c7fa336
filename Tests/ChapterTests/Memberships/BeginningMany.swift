import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Beginning many memberships` {
    /// Whoever is left out, by reason, as the preview has it.
    private func preview(_ act: BeginMemberships, _ harbour: TestChapter) async throws
        -> MembershipsPreview
    {
        try await harbour.chapter.read { db in
            try act.preview(in: db, for: .operator, at: .noon).get()
        }
    }

    @Test func `everybody gets a period but those who have one, who are named first`() async throws
    {
        let (harbour, standard, _, life) = try await TestChapter.withKinds()
        let (bob, carol) = (try await harbour.contact(), try await harbour.contact("Carol Nuñez"))
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(BeginMembership(carol, life))
        let before = try await harbour.record(bob)
        let act = BeginMemberships(
            .all(MemberList()), standard, .on("2026-04-01"), why: "new books")
        let shown = try await preview(act, harbour)
        #expect(shown.people == 1)
        #expect(
            Set(shown.leftOut.map { "\($0.reason): \($0.names.joined())" })
                == ["has: Carol Nuñez", "notPerson: Harbour Hotel"])
        #expect(try await harbour.periods(bob).isEmpty, "a preview changes nothing")
        let done = try await harbour.act(act)
        #expect(done.begun == 1 && done.passedOver == [.has: 1, .notPerson: 1])
        #expect(try await harbour.periods(bob) == ["2026-04-01...2027-03-31"])
        #expect(try await harbour.record(bob).status == "member")
        #expect(try await harbour.history(bob).first?.why == "new books")
        let undone = try await harbour.act(UndoRenewals(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 0])
        #expect(try await harbour.periods(bob).isEmpty)
        let after = try await harbour.record(bob)
        #expect(after.status == before.status && after.values == before.values)
        #expect(try await harbour.record(hotel).status == "contact")
    }

    @Test func `from each one's day of joining a period runs until the term of today is over`()
        async throws
    {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        func member(_ name: String, _ values: [PersonField: String]) async throws -> MemberID {
            var values = values
            values[.name] = name
            return try await harbour.act(AddMember(values)).memberID
        }
        let bob = try await member("Bob", [.status: "member", .joinedOn: "2019-08-31"])
        let eve = try await member("Eve", [.status: "contact"])
        let fay = try await member(
            "Fay", [.status: "former", .joinedOn: "2018-01-01", .endedOn: "2020-01-01"])
        let act = BeginMemberships(.these([bob, eve, fay]), standard, .joined)
        #expect(try await preview(act, harbour).people == 1)
        let done = try await harbour.act(act)
        #expect(done.passedOver == [.notMember: 2])
        #expect(try await harbour.periods(bob) == ["2019-08-31...2026-08-30"])
        #expect(try await harbour.record(bob).status == "member")
        #expect(try await harbour.record(fay).status == "former")
    }

    @Test func `nobody's membership ends by beginning one`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let bob = try await harbour.act(AddMember(name: "Bob")).memberID
        let done = try await harbour.act(
            BeginMemberships(.these([bob]), standard, .on("2020-01-01")))
        #expect(done.id == nil && done.passedOver == [.over: 1])
        #expect(try await harbour.record(bob).status == "member")
        let nobody = try await harbour.refusal(of: BeginMemberships(.these([]), standard, .joined))
        #expect(nobody?.sentence == "Nobody is chosen.")
        try await harbour.act(RetireMembershipType(standard))
        let retired = try await harbour.refusal(
            of: BeginMemberships(.these([bob]), standard, .joined))
        #expect(retired?.field == "type")
    }

    @Test func `whose new period was changed since keeps it, and is counted`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        let (bob, carol) = (try await harbour.contact(), try await harbour.contact("Carol Nuñez"))
        let done = try await harbour.act(
            BeginMemberships(.these([bob, carol]), standard, .on(nil)))
        try await harbour.act(EndMembershipPeriod(carol, on: "2026-09-01", why: "moves"))
        let undone = try await harbour.act(UndoRenewals(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 1])
        #expect(try await harbour.periods(bob).isEmpty)
        #expect(try await !harbour.periods(carol).isEmpty)
    }

    @Test func `a renewal of many says before whom it leaves out`() async throws {
        let (harbour, standard, _, life) = try await TestChapter.withKinds()
        let (bob, carol) = (try await harbour.contact(), try await harbour.contact("Carol Nuñez"))
        try await harbour.act(BeginMembership(bob, standard))
        try await harbour.act(BeginMembership(carol, life))
        let shown = try await harbour.chapter.read { db in
            try RenewMemberships(.all(MemberList())).preview(in: db, for: .operator, at: .noon)
                .get()
        }
        #expect(shown.people == 1)
        #expect(shown.leftOut.map(\.reason) == ["endless"])
        #expect(shown.leftOut.map(\.names) == [["Carol Nuñez"]])
        let denied = try await harbour.chapter.read { db in
            try RenewMemberships(.all(MemberList())).preview(in: db, for: .visitor, at: .noon)
        }
        #expect(throws: Refusal.self) { try denied.get() }
    }
}
