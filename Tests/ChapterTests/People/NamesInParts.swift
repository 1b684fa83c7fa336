import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Names in parts` {
    /// Six contacts whose family names are none, one word, two, or not in the name at all.
    private func chapter() async throws -> TestChapter {
        let harbour = try TestChapter.make()
        for (name, family) in [
            ("Zoe García", "García"), ("Ana García López", "García López"), ("Bo Adams", nil),
            ("Ana Garcia", nil), ("Nita", "Moreno"),
        ] as [(String, String?)] {
            try await harbour.act(AddMember([.name: name, .familyName: family ?? ""]))
        }
        _ = try await harbour.addContact("Harbour Hotel Adams", .organization)
        return harbour
    }

    private static let byFamily = [
        "Bo Adams", "Ana Garcia", "Zoe García", "Ana García López", "Harbour Hotel Adams", "Nita",
    ]

    private func names(_ harbour: TestChapter, _ list: MemberList = MemberList(order: .family))
        async throws -> [String]
    {
        try await harbour.list(list).people.map(\.name)
    }

    @Test func `people come by family name, or by the last word of the name`() async throws {
        let harbour = try await chapter()
        #expect(try await names(harbour) == Self.byFamily)
        var list = MemberList(order: .family, limit: 2)
        var seen: [String] = []
        repeat {
            let page = try await harbour.list(list)
            seen += page.people.map(\.name)
            list.after = page.next
        } while list.after != nil
        #expect(seen == Self.byFamily, "page by page")
        let garcias = MemberList(search: "garcia", order: .family)
        #expect(try await names(harbour, garcias) == Array(Self.byFamily[1...3]))
    }

    @Test func `the order follows what becomes of a name`() async throws {
        let harbour = try await chapter()
        let nita = try #require(MemberID("5"))
        try await harbour.act(EditMember(nita, changes: [.familyName: "Äbel"]))
        #expect(try await names(harbour).first == "Nita")
        try await harbour.act(EditMember(nita, changes: [.name: "Nita Bo"]))
        #expect(try await names(harbour).first == "Nita Bo", "the name is not asked")
        try await harbour.act(EditMember(nita, changes: [.familyName: ""]))
        #expect(try await names(harbour)[1] == "Nita Bo")
        let change = try #require(try await harbour.history(nita).first)
        try await harbour.act(RevertChange(change.id))
        #expect(try await names(harbour).first == "Nita Bo")
        #expect(try await harbour.record(nita).values[.familyName] == "Äbel")
    }

    @Test func `files, paper and cards come in the order of the list`() async throws {
        let harbour = try await chapter()
        let list = MemberList(order: .family)
        let file = try await harbour.act(ExportPeople(list, columns: [.field(.name)]))
        let lines = file.text.split(separator: "\r\n").map(String.init)
        #expect(lines.dropFirst() == Self.byFamily[...])
        let table = try await harbour.act(PrintPeople(list, .table))
        #expect(table.people.map(\.name) == Self.byFamily)
        let sheet = try await harbour.act(PrintPeople(list, .signIn))
        #expect(sheet.printed.map(\.name) == Self.byFamily)
        let cards = try await harbour.act(ExportCards(.all(list))).text
        let named = cards.split(separator: "\r\n").filter { $0.hasPrefix("FN:") }
        #expect(named.map { String($0.dropFirst(3)) } == Self.byFamily)
        let kept = ListView([.email], by: .family)
        #expect(ListView(stored: kept.stored.columns, sort: kept.stored.sort) == kept)
    }

    @Test func `a label has the form of address and the suffix, each once`() async throws {
        let harbour = try TestChapter.make()
        let home = PostalAddress(line1: "1 Pier", city: "Port")
        for (name, before, after) in [
            ("Ana Reis", "Dr.", "III"), ("Dr. Bo Ray", "Dr.", ""), ("Cy Poe", "", ""),
        ] {
            try await harbour.act(
                AddMember(
                    [.name: name, .formOfAddress: before, .nameSuffix: after], addresses: [home]))
        }
        let labels = try await harbour.act(PrintPeople(MemberList(), .labels))
        #expect(labels.printed.map(\.name) == ["Dr. Ana Reis III", "Cy Poe", "Dr. Bo Ray"])
    }

    @Test(arguments: ["nita", "moreno", "mar", "ann nita"])
    func `somebody is found by every part of the name`(search: String) async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        let ann = try await harbour.act(AddMember(name: "Ann")).memberID
        try await harbour.act(
            EditMember(
                ann,
                changes: [.givenName: "Maria", .familyName: "Moreno", .nickname: "Nita"]))
        let found = try await harbour.list(MemberList(search: search))
        #expect(found.people.map(\.memberID) == [ann.description])
    }

    @Test func `a list in parts is kept in parts, and taken back`() async throws {
        let harbour = try TestChapter.make()
        let ann = try await harbour.act(
            AddMember([.name: "Ann Li", .nickname: "Annie"], emails: [Email("ann@example.org")])
        ).memberID
        let before = try await harbour.everything()
        let list = """
            prefix,name,first name,last name,suffix,nickname,email
            Dr.,Ann Li,Ann,Álvarez Li,,Nita,ann@example.org
            ,,Bo,Ray,Jr.,,bo@example.org
            ,,Cy of Port,,,,cy@example.org
            ,,,Poe,,,poe@example.org

            """
        let report = try await harbour.stage(list)
        #expect(report.failed == [] && report.new == 3 && report.updated == 1)
        try await harbour.apply(report)
        let parts = PersonField.partsOfName
        func said(_ id: MemberID) async throws -> [String?] {
            let record = try await harbour.record(id)
            return [record.name] + parts.map { record.values[$0] }
        }
        // What was entered by hand stays.
        #expect(try await said(ann) == ["Ann Li", "Dr.", "Ann", "Álvarez Li", nil, "Annie"])
        let bo = MemberID(ann.number + 1)
        #expect(try await said(bo) == ["Bo Ray", nil, "Bo", "Ray", "Jr.", nil])
        let names = try await names(harbour)
        #expect(names == ["Ann Li", "Poe", "Cy of Port", "Bo Ray"])
        #expect(try await harbour.list(MemberList(search: "alvarez")).count == 1)
        let third = try await said(MemberID(bo.number + 1))
        #expect(third == ["Cy of Port", nil, nil, nil, nil, nil], "a whole name is no given name")
        #expect(try await harbour.stage(list).unchanged == 4)
        try await harbour.act(UndoImport(report.number))
        #expect(try await harbour.everything() == before)
        #expect(try await harbour.list(MemberList(search: "alvarez")).count == 0)
        let folded = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(folded_family) FROM member")
        }
        #expect(folded == 0)
    }

    @Test func `what is kept against a list keeps its place in line`() async throws {
        let harbour = try TestChapter.make()
        let first = "AK_ID,first name,last name\n1,Ann,Li\n2,Bo,Ray\n"
        try await harbour.apply(try await harbour.stage(first))
        let second = "AK_ID,first name,last name\n1,Ann,Zuse\n2,Bo,Adams\n"
        let report = try await harbour.stage(second, mode: .ask)
        try await harbour.act(
            AnswerImport(
                report.number,
                [ImportQuestion.Subject(row: 3, field: "family_name", key: ""): .list],
                rest: .here))
        try await harbour.apply(report)
        let found = try await harbour.chapter.read { db in
            try String.fetchAll(
                db, sql: "SELECT name || ': ' || folded_family FROM member ORDER BY family_order")
        }
        #expect(found == ["Bo Ray: adams", "Ann Li: li"])
    }

    @Test func `a family name goes along in a merge and back`() async throws {
        let harbour = try TestChapter.make()
        let ann = try await harbour.act(AddMember(name: "Ann Zuse")).memberID
        let other = try await harbour.act(
            AddMember([.name: "Ann", .familyName: "Adams", .givenName: "Ann"])
        ).memberID
        try await harbour.act(AddMember(name: "Bo Ray"))
        let merged = try await harbour.act(MergeContacts(keep: ann, gone: other))
        #expect(try await names(harbour) == ["Ann Zuse", "Bo Ray"])
        try await harbour.act(UndoMerge(merged.id))
        #expect(try await names(harbour) == ["Ann", "Bo Ray", "Ann Zuse"])
    }

    @Test func `an older database is in order at once`() throws {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "people-0005")
        try queue.write { db in
            for name in ["Zoe Ames", "Ana de la Cruz", "李"] {
                try db.execute(
                    sql: "INSERT INTO member (name, folded_name, status) VALUES (?, ?, 'member')",
                    arguments: [name, foldedName(name)])
            }
        }
        try all.migrate(queue)
        let names = try queue.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM member ORDER BY family_order, id")
        }
        #expect(names == ["Zoe Ames", "Ana de la Cruz", "李"])
    }
}
