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
