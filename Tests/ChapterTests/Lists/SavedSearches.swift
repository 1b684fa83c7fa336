import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Searches that are kept` {
    private let members = SearchQuery(all: [SearchCondition(.status, .is, "member")])
    private let housing = SearchQuery(all: [SearchCondition(.interest, .is, "housing")])

    private func using(_ id: Int64) -> SearchQuery {
        SearchQuery(all: [SearchCondition(.search, of: "\(id)", .is)])
    }

    @Test func `a kept search is always live`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        let id = try await harbour.act(SaveSearch("Housing", housing, isShared: true))
        #expect(try await harbour.list(MemberList(saved: id)).count == 1)
        try await harbour.add(.alice)
        try await harbour.add(.carol)
        #expect(try await harbour.list(MemberList(saved: id)).count == 2)
    }

    @Test func `people are put in and taken out by hand, and it says how many`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        let carol = try await harbour.add(.carol)
        let id = try await harbour.act(SaveSearch("Housing", housing, isShared: true))
        #expect(
            try await harbour.act(PlaceInSearch(id, .putIn, .these([carol, carol]))).changed == 1)
        #expect(try await harbour.act(PlaceInSearch(id, .takeOut, .these([bob]))).changed == 1)
        #expect(try await harbour.act(PlaceInSearch(id, .takeOut, .these([bob]))).changed == 0)
        let names = { try await harbour.list(MemberList(saved: id)).people.map(\.name) }
        #expect(try await names() == ["Alice Moreno", "Carol Nuñez"])
        let count = try await harbour.chapter.read { db in
            let search = try SavedSearch.read(id, in: db, for: .operator).get()
            return try SavedSearchCount.read(search, in: db, for: .operator, at: .noon).get()
        }
        #expect((count.all, count.bySearch, count.isIn, count.isOut) == (2, 2, 1, 1))
        #expect(try await harbour.history(carol)[0].new == "Housing (put in)")
        // By hand counts in searches that use this one, too.
        let other = try await harbour.act(SaveSearch("Used", using(id), isShared: true))
        #expect(try await harbour.list(MemberList(saved: other)).count == 2)
        try await harbour.act(PlaceInSearch(id, .forget, .these([alice, bob, carol])))
        #expect(try await names() == ["Alice Moreno", "Bob O'Brien"])
    }

    @Test func `bulk labels and exports work on what a search finds`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.add(.carol)
        let id = try await harbour.act(SaveSearch("Housing", housing, isShared: true))
        let done = try await harbour.act(LabelPeople(.tag, "Docks", .all(MemberList(saved: id))))
        #expect(done.changed == 1)
        #expect(try await harbour.record(bob).tags == ["Docks"])
        #expect(try await harbour.act(ExportPeople(MemberList(saved: id))).rows == 1)
        #expect(
            try await harbour.list(MemberList(live: housing, search: "carol")).count == 0)
    }

    @Test func `a search cannot use itself, also not through another`() async throws {
        let harbour = try TestChapter.make()
        let first = try await harbour.act(SaveSearch("First", members, isShared: true))
        let second = try await harbour.act(SaveSearch("Second", using(first), isShared: true))
        let direct = ChangeSearch(first, version: 1, name: "First", using(first), isShared: true)
        #expect(try await harbour.refusal(of: direct)?.sentence.contains("itself") == true)
        let around = ChangeSearch(first, version: 1, name: "First", using(second), isShared: true)
        #expect(try await harbour.refusal(of: around)?.sentence.contains("itself") == true)
        #expect(
            try await harbour.refusal(of: RemoveSearch(first))?.sentence.contains("Second") == true)
    }

    @Test func `only its owner sees a search that is not shared`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let carol = try await harbour.viewer(.carol, roles: [.coordinator])
        let id = try await harbour.act(SaveSearch("Mine", members, isShared: false), as: alice)
        let seen = { (viewer: Viewer) in
            try await harbour.chapter.read { try SavedSearch.all(in: $0, for: viewer).map(\.name) }
        }
        #expect(try await seen(alice) == ["Mine"])
        #expect(try await seen(carol) == [])
        #expect(try await harbour.refusal(of: RemoveSearch(id), as: carol)?.code == .notFound)
        var list = MemberList(saved: id)
        list.search = "bob"
        let asked = list
        let answer = try await harbour.chapter.read { try asked.answer(in: $0, for: carol) }
        #expect(throws: Refusal.self) { try answer.get() }
        let shared = SaveSearch("All", using(id), isShared: true)
        #expect(try await harbour.refusal(of: shared, as: alice)?.code == .conflict)
        // The same name is free for others.
        try await harbour.act(SaveSearch("Mine", members, isShared: false), as: carol)
        #expect(
            try await harbour.refusal(of: SaveSearch("mine", members, isShared: false), as: carol)?
                .code == .conflict)
    }

    @Test func `nobody's change of a search is lost`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(SaveSearch("A", members, isShared: true))
        try await harbour.act(ChangeSearch(id, version: 1, name: "B", housing, isShared: true))
        let late = ChangeSearch(id, version: 1, name: "C", members, isShared: true)
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
    }

    @Test func `a search keeps its columns and its order, and a change of it leaves them`()
        async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        let view = ListView([.came, .tags, .tags], by: .joined)
        #expect(view.columns == [.tags, .came])
        let id = try await harbour.act(
            SaveSearch("Housing", housing, isShared: true, view: view))
        let kept = {
            try await harbour.chapter.read {
                try SavedSearch.read(id, in: $0, for: .operator).get()
            }
        }
        #expect(try await kept().view == view)
        try await harbour.act(ChangeSearch(id, version: 1, name: "A", housing, isShared: true))
        #expect(try await kept().view == view)
        let none = ListView([], by: .name)
        try await harbour.act(
            ChangeSearch(id, version: 2, name: "A", housing, isShared: true, view: none))
        #expect(try await kept().view == none)
        #expect(try await harbour.act(KeepListView(id, .usual)) == 4)
        #expect(try await harbour.act(KeepListView(id, .usual)) == 4)
        #expect(try await kept().view == .usual)
        #expect(throws: Refusal.self) {
            try ListView.reading(columns: ["shoes"], sort: nil).get()
        }
        #expect(throws: Refusal.self) { try ListView.reading(columns: nil, sort: "size").get() }
        #expect(try ListView.reading(columns: nil, sort: nil).get() == nil)
    }

    @Test func `an export and a table on paper come in the order of the list`() async throws {
        let harbour = try TestChapter.make()
        var ids: [MemberID] = []
        for (name, day) in [("Ana", "2026-02-01"), ("Ben", "2026-03-01")] {
            let added = try await harbour.act(
                AddMember([.name: name, .status: "member", .joinedOn: day]))
            ids.append(added.memberID)
        }
        var list = MemberList(status: "member")
        list.order = .joined
        let columns = ListView([.joined], by: .joined).exported()
        let file = try await harbour.act(ExportPeople(list, columns: columns))
        #expect(
            file.text == "name,date of joining\r\nBen,2026-03-01\r\nAna,2026-02-01\r\n")
        let ticked = try await harbour.act(ExportPeople(list, only: ids, columns: columns))
        #expect(ticked.text == file.text)
        let table = try await harbour.act(PrintPeople(list, .table))
        #expect(table.people.map(\.name) == ["Ben", "Ana"])
    }

    @Test func `a search that was removed can be brought back with who was in it`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await harbour.add(.carol)
        let id = try await harbour.act(SaveSearch("Housing", housing, isShared: true))
        try await harbour.act(PlaceInSearch(id, .putIn, .these([carol])))
        try await harbour.act(RemoveSearch(id))
        let all = try await harbour.chapter.read { try SavedSearch.all(in: $0, for: .operator) }
        #expect(all.isEmpty)
        let other = try await harbour.act(SaveSearch("Housing", members, isShared: true))
        #expect(try await harbour.refusal(of: BringSearchBack(id))?.code == .conflict)
        try await harbour.act(RemoveSearch(other))
        try await harbour.act(BringSearchBack(id))
        #expect(try await harbour.list(MemberList(saved: id)).people.map(\.name) == ["Carol Nuñez"])
    }

    @Test func `a search has limits, and says what is missing`() async throws {
        let harbour = try TestChapter.make()
        func refusal(_ query: SearchQuery) async throws -> String {
            try await harbour.refusal(of: SaveSearch("S", query, isShared: true))?.sentence ?? ""
        }
        let one = SearchCondition(.status, .is, "member")
        let many = SearchQuery(all: Array(repeating: one, count: 51))
        #expect(try await refusal(many).contains("up to 50 conditions"))
        var deep = SearchGroup(.all, [.condition(one)])
        for _ in 0..<5 { deep = SearchGroup(.any, [.group(deep)]) }
        #expect(try await refusal(SearchQuery(deep)).contains("5 deep"))
        let brackets = String(repeating: "{\"parts\":[", count: 5000)
        #expect(throws: Refusal.self) { try SearchQuery.reading(brackets).get() }
        for (condition, words) in [
            (SearchCondition(.tag, .is), "what to look for"),
            (SearchCondition(.field, of: "joined_on", .before, "May"), "is no day"),
            (SearchCondition(.field, of: "folded_name", .is, "x"), "not there any more"),
            (SearchCondition(.ownField, of: "gone", .known), "not there any more"),
            (SearchCondition(.attended, .least), "number of meetings"),
            (SearchCondition(.added, .last), "number of days"),
            (SearchCondition(.status, .before, "x"), "not there any more"),
            (SearchCondition(.search, of: "99", .is), "no saved search"),
        ] {
            #expect(try await refusal(SearchQuery(all: [condition])).contains(words))
        }
    }
}
