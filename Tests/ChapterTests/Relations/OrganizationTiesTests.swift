import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// What an import does with the column of employers.
private struct TieMany: Act {
    static let permission = Permission.managePeople
    let pairs: [(MemberID, String)]

    func perform(in context: ActContext) throws -> Result<[OrganizationTies.Outcome], Refusal> {
        try refusing {
            var ties = try OrganizationTies(by: "ApplyImport", importID: 7, in: context)
            return try pairs.map { try ties.relate($0.0, to: $0.1) }
        }
    }
}

/// What undoing that import does.
private struct UntieMany: Act {
    static let permission = Permission.managePeople

    func perform(in context: ActContext) throws -> Result<[Int], Refusal> {
        try refusing {
            let bounds = try Row.fetchOne(
                context.db, sql: "SELECT min(id), max(id) FROM history WHERE import_id = 7")
            var back = TakeBackTies(
                from: bounds?[0] ?? 0, through: bounds?[1] ?? 0, by: "UndoImport", importID: 7,
                in: context)
            let done = try back.run()
            return [done.relations, done.organizations, done.kept.count]
        }
    }
}

@Suite struct `Employers of a list` {
    @Test func `organizations are found by name or made, and nobody is tied twice`() async throws {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let pairs = [
            (bob, "HARBOUR hotel"), (carol, "Sea View"), (bob, "Sea  View"), (bob, "Harbour Hotel"),
        ]
        let outcomes = try await harbour.act(TieMany(pairs: pairs))
        #expect(outcomes == [.added, .added, .added, .there])
        #expect(try await harbour.relations(of: hotel) == ["employs Bob O'Brien"])
        #expect(
            try await harbour.relations(of: bob)
                == ["works at Harbour Hotel", "works at Sea View"])
        let line = try await harbour.latest(hotel)
        #expect(line.importID == 7 && line.act == "ApplyImport")
        let found = try await harbour.list(MemberList(search: "sea view"))
        #expect(found.people.map(\.kind) == ["organization"])
    }

    @Test func `who may have only one employer keeps the one they have`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let worksAt = try await harbour.relationType("works at").id
        try await harbour.act(
            ChangeRelationType(
                worksAt,
                to: EnteredRelationType(
                    "works at", "employs", from: .person, to: .organization, isOneFrom: true)))
        let outcomes = try await harbour.act(TieMany(pairs: [(bob, "One"), (bob, "Two")]))
        #expect(outcomes == [.added, .taken])
    }

    @Test func `it is taken back, except for what somebody used since`() async throws {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        let eve = try await harbour.add(.eve)
        try await harbour.act(
            TieMany(pairs: [(bob, "One"), (carol, "Two"), (eve, "Three"), (bob, "Four")]))
        func find(_ name: String) async throws -> MemberID? {
            try await harbour.list(MemberList(search: name)).people.first
                .flatMap { MemberID($0.memberID) }
        }
        // Carol's relation gets a note, and somebody tags the third.
        let two = try #require(try await find("two"))
        let relation = try await harbour.chapter.read { db in
            try ContactRelations(two).answer(in: db, for: .operator, at: .noon).get()
                .first?.entries.first?.id
        }
        try await harbour.act(
            ChangeRelation(try #require(relation), of: two, note: "nights"))
        try await harbour.act(TagMember(try #require(try await find("three")), "Docks"))
        #expect(try await harbour.act(UntieMany()) == [3, 2, 1])
        #expect(try await harbour.relations(of: bob) == [])
        #expect(try await harbour.relations(of: carol) == ["works at Two"])
        #expect(try await find("one") == nil)
        #expect(try await find("four") == nil)
        #expect(try await find("two") != nil)
        #expect(try await find("three") != nil)
    }
}
