import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Undoing an import` {
    private let list = """
        AK_ID,name,email,job,address,city
        1,Ann Li,ann@example.org,docker,1 Pier,Harbour
        2,Bo Ray,bo@example.org,clerk,,
        3,Cy Poe,cy@example.org,,,
        """

    @Test func `everything is as before, to the byte, and the list can come again`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(
            try await harbour.stage(
                "AK_ID,name,job,phone,address,city\n1,Ann L\u{301}i,cook,555 0100,Old Way,Harbour\n"
            ))
        try await harbour.add(.bob)
        let before = try await harbour.everything()
        let report = try await harbour.stage(list)
        #expect(report.updated == 1)
        #expect(report.new == 2)
        try await harbour.apply(report)
        #expect(try await harbour.everything() != before)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.removed == 2)
        #expect(undone.restored == 1)
        #expect(undone.kept == [])
        #expect(try await harbour.everything() == before)
        let again = try await harbour.stage(list)
        #expect(again.new == 2)
        #expect(again.updated == 1)
        try await harbour.apply(again)
        #expect(try await harbour.list(MemberList()).count == 4)
    }

    @Test func `who was touched since stays and is named`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let report = try await harbour.apply(try await harbour.stage(list))
        let bo = try #require(try await harbour.list(MemberList(search: "bo ray")).people.first)
        let boID = try #require(MemberID(bo.memberID))
        try await harbour.act(EditMember(boID, changes: [.shift: "night"]))
        try await harbour.act(EditMember(MemberID(1), changes: [.job: "captain"]))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.removed == 1)
        #expect(undone.restored == 0)
        #expect(undone.kept.map(\.name) == ["Bo Ray", "Ann Li"])
        #expect(undone.kept[0].reason == "changed since the import: shift")
        #expect(undone.kept[1].reason == "changed again since the import: job")
        let ann = try await harbour.record(MemberID(1))
        #expect(ann.values[.job] == "captain")
        #expect(ann.emails.isEmpty)
        #expect(try await harbour.record(boID).values[.shift] == "night")
    }

    @Test func `who took part in something stays`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.apply(try await harbour.stage(list))
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE visit (member_id INTEGER REFERENCES member(id) ON DELETE CASCADE);
                    INSERT INTO visit SELECT id FROM member WHERE name = 'Cy Poe';
                    """)
        }
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.removed == 2)
        #expect(undone.kept.map(\.name) == ["Cy Poe"])
        #expect(undone.kept[0].reason == "took part since the import: visit")
    }

    @Test func `the history tells both ways`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.apply(try await harbour.stage(list))
        try await harbour.act(UndoImport(report.number))
        let history = try await harbour.history(MemberID(1))
        #expect(history.filter { $0.act == "UndoImport" }.count == history.count / 2)
        #expect(
            history.contains {
                $0.sentence == "The operator removed the job “docker” by undoing import 1."
            })
    }

    @Test func `an import is applied once and undone once`() async throws {
        let harbour = try TestChapter.make()
        let staged = try await harbour.stage(list)
        #expect(try await harbour.refusal(of: UndoImport(staged.number))?.code == .conflict)
        try await harbour.apply(staged)
        #expect(try await harbour.refusal(of: ApplyImport(staged.number))?.code == .conflict)
        try await harbour.act(UndoImport(staged.number))
        #expect(try await harbour.refusal(of: UndoImport(staged.number))?.code == .conflict)
        #expect(try await harbour.refusal(of: ApplyImport(staged.number))?.code == .conflict)
        #expect(try await harbour.refusal(of: ApplyImport(99))?.code == .notFound)
    }

    @Test func `the imports of a chapter are listed with their states`() async throws {
        let harbour = try TestChapter.make()
        let first = try await harbour.apply(try await harbour.stage(list))
        try await harbour.act(UndoImport(first.number))
        _ = try await harbour.stage(list)
        let entries = try await harbour.chapter.read { db in
            try ImportList().answer(in: db, for: .operator).get()
        }
        #expect(entries.map(\.state) == ["staged", "undone"])
        #expect(entries.map(\.file) == ["list.csv", "list.csv"])
    }

    @Test func `a list is not applied over changes made since the dry run`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let staged = try await harbour.stage(list)
        try await harbour.act(EditMember(MemberID(1), changes: [.job: "captain"]))
        let before = try await harbour.everything()
        let refusal = try #require(try await harbour.refusal(of: ApplyImport(staged.number)))
        #expect(refusal.code == .conflict)
        #expect(refusal.sentence.hasPrefix("One person was added or changed"))
        #expect(try await harbour.everything() == before)
    }

    @Test func `a person added since the dry run stops a list, too`() async throws {
        let harbour = try TestChapter.make()
        let staged = try await harbour.stage(list)
        try await harbour.act(AddMember(name: "Ann Li", email: "ann@example.org"))
        #expect(try await harbour.refusal(of: ApplyImport(staged.number))?.code == .conflict)
    }
}
