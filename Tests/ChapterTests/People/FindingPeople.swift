import Chapter
import GRDB
import TestSupport
import Testing

@Suite struct `Finding people` {
    @Test(arguments: [
        "obrien bo", "O'Brien", "bob", "BOB@example.org", "0100002", "5550100002", "0002",
        "+1 (555) 010-0002", "001 555 010 0002", "1", "brien",
    ])
    func `bob is found by`(search: String) async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.add(.carol)
        let page = try await harbour.list(MemberList(search: search))
        #expect(page.people.map(\.memberID) == [bob.description])
        #expect(page.count == 1)
    }

    @Test(arguments: ["bob xylo", "rien", "999999999", "\"", "(*", "AND", "NEAR(bob)", "-- ''"])
    func `nobody is found by`(search: String) async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        #expect(try await harbour.list(MemberList(search: search)).count == 0)
    }

    @Test func `accents do not matter`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.carol)
        try await harbour.act(AddMember(name: "Łukasz Żółć"))
        #expect(try await harbour.list(MemberList(search: "nunez")).count == 1)
        #expect(try await harbour.list(MemberList(search: "NUÑ car")).count == 1)
        #expect(try await harbour.list(MemberList(search: "zolc lukasz")).count == 1)
    }

    @Test func `pages follow one another without gap or overlap`() async throws {
        let harbour = try TestChapter.make()
        for number in 0..<25 {
            try await harbour.act(AddMember(name: number % 2 == 0 ? "Same Name" : "N\(number)"))
        }
        var seen: [String] = []
        var after: String?
        repeat {
            let page = try await harbour.list(MemberList(after: after, limit: 4))
            #expect(page.count == 25)
            seen += page.people.map(\.memberID)
            after = page.next
        } while after != nil
        #expect(seen.count == 25)
        #expect(Set(seen).count == 25)
    }

    @Test func `filters narrow together`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        try await harbour.add(.carol)
        try await harbour.act(
            AddMember([.name: "Dan", .status: "contact"], interests: ["Transit"]))
        #expect(try await harbour.list(MemberList(interest: "transit")).count == 2)
        let both = MemberList(status: "member", interest: "transit")
        #expect(try await harbour.list(both).people.map(\.name) == ["Bob O'Brien"])
    }

    @Test func `an export is quoted, harmless in a spreadsheet and written down`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(AddMember([.name: "=cmd|' /C calc'!A0", .job: "say \"\u{301}hi\""]))
        let columns: [ExportColumn] = [.field(.name), .field(.job)]
        let file = try await harbour.act(ExportPeople(columns: columns))
        let expected = "name,job\r\n\"'=cmd|' /C calc'!A0\",\"say \"\"\u{301}hi\"\"\"\r\n"
        #expect(Array(file.text.utf8) == Array(expected.utf8))
        #expect(file.rows == 1)
        let lines = try await harbour.chapter.read { db in
            try String.fetchAll(db, sql: "SELECT new FROM history WHERE member_id IS NULL")
        }
        #expect(lines == ["1 people with name, job"])
    }
}
