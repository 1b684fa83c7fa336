import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Employers in lists` {
    private let list = """
        AK_ID,name,email,works at,position there
        1,Ann Li,ann@example.org,Harbour Hotel,Cook
        2,Bo Ray,bo@example.org,HARBOUR hotel,
        3,Cy Poe,cy@example.org,Dock Co,Foreman
        4,Dee Ash,dee@example.org,,Docker

        """

    /// What people are to organizations: “Ann Li: works at Harbour Hotel”.
    private func ties(_ harbour: TestChapter) async throws -> [String] {
        try await harbour.chapter.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT m.name || ': works at ' || o.name FROM relation r
                    JOIN member m ON m.id = r.from_id JOIN member o ON o.id = r.to_id
                    UNION ALL SELECT m.name || ': ' || p.title || coalesce(' at ' || o.name, '')
                    FROM position p JOIN member m ON m.id = p.member_id
                    LEFT JOIN member o ON o.id = p.organization_id ORDER BY 1
                    """)
        }
    }

    private func find(_ name: String, _ harbour: TestChapter) async throws -> MemberID? {
        try await harbour.list(MemberList(search: name)).people.first
            .flatMap { MemberID($0.memberID) }
    }

    @Test func `organizations are found or made, and it is said beforehand`() async throws {
        let harbour = try TestChapter.make()
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let staged = try await harbour.stage(list)
        #expect(staged.new == 4)
        #expect(staged.ties == ImportTies(organizations: 1, ties: 3, positions: 2))
        #expect(try await ties(harbour) == [], "nothing has happened yet")
        let done = try await harbour.apply(staged)
        #expect(done.ties == staged.ties)
        #expect(
            try await ties(harbour) == [
                "Ann Li: Cook at Harbour Hotel", "Ann Li: works at Harbour Hotel",
                "Bo Ray: works at Harbour Hotel", "Cy Poe: Foreman at Dock Co",
                "Cy Poe: works at Dock Co",
            ])
        #expect(try await harbour.relations(of: hotel) == ["employs Ann Li", "employs Bo Ray"])
        let dee = try #require(try await find("dee ash", harbour))
        #expect(try await harbour.record(dee).values[.job] == "Docker", "at no organization")
        let ann = try #require(try await find("ann li", harbour))
        #expect(try await harbour.record(ann).values[.job] == nil)
        #expect(try await harbour.record(ann).version == 1)
        let again = try await harbour.stage(list)
        #expect(again.unchanged == 4)
        #expect(again.ties.isEmpty)
    }

    @Test func `known people get what is missing, as the mode says`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,works at\n1,Ann Li,Sea View\n"))
        let next = "AK_ID,name,works at,position there\n1,Ann Li,Harbour Hotel,Cook\n"
        #expect(try await harbour.stage(next, mode: .addOnly).unchanged == 1)
        let blanks = try await harbour.stage(next, mode: .fillBlanks)
        #expect(blanks.ties == ImportTies(organizations: 1, ties: 0, positions: 1))
        let update = try await harbour.stage(next)
        #expect(update.ties == ImportTies(organizations: 1, ties: 1, positions: 1))
        let effects = try await harbour.chapter.read { db in
            try ImportEffect.all(of: update.number, in: db, for: .operator).get()
        }
        #expect(effects.map(\.field) == ["position", "relation"])
        #expect(effects.map(\.new) == ["Cook @ Harbour Hotel", "Harbour Hotel"])
        let rows = try await harbour.chapter.read { db in
            try ImportRows(update.number, .updated, field: "relation")
                .answer(in: db, for: .operator).get().rows
        }
        #expect(rows.map(\.fields) == [["relation", "position"]])
        #expect(rows.map(\.new) == ["Harbour Hotel"])
        try await harbour.apply(update)
        #expect(
            try await ties(harbour) == [
                "Ann Li: Cook at Harbour Hotel", "Ann Li: works at Harbour Hotel",
                "Ann Li: works at Sea View",
            ])
    }

    @Test func `undoing takes back ties and organizations`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        try await harbour.add(.bob)
        let before = try await harbour.everything()
        let report = try await harbour.apply(try await harbour.stage(list))
        #expect(report.updated == 1 && report.new == 3)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept == [])
        #expect((undone.removed, undone.restored) == (3, 1))
        #expect((undone.organizations, undone.ties) == (2, 5))
        #expect(try await ties(harbour) == [])
        #expect(try await harbour.everything() == before)
        let again = try await harbour.stage(list)
        #expect(again.ties == ImportTies(organizations: 2, ties: 3, positions: 2))
    }

    @Test func `what was used since stays, and is named`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let report = try await harbour.apply(try await harbour.stage(list))
        let ann = try #require(try await find("ann li", harbour))
        let bo = try #require(try await find("bo ray", harbour))
        let dock = try #require(try await find("dock co", harbour))
        // Ann's relation gets a note, Bo a tag, and somebody else begins at the docks.
        let relation = try await harbour.chapter.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT id FROM relation WHERE from_id = ?", arguments: [ann])
        }
        try await harbour.act(ChangeRelation(try #require(relation), of: ann, note: "nights"))
        try await harbour.act(TagMember(bo, "Docks"))
        let bob = try await harbour.add(.bob)
        let worksAt = try await harbour.relationType("works at").id
        try await harbour.act(AddRelation(bob, worksAt, .forward, dock))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept.map(\.name) == ["Bo Ray", "Ann Li"])
        #expect(undone.kept.first?.reason == "changed since the import: tag")
        #expect(undone.kept.last?.reason == "changed again since the import: relation")
        #expect((undone.removed, undone.restored, undone.organizations) == (2, 0, 0))
        #expect(
            try await ties(harbour) == [
                "Ann Li: works at Harbour Hotel", "Bo Ray: works at Harbour Hotel",
                "Bob O'Brien: works at Dock Co",
            ])
        #expect(try await harbour.record(ann).emails == [], "the rest is as it was")
    }

    @Test func `an organization of the list itself is the employer`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.apply(
            try await harbour.stage(
                "AK_ID,name,kind of contact,works at\n1,Ann Li,person,Dock Co\n2,Dock Co,organization,\n"
            ))
        #expect(report.ties == ImportTies(organizations: 0, ties: 1, positions: 0))
        #expect(try await ties(harbour) == ["Ann Li: works at Dock Co"])
        #expect(try await harbour.list(MemberList()).count == 2)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept == [] && undone.removed == 2)
        #expect(try await harbour.list(MemberList()).count == 0)
    }

    @Test func `the employer as text stays a choice`() async throws {
        let harbour = try TestChapter.make()
        let text = "AK_ID,name,works at\n1,Ann Li,Dock Co\n"
        let report = try await StageImport(
            .bytes(Array(text.utf8)), fileName: "list.csv", columns: [2: .field(.employer)]
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        try await harbour.apply(report)
        #expect(report.ties.isEmpty)
        let ann = try #require(try await find("ann li", harbour))
        #expect(try await harbour.record(ann).values[.employer] == "Dock Co")
    }

    @Test func `undoing many ties takes seconds`() async throws {
        let harbour = try TestChapter.make()
        var text = "AK_ID,name,works at\n"
        for number in 0..<2000 { text += "\(number),Person \(number),Place \(number % 200)\n" }
        let report = try await harbour.apply(try await harbour.stage(text))
        #expect(report.ties == ImportTies(organizations: 200, ties: 2000, positions: 0))
        let begun = ContinuousClock.now
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.organizations == 200 && undone.removed == 2000)
        #expect(ContinuousClock.now - begun < .seconds(60))
    }
}
