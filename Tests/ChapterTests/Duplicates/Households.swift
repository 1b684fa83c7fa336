import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Households` {
    private func person(_ harbour: TestChapter, _ name: String, at line: String) async throws
        -> MemberID
    {
        try await harbour.act(
            AddMember(
                [.name: name], addresses: [PostalAddress(line1: line, city: "Port")],
                allowDuplicate: true)
        ).memberID
    }

    @Test func `a shared home is suggested, made on demand and no longer suggested`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street Apt 4")
        #expect(try await harbour.homesToDecide().isEmpty)
        let rui = try await person(harbour, "Rui Silva", at: "12 Mill St., #4")
        let homes = try await harbour.homesToDecide()
        #expect(homes.map(\.address) == ["12 Mill Street Apt 4, Port"])
        #expect(homes.first?.people.map(\.name) == ["Ana Silva", "Rui Silva"])
        #expect(try await harbour.queue().pairs.isEmpty, "two people of one family are two")
        let household = try await harbour.act(
            MakeHousehold([ana, rui], name: "The Silva family"))
        #expect(try await harbour.homesToDecide().isEmpty)
        let record = try await harbour.record(household)
        #expect(record.name == "The Silva family")
        #expect(record.addresses.map(\.line1) == ["12 Mill Street Apt 4"])
        let residents = try #require(try await harbour.residents(rui))
        #expect(residents.people.map(\.name) == ["Ana Silva", "Rui Silva"])
        #expect(residents.people.allSatisfy { !$0.mayHaveMoved })
        // Somebody moves in: they are taken into the household that is there.
        let eva = try await person(harbour, "Eva Silva", at: "12 Mill Street Apt 4")
        let again = try await harbour.homesToDecide()
        #expect(again.first?.households.map(\.id) == [household])
        try await harbour.act(MakeHousehold([eva], name: "", into: household))
        #expect(try await harbour.homesToDecide().isEmpty)
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(try await harbour.homesToDecide().isEmpty)
    }

    @Test func `whoever has another address is asked about and moves out`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        let rui = try await person(harbour, "Rui Costa", at: "12 Mill Street")
        let household = try await harbour.act(MakeHousehold([ana, rui], name: "Mill Street"))
        try await harbour.act(
            SetAddresses(rui, [PostalAddress(line1: "5 Pier", city: "Port")]))
        let asked = try #require(try await harbour.residents(household))
        #expect(asked.people.map(\.mayHaveMoved) == [false, true])
        try await harbour.act(MoveOut(rui))
        #expect(try await harbour.residents(household)?.people.map(\.name) == ["Ana Silva"])
        let ended = try await harbour.rows("relation").filter { $0.contains("2026-05-01") }
        #expect(ended.count == 1, "the relation stays with its last day")
        let twice = try await harbour.refusal(of: MoveOut(rui))
        #expect(twice?.sentence == "This person is in no household.")
    }

    @Test func `a household moves as one, and back`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        let rui = try await person(harbour, "Rui Silva", at: "12 Mill Street")
        let eva = try await person(harbour, "Eva Silva", at: "12 Mill Street")
        let household = try await harbour.act(
            MakeHousehold([ana, rui, eva], name: "The Silva family"))
        // Ana has an address at work too, which is nobody's business here.
        try await harbour.act(
            SetAddresses(
                ana,
                [
                    PostalAddress(line1: "2 Quay", city: "Port", kind: .work, isPrimary: true),
                    PostalAddress(line1: "12 Mill Street", city: "Port"),
                ]))
        func homes() async throws -> [[String]] {
            var homes: [[String]] = []
            for id in [household, ana, rui, eva] {
                homes.append(
                    try await harbour.record(id).addresses.map {
                        "\($0.line1) \($0.kind) \($0.isPrimary)"
                    })
            }
            return homes
        }
        let before = try await homes()
        let none = try await harbour.refusal(
            of: MoveHousehold(household, [], to: PostalAddress(line1: "5 Pier", city: "Port")))
        #expect(none?.sentence == "Choose who has moved along.")
        let empty = try await harbour.refusal(
            of: MoveHousehold(household, [ana], to: PostalAddress(country: "Portugal")))
        #expect(empty?.sentence == "Write the new address.")
        let moved = try await harbour.act(
            MoveHousehold(
                household, [ana, rui], to: PostalAddress(line1: "5 Pier", city: "Port")))
        #expect(moved.people == 2)
        #expect(
            try await homes() == [
                ["5 Pier home true"], ["2 Quay work true", "5 Pier home false"],
                ["5 Pier home true"], ["12 Mill Street home true"],
            ])
        let residents = try #require(try await harbour.residents(household))
        #expect(residents.people.map(\.name) == ["Ana Silva", "Eva Silva", "Rui Silva"])
        #expect(residents.people.map(\.mayHaveMoved) == [false, true, false], "asked about")
        #expect(try await harbour.homesToDecide().isEmpty)
        let line = try await harbour.latest(rui)
        #expect(line.act == "MoveHousehold")
        let id = try #require(moved.id)
        let undone = try await harbour.act(UndoMove(id))
        #expect((undone.restored, undone.kept) == (3, 0))
        #expect(try await homes() == before)
        let twice = try await harbour.refusal(of: UndoMove(id))
        #expect(twice?.sentence == "This has been taken back already.")
    }

    @Test func `undoing a move leaves an address that changed again`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        let rui = try await person(harbour, "Rui Silva", at: "12 Mill Street")
        let household = try await harbour.act(MakeHousehold([ana, rui], name: "Mill Street"))
        let moved = try await harbour.act(
            MoveHousehold(
                household, [ana, rui], to: PostalAddress(line1: "5 Pier", city: "Port")))
        try await harbour.act(SetAddresses(rui, [PostalAddress(line1: "6 Pier", city: "Port")]))
        let undone = try await harbour.act(UndoMove(try #require(moved.id)))
        #expect((undone.restored, undone.kept) == (2, 1))
        #expect(try await harbour.record(ana).addresses.map(\.line1) == ["12 Mill Street"])
        #expect(try await harbour.record(rui).addresses.map(\.line1) == ["6 Pier"])
        try await harbour.act(MoveOut(rui))
        let stranger = try await harbour.refusal(
            of: MoveHousehold(household, [rui], to: PostalAddress(line1: "7 Pier")))
        #expect(stranger?.code == .conflict)
    }

    @Test func `moving in and out is in the history of both, and can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        let rui = try await person(harbour, "Rui Costa", at: "12 Mill Street")
        let household = try await harbour.act(MakeHousehold([ana, rui], name: "Mill Street"))
        #expect(try await harbour.relations(of: rui) == ["lives in Mill Street"])
        #expect(try await harbour.latest(household).field == "relation")
        let version = try await harbour.act(MoveOut(rui))
        #expect(try await harbour.relations(of: rui) == ["(lives in Mill Street)"])
        #expect(try await harbour.homesToDecide().count == 1, "they share a home and no household")
        try await harbour.act(TakeBack(rui, after: version - 1, through: version))
        #expect(try await harbour.relations(of: rui) == ["lives in Mill Street"])
        #expect(try await harbour.homesToDecide().isEmpty)
        // Out and in again on one day is as if nothing had been.
        try await harbour.act(MoveOut(rui))
        try await harbour.act(MakeHousehold([rui], name: "", into: household))
        try await harbour.act(MoveOut(rui))
        try await harbour.act(MakeHousehold([rui], name: "", into: household))
        #expect(try await harbour.residents(household)?.people.count == 2)
    }

    @Test func `two who are probably one are no household until somebody says that they are two`()
        async throws
    {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        let again = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        #expect(try await harbour.queue().pairs.count == 1)
        #expect(try await harbour.homesToDecide().isEmpty)
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(try await harbour.homesToDecide().isEmpty)
        try await harbour.act(DecideDuplicate(ana, again, .notTheSame))
        #expect(try await harbour.homesToDecide().count == 1)
        try await harbour.act(DecideDuplicate(ana, again, .open))
        #expect(try await harbour.homesToDecide().isEmpty)
        // With a third person it is a home of two.
        _ = try await person(harbour, "Rui Costa", at: "12 Mill Street")
        #expect(try await harbour.homesToDecide().count == 1)
    }

    @Test func `a household and a merge are dated by the chapter's day`() async throws {
        let harbour = try TestChapter.make()
        // In Auckland it is the second of May already.
        try await harbour.act(SetTimeZone("Pacific/Auckland"))
        let ana = try await person(harbour, "Ana Silva", at: "12 Mill Street")
        let rui = try await person(harbour, "Rui Costa", at: "12 Mill Street")
        let twin = try await person(harbour, "Ana Sylva", at: "5 Pier")
        let eva = try await person(harbour, "Eva Costa", at: "5 Pier")
        _ = try await harbour.act(MakeHousehold([ana, rui], name: "Mill Street"))
        _ = try await harbour.act(MakeHousehold([twin, eva], name: "Pier"))
        _ = try await harbour.act(MakeHousehold([rui, eva], name: "Costa"))
        let ended = try await harbour.rows("relation").filter { $0.contains("2026-05-0") }
        #expect(ended.count == 2 && ended.allSatisfy { $0.contains("2026-05-02") })
        try await harbour.act(MergeContacts(keep: ana, gone: twin))
        let now = try await harbour.rows("relation").filter { $0.contains("2026-05-0") }
        #expect(now.count == 3 && now.allSatisfy { $0.contains("2026-05-02") })
    }

    @Test func `a decision about a home stays, and a block of flats is no household`() async throws
    {
        let harbour = try TestChapter.make()
        _ = try await person(harbour, "Ana Silva", at: "12 Mill Street Apt 4")
        _ = try await person(harbour, "Rui Costa", at: "12 Mill Street Apt 4")
        let home = try #require(try await harbour.homesToDecide().first)
        #expect(try await harbour.act(DecideHome(home.key, .no)) == .open)
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(try await harbour.homesToDecide().isEmpty)
        #expect(try await harbour.homesToDecide(.no).count == 1)
        #expect(try await harbour.act(DecideHome(home.key, .open)) == .no)
        for number in 0...largestHousehold {
            _ = try await person(harbour, "Person \(number) Of", at: "99 Tower Road")
        }
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(try await harbour.homesToDecide().map(\.key) == [home.key])
    }
}

extension TestChapter {
    /// The homes of one state.
    func homesToDecide(_ decision: DecideHome.Decision = .open) async throws
        -> [SharedHome]
    {
        try await chapter.read { db in
            try HouseholdQueue(decision).answer(in: db, for: .operator).get().homes
        }
    }

    /// Who lives with a person, or in a household.
    fileprivate func residents(_ contact: MemberID) async throws -> Residents? {
        try await chapter.read { db in try Residents.read(of: contact, in: db, for: .operator) }
    }
}
