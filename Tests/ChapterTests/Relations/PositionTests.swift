import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Positions of contacts` {
    @Test func `somebody holds several at once, for the chapter and elsewhere`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(GivePosition(bob, "treasurer", startsOn: "2025-01-01"))
        try await harbour.act(GivePosition(bob, "steward", at: hotel, startsOn: "2026-01-01"))
        let held = try await harbour.positions(of: bob).held
        #expect(held.map(\.title) == ["treasurer", "steward"])
        #expect(held.map(\.organization?.name) == [nil, "Harbour Hotel"])
        #expect(try await harbour.positions(of: hotel).there.map(\.holder.name) == ["Bob O'Brien"])
        #expect(
            try await harbour.latest(hotel).sentence
                == "The operator set the position to “steward Bob O'Brien from 2026-01-01”.")
    }

    @Test func `what makes no sense is refused in words`() async throws {
        let harbour = try TestChapter.make()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(GivePosition(bob, "Steward", at: hotel))
        let cases: [(GivePosition, String)] = [
            (GivePosition(bob, " "), "Say what the position is called"),
            (GivePosition(bob, "steward", at: hotel), "holds the position “steward” already"),
            (GivePosition(bob, "steward", at: eve), "Eve Adams is a person"),
            (GivePosition(hotel, "employer", at: hotel), "no position at itself"),
            (
                GivePosition(bob, "ally", startsOn: "2026-02-01", endsOn: "2026-01-01"),
                "A position cannot end before it begins"
            ),
        ]
        for (act, words) in cases {
            let refusal = try await harbour.refusal(of: act)
            #expect(refusal?.sentence.contains(words) == true, "\(refusal?.sentence ?? "done")")
        }
    }

    @Test func `changing, ending and removing one can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        func undo(_ done: TieChanged) async throws {
            try await harbour.act(TakeBack(bob, after: done.version - 1, through: done.version))
        }
        let given = try await harbour.act(GivePosition(bob, "steward", at: hotel))
        let changed = try await harbour.act(
            ChangePosition(given.id, of: bob, "chief steward", note: "nights"))
        #expect(try await harbour.positions(of: hotel).there == [])
        try await undo(changed)
        #expect(try await harbour.positions(of: hotel).there.map(\.title) == ["steward"])
        let ended = try await harbour.act(EndPosition(given.id, of: bob))
        #expect(try await harbour.positions(of: bob).held.map(\.isOver) == [true])
        #expect(try await harbour.refusal(of: EndPosition(given.id, of: bob))?.code == .conflict)
        try await undo(ended)
        try await undo(try await harbour.act(RemovePosition(given.id, of: bob)))
        let held = try await harbour.positions(of: bob).held
        #expect(held.map(\.title) == ["steward"] && held.map(\.isOver) == [false])
    }

    @Test func `members see their own positions without the notes`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        try await harbour.act(GivePosition(id, "steward", note: "on trial"))
        let own = try await harbour.chapter.read { db in
            try ContactPositions.read(of: id, in: db, for: bob, at: .noon).get()
        }
        #expect(own.held.map(\.title) == ["steward"])
        #expect(own.held.map(\.note) == [nil])
    }
}

extension TestChapter {
    fileprivate func positions(of member: MemberID) async throws -> ContactPositions {
        try await chapter.read { db in
            try ContactPositions.read(of: member, in: db, for: .operator, at: .noon).get()
        }
    }
}
