import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `From where and why, in every history` {
    private let harbour: TestChapter
    private let bob: MemberID
    private let kind: ObjectType
    private let members = SearchQuery(all: [SearchCondition(.status, .is, "member")])

    init() async throws {
        harbour = try TestChapter.make()
        bob = try await harbour.add(.bob)
        kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
    }

    /// Acts from somewhere, with a reason.
    private func act<A: Act>(_ act: A, from origin: ActOrigin, because why: String?) async throws
        -> A.Value
    {
        try await harbour.chapter.perform(
            act, as: .operator, from: origin, because: why, at: .noon
        ).get()
    }

    /// From where and why, of the newest line of a history.
    private func newest(_ history: String) async throws -> [String?] {
        try await harbour.chapter.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT device, why FROM \(history) ORDER BY id DESC LIMIT 1")
            guard let row else { return [] }
            return [row["device"] as String?, row["why"] as String?]
        }
    }

    private var pact: EnteredAgreement {
        EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])
    }

    private static let origins: [(ActOrigin, String)] = [
        (.browser("Firefox, Linux"), "Firefox, Linux"), (.browser(nil), "browser"), (.api, "API"),
        (.commandLine, "command line"), (.node, "this node"),
    ]

    @Test(arguments: origins)
    func `a line says both, whatever it is about`(origin: ActOrigin, said: String) async throws {
        let why = "asked\nby Ana"
        let agreement = try await act(AddAgreement(pact), from: origin, because: why)
        #expect(try await newest("agreement_history") == [said, why])
        let task = try await act(
            AddTask(TaskContent("Call", on: [bob])), from: origin, because: why)
        #expect(try await newest("interaction_history") == [said, why])
        let pier = try await act(AddObject(kind.id, name: "Pier 4"), from: origin, because: why).id
        #expect(try await newest("own_object_history") == [said, why])
        let search = try await act(
            SaveSearch("Members", members, isShared: true), from: origin, because: why)
        #expect(try await newest("saved_search_history") == [said, why])
        _ = try await act(TagThing(.object(pier), add: ["A"]), from: origin, because: why)
        #expect(try await newest("tag_history") == [said, why])
        _ = try await act(EditMember(bob, changes: [.job: "pilot"]), from: origin, because: why)
        #expect(try await newest("history") == [said, why])
        // Whoever reads a history reads both.
        let read = try await harbour.chapter.read { db -> [[String?]] in
            let deal = try AgreementHistory.read(agreement, in: db, for: .operator).get()[0]
            let call = try InteractionHistory.read(task, in: db, for: .operator).get()[0]
            let thing = try OwnObject.read(pier, in: db, for: .operator).get().history[0]
            let kept = try SearchHistory.read(search, in: db, for: .operator).get()[0]
            let tags = try ThingTags.shown(.object(pier), in: db, for: .operator)?.changes.first
            return [
                [deal.device, deal.why], [call.device, call.why], [thing.device, thing.why],
                [kept.device, kept.why], [tags?.device, tags?.why],
            ]
        }
        #expect(read == Array(repeating: [said, why], count: 5))
    }

    @Test func `where no reason was given there is none, and an act's own goes before`()
        async throws
    {
        _ = try await act(AddAgreement(pact), from: .api, because: "  \n")
        #expect(try await newest("agreement_history") == ["API", nil])
        _ = try await act(
            EditMember(bob, changes: [.job: "pilot"], why: "own"), from: .api, because: "other")
        #expect(try await newest("history") == ["API", "own"])
    }

    @Test func `a reason that is too long is refused, and nothing is done`() async throws {
        let outcome = try await harbour.chapter.perform(
            AddTask(TaskContent("Call", on: [bob])), as: .operator, from: .api,
            because: String(repeating: "x", count: 501), at: .noon)
        guard case .failure(let refusal) = outcome else {
            Issue.record("it was done")
            return
        }
        #expect(refusal.field == "why")
        #expect(refusal.sentence.contains("501 characters and 500 fit"))
        let count = try await harbour.value(Int.self, "SELECT count(*) FROM interaction")
        #expect(count == 0)
    }

    @Test func `of what a list of things wrote it is the import, also when it is taken back`()
        async throws
    {
        let pier = try await harbour.act(AddObject(kind.id, name: "Pier 4"))
        let text = "number,name\n\(pier.id),Pier 5\n"
        let sheet = try ObjectSheet.read(.bytes(Array(text.utf8)), file: "list.csv").get()
        let id = try await harbour.act(StageObjectImport(kind.id, sheet))
        _ = try await act(ApplyObjectImport(id), from: .browser("Firefox, Linux"), because: nil)
        #expect(try await newest("own_object_history") == ["import", nil])
        // The line about the list as a whole says who let it in.
        #expect(try await newest("history") == ["Firefox, Linux", nil])
        _ = try await act(UndoObjectImport(id), from: .api, because: "wrong list")
        #expect(try await newest("own_object_history") == ["import", "wrong list"])
        #expect(try await newest("history") == ["API", "wrong list"])
        let now = try await harbour.chapter.read { db in
            try OwnObject.read(pier.id, in: db, for: .operator).get()
        }
        #expect(now.name == "Pier 4")
    }

    @Test func `a search that changes with a merge says why they were merged`() async throws {
        let carol = try await harbour.add(.carol)
        let query = SearchQuery(all: [SearchCondition(.pointPerson, .is, "\(carol)")])
        _ = try await harbour.act(SaveSearch("Carol's", query, isShared: true))
        _ = try await act(
            MergeContacts(keep: bob, gone: carol, why: "One person"), from: .api, because: nil)
        #expect(try await newest("saved_search_history") == ["API", "One person"])
    }

    @Test func `every history has the four columns`() async throws {
        let tables = try await harbour.chapter.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*history'
                    """)
        }
        #expect(tables.count == 6)
        for table in tables {
            let columns = try await harbour.chapter.read { db in
                Set(try db.columns(in: table).map(\.name))
            }
            #expect(columns.isSuperset(of: HistoryStamp.columns), "\(table)")
        }
    }

    @Test(arguments: [
        "history", "interaction_history", "agreement_history", "own_object_history",
        "saved_search_history",
    ])
    func `no line is rewritten or removed`(table: String) async throws {
        try await harbour.act(AddAgreement(pact))
        try await harbour.act(AddTask(TaskContent("Call", on: [bob])))
        try await harbour.act(AddObject(kind.id, name: "Pier 4"))
        _ = try await harbour.act(SaveSearch("Members", members, isShared: true))
        #expect(try await newest(table) == ["this node", nil])
        for sql in ["UPDATE \(table) SET why = 'another'", "DELETE FROM \(table)"] {
            await #expect(throws: DatabaseError.self, "\(sql)") {
                try await harbour.chapter.feeds.database.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func `older lines say neither`() async throws {
        let id = try await harbour.act(AddTask(TaskContent("Call", on: [bob])))
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO interaction_history
                      (at, actor, act, interaction_id, version, field, new, is_private)
                    VALUES (0, 'operator', 'ChangeTask', ?, 1, 'text', 'old', 0)
                    """, arguments: [id])
        }
        let edit = try await harbour.chapter.read { db in
            try InteractionHistory.read(id, in: db, for: .operator).get()[0]
        }
        #expect(edit.new == "old")
        #expect(edit.device == nil && edit.why == nil)
    }
}
