import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Lists made by hand` {
    private func names(_ list: MemberList, in harbour: TestChapter) async throws -> [String] {
        try await harbour.list(list).people.map(\.name)
    }

    @Test func `nobody is on it but those who were put in`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        #expect(try await names(MemberList(saved: id), in: harbour).isEmpty)
        try await harbour.act(PlaceInSearch(id, .putIn, .these([bob, carol])))
        #expect(try await harbour.list(MemberList(saved: id)).count == 2)
        try await harbour.act(PlaceInSearch(id, .takeOut, .these([carol])))
        #expect(try await names(MemberList(saved: id), in: harbour) == ["Bob O'Brien"])
        try await harbour.act(PlaceInSearch(id, .forget, .these([bob])))
        #expect(try await names(MemberList(saved: id), in: harbour).isEmpty)
        let count = try await harbour.chapter.read { db in
            let search = try SavedSearch.read(id, in: db, for: .operator).get()
            return try SavedSearchCount.read(search, in: db, for: .operator, at: .noon).get()
        }
        #expect(count == SavedSearchCount(all: 0, bySearch: 0, isIn: 0, isOut: 1))
    }

    @Test func `says who was put in, when and by whom, a page at a time`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        var people: [MemberID] = []
        for number in 100..<(100 + PeoplePlacedByHand.onPage + 1) {
            people.append(try await harbour.act(AddMember(name: "Singer \(number)")).memberID)
        }
        let later = Timestamp.noon + 60_000
        try await harbour.act(PlaceInSearch(id, .putIn, .these(people)), as: alice, at: later)
        let pages = try await harbour.chapter.read { db in
            try [0, 1, 2, 9].map { page in
                try PeoplePlacedByHand.read(of: id, page: page, in: db, for: .operator).get()
            }
        }
        #expect(pages.map(\.page) == [1, 1, 2, 2])
        #expect(pages.map(\.people.count) == [100, 100, 1, 1])
        #expect(pages[2].people.first?.name == "Singer 200")
        #expect(pages[2].people.first?.at == later)
        #expect(pages[2].people.first?.by.name == "Alice Moreno")
        #expect([pages[2].count, pages[2].pages, pages[2].first] == [101, 2, 101])
        let denied = try await harbour.chapter.read { db in
            try PeoplePlacedByHand.read(of: id, in: db, for: .visitor)
        }
        #expect(throws: Refusal.self) { try denied.get() }
    }

    @Test func `putting in and taking out is undone at once, and keeps what changed since`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        let same = try await harbour.act(PlaceInSearch(id, .forget, .these([bob])))
        #expect(same == PlaceInSearch.Placed(id: nil, changed: 0))
        let done = try await harbour.act(PlaceInSearch(id, .putIn, .these([bob, carol])))
        try await harbour.act(PlaceInSearch(id, .takeOut, .these([carol])))
        let undone = try await harbour.act(UndoPlacing(try #require(done.id)))
        #expect(undone == UndoPlacing.Undone(search: id, restored: 1, kept: 1))
        let left = try await harbour.chapter.read { db in
            try PeoplePlacedByHand.read(of: id, in: db, for: .operator).get().people
        }
        #expect(left.map(\.memberID) == [carol])
        #expect(left.map(\.isIn) == [false])
        let again = try await harbour.refusal(of: UndoPlacing(try #require(done.id)))
        #expect(again?.code == .conflict)
        let out = try await harbour.act(PlaceInSearch(id, .forget, .these([carol])))
        try await harbour.act(UndoPlacing(try #require(out.id)))
        let back = try await harbour.chapter.read { db in
            try PeoplePlacedByHand.read(of: id, in: db, for: .operator).get().people
        }
        #expect(back.map(\.isIn) == [false])
    }

    @Test func `nobody undoes another's own list or another kind of change with it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: false), as: alice)
        let own = try await harbour.act(PlaceInSearch(id, .putIn, .these([bob])), as: alice)
        let refusal = try await harbour.refusal(of: UndoPlacing(try #require(own.id)))
        #expect(refusal?.code == .notFound)
        let tagged = try await harbour.act(LabelPeople(.tag, "Docks", .these([bob])))
        let other = try await harbour.refusal(of: UndoPlacing(try #require(tagged.id)))
        #expect(other?.code == .notFound)
        // What was refused is not taken back, and can be later.
        try await harbour.act(UndoPlacing(try #require(own.id)), as: alice)
        try await harbour.act(UndoLabels(try #require(tagged.id)))
    }

    @Test func `other searches use it, and it goes out and in again as such`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.add(.carol)
        let id = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        try await harbour.act(PlaceInSearch(id, .putIn, .these([bob])))
        let on = SearchCondition(.search, of: "\(id)", .is)
        let off = SearchCondition(.search, of: "\(id)", .is, isNot: true)
        #expect(
            try await names(MemberList(live: SearchQuery(all: [on])), in: harbour)
                == ["Bob O'Brien"])
        #expect(
            try await names(MemberList(live: SearchQuery(all: [off])), in: harbour)
                == ["Carol Nuñez"])
        let text = SearchQuery.byHand.text
        #expect(try SearchQuery.reading(text).get().isByHand)
        #expect(!SearchQuery().isByHand)
        // One more condition makes a search of it, with whoever was put in.
        let more = SearchQuery(
            SearchGroup(
                .any,
                [
                    .condition(SearchCondition(.nobody, .known)),
                    .condition(SearchCondition(.status, .is, "member")),
                ]))
        #expect(!more.isByHand)
        try await harbour.act(ChangeSearch(id, version: 1, name: "Choir", more, isShared: true))
        let all = try await names(MemberList(status: "member"), in: harbour)
        #expect(try await names(MemberList(saved: id), in: harbour) == all)
    }
}
