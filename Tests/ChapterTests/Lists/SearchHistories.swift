import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `The history of saved searches` {
    private let members = SearchQuery(all: [SearchCondition(.status, .is, "member")])
    private let housing = SearchQuery(all: [SearchCondition(.tag, .is, "Housing")])

    private func changes(
        _ id: Int64, in harbour: TestChapter, as viewer: Viewer = .operator
    ) async throws -> [SearchChange] {
        try await harbour.chapter.read { db in
            try SearchHistory.read(id, in: db, for: viewer).get()
        }
    }

    private func search(_ id: Int64, in harbour: TestChapter) async throws -> SavedSearch {
        try await harbour.chapter.read { db in
            try SavedSearch.read(id, in: db, for: .operator).get()
        }
    }

    @Test func `every change is kept with who, when, before and after`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try await harbour.act(SaveSearch("A", members, isShared: true), as: alice)
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "A", housing, isShared: true), at: .noon + 60_000)
        try await harbour.act(
            ChangeSearch(id, version: 2, name: "B", housing, isShared: true), as: alice)
        try await harbour.act(KeepListView(id, ListView([.town], by: .name)), as: alice)
        // Saving it as it is tells nothing.
        try await harbour.act(
            ChangeSearch(id, version: 4, name: "B", housing, isShared: true), as: alice)
        try await harbour.act(RemoveSearch(id), as: alice)
        try await harbour.act(BringSearchBack(id), as: alice)
        let all = try await changes(id, in: harbour)
        #expect(
            all.map(\.act) == [
                "BringSearchBack", "RemoveSearch", "KeepListView", "ChangeSearch", "ChangeSearch",
                "SaveSearch",
            ])
        #expect(all.last?.before == nil)
        #expect(all.last?.by.name == "Alice Moreno")
        let asked = try #require(all.dropLast().last)
        #expect(asked.by.id == "operator" && asked.at == .noon + 60_000)
        #expect(asked.before?.query == members && asked.after.query == housing)
        #expect(all[3].before?.name == "A" && all[3].after.name == "B")
        #expect(all[2].before?.view == .usual)
        #expect(all[2].after.view == ListView([.town], by: .name))
        #expect(all[1].after.isRemoved && !all[0].after.isRemoved)
    }

    @Test func `nobody rewrites or removes a line`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(SaveSearch("A", members, isShared: true))
        for sql in [
            "UPDATE saved_search_history SET actor = '1'", "DELETE FROM saved_search_history",
        ] {
            await #expect(throws: DatabaseError.self) {
                try await harbour.chapter.feeds.database.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func `it is put back as a new change, which can be put back itself`() async throws {
        let harbour = try TestChapter.make()
        let view = ListView([.town], by: .joined)
        let id = try await harbour.act(
            SaveSearch("A", members, isShared: true, view: view))
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "B", housing, isShared: true, view: .usual))
        let change = try #require(try await changes(id, in: harbour).first)
        let late = PutSearchBack(id, before: change.id, version: 1)
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
        #expect(
            try await harbour.act(PutSearchBack(id, before: change.id, version: 2)) == 3)
        var now = try await search(id, in: harbour)
        #expect(now.name == "A" && now.query == members && now.view == view)
        let back = try #require(try await changes(id, in: harbour).first)
        #expect(back.act == "PutSearchBack" && back.before?.name == "B")
        try await harbour.act(PutSearchBack(id, before: back.id, version: 3))
        now = try await search(id, in: harbour)
        #expect(now.name == "B" && now.query == housing && now.view == .usual)
        let first = try #require(try await changes(id, in: harbour).last)
        let nothing = try await harbour.refusal(
            of: PutSearchBack(id, before: first.id, version: 4))
        #expect(nothing?.sentence == "Nothing is known of “B” before this change.")
        let other = try await harbour.act(SaveSearch("C", members, isShared: true))
        #expect(
            try await harbour.refusal(of: PutSearchBack(other, before: first.id, version: 1))?
                .code == .notFound)
    }

    @Test func `what cannot be kept any more is refused in words`() async throws {
        let harbour = try TestChapter.make()
        let used = try await harbour.act(SaveSearch("Used", members, isShared: true))
        let using = SearchQuery(all: [SearchCondition(.search, of: "\(used)", .is)])
        let id = try await harbour.act(SaveSearch("A", using, isShared: true))
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "B", members, isShared: true))
        let change = try #require(try await changes(id, in: harbour).first)
        let other = try await harbour.act(SaveSearch("A", housing, isShared: true))
        let taken = try await harbour.refusal(
            of: PutSearchBack(id, before: change.id, version: 2))
        #expect(taken?.sentence.contains("called “A” already") == true)
        try await harbour.act(RemoveSearch(other))
        try await harbour.act(RemoveSearch(used))
        let gone = try await harbour.refusal(
            of: PutSearchBack(id, before: change.id, version: 2))
        #expect(gone?.code == .notFound)
        #expect(try await search(id, in: harbour).name == "B")
    }

    @Test func `what it was while it was not shared stays its owner's own`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try await harbour.act(SaveSearch("Mine", members, isShared: false), as: alice)
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "Ours", housing, isShared: true), as: alice)
        let seen = try await changes(id, in: harbour)
        #expect(seen.map(\.after.name) == ["Ours"])
        #expect(seen.first?.before == nil)
        let change = try #require(seen.first)
        let refusal = try await harbour.refusal(
            of: PutSearchBack(id, before: change.id, version: 2))
        #expect(refusal?.code == .conflict)
        #expect(try await changes(id, in: harbour, as: alice).count == 2)
        try await harbour.act(PutSearchBack(id, before: change.id, version: 2), as: alice)
        #expect(try await search(id, in: harbour).isShared, "who sees it stays")
    }

    @Test func `a merge of a contact that it names is a change, and is followed`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        let named = SearchQuery(all: [SearchCondition(.pointPerson, .is, "\(bob)")])
        let id = try await harbour.act(SaveSearch("Bob's", named, isShared: true))
        let plain = try await harbour.act(SaveSearch("Members", members, isShared: true))
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "Bob's", members, isShared: true))
        let change = try #require(try await changes(id, in: harbour).first)
        let merged = try await harbour.act(MergeContacts(keep: alice, gone: bob))
        #expect(try await changes(id, in: harbour).count == 2)
        let version = try await search(id, in: harbour).version
        try await harbour.act(PutSearchBack(id, before: change.id, version: version))
        let query = try await search(id, in: harbour).query
        #expect(query.conditions.map(\.value) == ["\(alice)"])
        try await harbour.act(UndoMerge(merged.id))
        // A merge that changes what it asks for is told as such, and no other search is.
        let other = try await harbour.act(SaveSearch("Again", named, isShared: true))
        try await harbour.act(MergeContacts(keep: alice, gone: bob))
        #expect(try await changes(other, in: harbour).first?.act == "MergeContacts")
        #expect(try await changes(plain, in: harbour).map(\.act) == ["SaveSearch"])
    }

    @Test func `searches that were there before begin with what they were like`() async throws {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "lists-0003")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO saved_search
                      (name, folded_name, query, is_shared, owner, changed_at, columns, sort)
                    VALUES ('A', 'a', '{"joins":"all","parts":[]}', 1, '1', 5, 'tags,came',
                      'joined')
                    """)
        }
        try all.migrate(queue)
        try await queue.write { db in
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM saved_search_history")
            #expect(rows.map { $0["act"] as String } == [SearchHistory.beginning])
            #expect(rows.map { $0["columns"] as String? } == ["tags,came"])
            let columns = try String.fetchAll(db, sql: "SELECT columns FROM saved_search")
            #expect(columns == ["tags,came"])
        }
    }
}
