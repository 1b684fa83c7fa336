import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Reports that are kept` {
    private let members = ReportChoices(
        SearchQuery(all: [SearchCondition(.status, .is, "member")]), by: .age, across: .skill,
        measure: .attendance)

    private func all(_ harbour: TestChapter, _ viewer: Viewer) async throws -> [String] {
        try await harbour.chapter.read { db in
            try KeptReport.all(in: db, for: viewer).map(\.name)
        }
    }

    @Test func `one is kept, renamed, removed and brought back as it was`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try await harbour.act(KeepReport(" Ages ", members, isShared: true), as: alice)
        let kept = try await harbour.chapter.read { db in
            try KeptReport.read(id, in: db, for: alice).get()
        }
        #expect(kept.name == "Ages" && kept.choices == members && kept.isShared)
        #expect(kept.ownerName == "Alice Moreno")
        try await harbour.act(
            RenameReport(id, version: 1, name: "Years", isShared: true), as: alice)
        let late = RenameReport(id, version: 1, name: "Late", isShared: true)
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
        #expect(try await all(harbour, alice) == ["Years"])
        try await harbour.act(RemoveReport(id), as: alice)
        #expect(try await all(harbour, alice).isEmpty)
        let other = try await harbour.act(KeepReport("years", members, isShared: true))
        #expect(try await harbour.refusal(of: BringReportBack(id))?.code == .conflict)
        try await harbour.act(RemoveReport(other))
        try await harbour.act(BringReportBack(id))
        let back = try await harbour.chapter.read { db in
            try KeptReport.read(id, in: db, for: .operator).get()
        }
        #expect(back.choices == members && back.name == "Years")
    }

    @Test func `one that is not shared is its owner's alone`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.viewer(.bob, roles: [.coordinator])
        let own = try await harbour.act(KeepReport("Ages", members, isShared: false), as: alice)
        // Whoever does not see it can use its name, and learns nothing of it.
        let shared = try await harbour.act(KeepReport("Ages", members, isShared: true), as: bob)
        #expect(try await all(harbour, bob) == ["Ages"])
        #expect(try await all(harbour, alice) == ["Ages", "Ages"])
        for act in [RemoveReport(own)] {
            #expect(try await harbour.refusal(of: act, as: bob)?.code == .notFound)
        }
        let rename = RenameReport(own, version: 1, name: "Mine", isShared: false)
        #expect(try await harbour.refusal(of: rename, as: bob)?.code == .notFound)
        // Only whoever made one can stop sharing it.
        let hide = RenameReport(shared, version: 1, name: "Ages", isShared: false)
        #expect(try await harbour.refusal(of: hide, as: alice)?.code == .conflict)
    }

    @Test func `the log tells what everybody sees of one, and nothing else`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try await harbour.act(KeepReport("Mine", members, isShared: false), as: alice)
        func rename(_ version: Int, _ name: String, isShared: Bool) async throws {
            try await harbour.act(
                RenameReport(id, version: version, name: name, isShared: isShared), as: alice)
        }
        func told() async throws -> [String] {
            let lines = try await harbour.chapter.read { db in
                try ChapterLog(.changed).answer(in: db, for: .operator).get()
            }
            return lines.filter { $0.field == "kept report" }.reversed().map {
                "\($0.act): \($0.old ?? "-"), \($0.new ?? "-")"
            }
        }
        try await rename(1, "Secret", isShared: false)
        try await harbour.act(RemoveReport(id), as: alice)
        try await harbour.act(BringReportBack(id), as: alice)
        #expect(try await told() == [])
        try await rename(4, "Ages", isShared: true)
        try await rename(5, "Ages", isShared: true)
        try await rename(6, "Years", isShared: true)
        try await rename(7, "Hidden", isShared: false)
        let shared = try await harbour.act(KeepReport("Skills", members, isShared: true))
        let seen = RemoveReport(shared, version: 2)
        #expect(try await harbour.refusal(of: seen)?.code == .conflict)
        try await harbour.act(RemoveReport(shared, version: 1))
        try await harbour.act(BringReportBack(shared))
        let lines = [
            "RenameReport: -, Ages", "RenameReport: Ages, Years", "RenameReport: Years, -",
            "KeepReport: -, Skills", "RemoveReport: Skills, -", "BringReportBack: -, Skills",
        ]
        #expect(try await told() == lines)
    }

    @Test func `there is room for so many that are shared, and for as many of one's own`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.viewer(.bob, roles: [.coordinator])
        let first = try await harbour.act(KeepReport("First", members, isShared: false), as: alice)
        for number in 2...KeptReport.most {
            try await harbour.act(
                KeepReport("Own \(number)", members, isShared: false), as: alice)
        }
        let more = KeepReport("More", members, isShared: false)
        let sentence = try await harbour.refusal(of: more, as: alice)?.sentence
        #expect(sentence == "You keep 200 reports of your own already. Remove one first.")
        try await harbour.act(more, as: bob)
        let ages = try await harbour.act(KeepReport("Ages", members, isShared: true), as: alice)
        let hide = RenameReport(ages, version: 1, name: "Ages", isShared: false)
        #expect(try await harbour.refusal(of: hide, as: alice)?.code == .conflict)
        #expect(try await all(harbour, alice).count == KeptReport.most + 1)
        try await harbour.act(RemoveReport(first), as: alice)
        try await harbour.act(more, as: alice)
        let back = BringReportBack(first)
        #expect(try await harbour.refusal(of: back, as: alice)?.sentence == sentence)
    }

    @Test func `whoever sees people may ask all that a shared report can ask`() {
        for role in Role.allCases where role.permissions.contains(.seePeople) {
            #expect(role.permissions.contains(.planMeetings), "\(role)")
        }
    }

    @Test func `a list, a field or a kind of things must be there, and for everybody`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let search = try await harbour.act(
            SaveSearch("Mine", members.query, isShared: false), as: alice)
        let using = SearchQuery(all: [SearchCondition(.search, of: "\(search)", .is)])
        for choices in [
            ReportChoices(using, by: .age), ReportChoices(SearchQuery(), by: .thing(99)),
            ReportChoices(SearchQuery(), by: .ownField("gone")),
            ReportChoices(SearchQuery(all: [SearchCondition(.tag, .is)]), by: .age),
        ] {
            let act = KeepReport("Ages", choices, isShared: true)
            #expect(try await harbour.refusal(of: act, as: alice) != nil, "\(choices)")
        }
        #expect(
            try await harbour.refusal(of: KeepReport(" ", members, isShared: true)) != nil)
        // For its owner alone it may use what is the owner's.
        try await harbour.act(
            KeepReport("Ages", ReportChoices(using, by: .age), isShared: false), as: alice)
    }

    @Test func `a search that a shared report uses stays, and so does whom it asks for`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let search = try await harbour.act(SaveSearch("All", SearchQuery(), isShared: true))
        let using = SearchQuery(all: [
            SearchCondition(.search, of: "\(search)", .is),
            SearchCondition(.pointPerson, .is, bob.description),
        ])
        let report = try await harbour.act(
            KeepReport("Ages", ReportChoices(using, by: .age), isShared: true))
        let refusal = try await harbour.refusal(of: RemoveSearch(search))
        #expect(refusal?.sentence.contains("is used by the report “Ages”") == true)
        let obstacles = try await harbour.refusal(of: RemoveContact(bob, why: "Twice"))
        #expect(obstacles != nil)
        try await harbour.act(RemoveReport(report))
        try await harbour.act(RemoveSearch(search))
    }

    @Test func `rows and columns by the same are rows alone`() {
        #expect(ReportChoices(SearchQuery(), by: .age, across: .age).across == nil)
        for by in ReportBy.usual + [.thing(3), .ownField("size")] {
            #expect(ReportBy(stored: by.stored.what, kind: by.stored.kind) == by)
        }
        #expect(ReportBy(stored: "thing", kind: nil) == nil)
        #expect(ReportBy(stored: "age", kind: 3) == nil)
    }
}
