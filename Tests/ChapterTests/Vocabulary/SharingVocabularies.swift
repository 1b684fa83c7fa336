import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Words that chapters share` {
    private let harbour: TestChapter
    private let hill: TestChapter
    private let year: Int64

    init() async throws {
        harbour = try TestChapter.make(named: "Harbour")
        hill = try TestChapter.make(named: "Hill")
        try await harbour.link(as: "Harbour", with: hill, as: "Hill")
        let plan = MembershipTypePlan(
            name: "Year",
            term: .fixed(
                yearStarts: try #require(MonthDay("07-01")), rollover: MonthDay("05-15")),
            graceDays: 30, rank: 4)
        year = try await harbour.act(AddMembershipType(plan))
    }

    private func seen() async throws -> [SharedVocabulary] {
        let own = hill.chapter.feeds.chapter
        return try await hill.chapter.read { db in
            try SharedVocabulary.others(besides: own, in: db, for: .operator)
        }
    }

    @Test func `what is ticked is read by the others, changed, and taken back`() async throws {
        let open = try await harbour.act(
            AddMembershipType(MembershipTypePlan(name: "Life", term: .open)))
        try await harbour.act(AddMember(name: "Ana", interests: ["Canary"]))
        try await harbour.act(
            ShareVocabulary(
                kinds: [year, open], interests: ["Housing", "HOUSING"], skills: ["First aid"]))
        try await hill.hear(harbour)
        let shared = try #require(try await seen().first)
        #expect(shared.chapter == harbour.chapter.feeds.chapter)
        #expect(shared.name == "Harbour")
        #expect(shared.kinds.map(\.name) == ["Year", "Life"])
        #expect(
            shared.kinds[0].term
                == .fixed(
                    yearStarts: try #require(MonthDay("07-01")), rollover: MonthDay("05-15")))
        #expect(shared.kinds[0].graceDays == 30)
        #expect(shared.kinds[1].term == .open)
        #expect(shared.interests == ["Housing"] && shared.skills == ["First aid"])
        let line = try #require(
            try await harbour.value(
                String.self, "SELECT new FROM history WHERE act = 'ShareVocabulary'"))
        #expect(line == "Year, Life, Housing, First aid")
        // The same again says nothing.
        let events = try await harbour.value(Int.self, "SELECT count(*) FROM event")
        try await harbour.act(
            ShareVocabulary(kinds: [year, open], interests: ["Housing"], skills: ["First aid"]))
        #expect(try await harbour.value(Int.self, "SELECT count(*) FROM event") == events)
        try await harbour.act(ShareVocabulary(skills: ["Sewing"]))
        try await hill.hear(harbour)
        #expect(try await seen().first?.kinds.isEmpty == true)
        #expect(try await seen().first?.skills == ["Sewing"])
        try await harbour.act(ShareVocabulary())
        try await hill.hear(harbour)
        #expect(try await seen().isEmpty)
        // What somebody has chosen leaves the chapter only if it is ticked.
        let bodies = try await hill.value(
            Int.self, "SELECT count(*) FROM event WHERE instr(body, CAST('Canary' AS BLOB)) > 0")
        #expect(bodies == 0)
    }

    @Test func `a kind is taken over with its rules, and once`() async throws {
        try await harbour.act(ShareVocabulary(kinds: [year]))
        try await hill.hear(harbour)
        let from = harbour.chapter.feeds.chapter
        let id = try await hill.act(TakeOverKind(from, "Year"))
        let own = try await hill.chapter.read { try MembershipType.find(id, in: $0) }
        #expect(own.plan.name == "Year")
        #expect(own.plan.graceDays == 30 && own.plan.rank == 0)
        #expect(
            own.plan.term
                == .fixed(
                    yearStarts: try #require(MonthDay("07-01")), rollover: MonthDay("05-15")))
        let again = try await hill.refusal(of: TakeOverKind(from, "Year"))
        #expect(again?.sentence == "There is a kind of membership called “Year” already.")
        let none = try await hill.refusal(of: TakeOverKind(from, "Life"))
        #expect(none?.code == .notFound)
        // What the other changes later does not touch it.
        try await harbour.act(ShareVocabulary())
        try await hill.hear(harbour)
        #expect(
            try await hill.chapter.read { try MembershipType.find(id, in: $0) }.plan == own.plan)
        let long = try await hill.refusal(of: TakeOverKind(from, "Year"))
        #expect(long?.code == .notFound)
    }

    @Test func `words are suggested beside those in use, and not of a chapter that is blocked`()
        async throws
    {
        try await harbour.act(ShareVocabulary(interests: ["Housing"], skills: ["First aid"]))
        try await hill.hear(harbour)
        let bob = try await hill.act(
            AddMember(name: "Bob", interests: ["housing", "Chess"])
        ).memberID
        try await hill.act(SetSkills(bob, ["Sewing"]))
        func labels(_ viewer: Viewer) async throws -> LabelsInUse {
            try await hill.chapter.read { try LabelsInUse.read(in: $0, for: viewer) }
        }
        var found = try await labels(.operator)
        #expect(found.suggestedInterests == ["Chess", "housing"])
        #expect(found.suggestedSkills == ["First aid", "Sewing"])
        #expect(found.skills == ["Sewing"])
        found = try await labels(.plain(bob))
        #expect(found.suggestedInterests == ["Housing"])
        #expect(found.suggestedSkills == ["First aid"])
        let feeds = hill.chapter.feeds
        try await feeds.database.write { [from = harbour.chapter.feeds.chapter] db in
            try feeds.block(from, at: .noon, in: db)
        }
        #expect(try await labels(.operator).suggestedSkills == ["Sewing"])
        #expect(try await seen().isEmpty)
    }

    @Test func `what does not fit is refused with a sentence`() async throws {
        let many = (0...100).map { "Word \($0)" }
        #expect(
            try await harbour.refusal(of: ShareVocabulary(interests: many))?.sentence
                == "At most 100 interests and 100 skills can be shared.")
        let long = String(repeating: "\u{10FFFD}", count: 41)
        #expect(
            try await harbour.refusal(of: ShareVocabulary(skills: [long]))?.sentence.contains(
                "longer than 160 bytes") == true)
        let lines = try await harbour.refusal(of: ShareVocabulary(skills: ["a\u{2028}b"]))
        #expect(lines?.sentence.contains("line break") == true)
        #expect(try await harbour.refusal(of: ShareVocabulary(kinds: [99]))?.code == .notFound)
        var kinds: [Int64] = []
        for number in 0..<33 {
            kinds.append(
                try await harbour.act(
                    AddMembershipType(MembershipTypePlan(name: "K\(number)", term: .open))))
        }
        #expect(
            try await harbour.refusal(of: ShareVocabulary(kinds: kinds))?.sentence
                == "At most 32 kinds of membership can be shared.")
    }
}
