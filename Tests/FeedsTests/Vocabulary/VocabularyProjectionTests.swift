import Federation
import GRDB
import Testing

@testable import Feeds

@Suite struct `Vocabularies from feeds` {
    private func shared(_ kinds: [String], _ interests: [String] = []) -> [UInt8] {
        VocabularyShared(
            kinds: kinds.map { .init(name: $0, yearStarts: 701, rollover: 501, graceDays: 30) },
            interests: interests, skills: ["First aid"]
        ).payload()
    }

    @Test func `the latest of a chapter counts, and an empty one takes it back`() throws {
        let tables = try SharedTables(VocabularyProjection.self)
        var harbour = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        #expect(
            try tables.take([
                harbour.say(.vocabularyShared, shared(["Standard", "Life"], ["Housing"])),
                riverside.say(.vocabularyShared, shared(["Year"])),
            ]).isEmpty)
        let year = try tables.row("SELECT * FROM shared_membership_kind WHERE name = 'Year'")
        #expect(year["months"] == 0)
        #expect(year["year_starts"] == "07-01")
        #expect(year["rollover"] == "05-01")
        #expect(year["grace_days"] == 30)
        #expect(try tables.row("SELECT count(*) AS n FROM shared_word")["n"] == 3)
        try tables.take([harbour.say(.vocabularyShared, shared(["Standard"]))])
        #expect(try tables.row("SELECT count(*) AS n FROM shared_membership_kind")["n"] == 2)
        #expect(try tables.row("SELECT count(*) AS n FROM shared_word")["n"] == 2)
        try tables.take([harbour.say(.vocabularyShared, [])])
        #expect(try tables.row("SELECT count(*) AS n FROM shared_membership_kind")["n"] == 1)
    }

    @Test func `the order in which chapters arrive changes nothing`() throws {
        var harbour = FeedScript(of: "Harbour")
        var riverside = FeedScript(of: "Riverside")
        let first = harbour.say(.vocabularyShared, shared(["Standard"], ["Housing"]))
        let second = riverside.say(.vocabularyShared, shared(["Standard", "Year"]))
        let one = try SharedTables(VocabularyProjection.self)
        let other = try SharedTables(VocabularyProjection.self)
        try one.take([first, second])
        try other.take([second, first])
        #expect(try one.dump() == other.dump())
    }

    @Test func `what is over a limit is void and leaves what was there`() throws {
        let tables = try SharedTables(VocabularyProjection.self)
        var harbour = FeedScript(of: "Harbour")
        try tables.take([harbour.say(.vocabularyShared, shared(["Standard"]))])
        let before = try tables.dump()
        let many = harbour.say(
            .vocabularyShared, shared((0..<33).map { "Kind \($0)" }))
        let broken = harbour.say(.vocabularyShared, [0xFF])
        #expect(
            try tables.take([many, broken])
                == [many.id: .outOfBounds, broken.id: .malformed])
        #expect(try tables.dump() == before)
    }
}
