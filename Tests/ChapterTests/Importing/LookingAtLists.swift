import Chapter
import Federation
import GRDB
import Synchronization
import TestSupport
import Testing

@Suite struct `Looking at a list before it is imported` {
    private func head(
        _ text: String, _ settings: ListSettings = ListSettings(),
        _ chosen: [Int: ColumnTarget?] = [:]
    ) throws -> ListHead {
        try ListHead.read(.bytes(Array(text.utf8)), settings, chosen: ListChoices(chosen)).get()
    }

    @Test func `the first rows show the columns with some of their values`() throws {
        let head = try head("Name;E-mail;shoe\nAna;a@x.org;41\nBo;;41\n\nCy;c@x.org;38\n")
        #expect(head.format == .text(.utf8, .semicolon))
        #expect(head.rows == 3)
        #expect(head.columns.map(\.header) == ["Name", "E-mail", "shoe"])
        #expect(head.columns.map(\.target) == [.field(.name), .email(.home), nil])
        #expect(head.columns[1].samples == ["a@x.org", "c@x.org"])
        #expect(head.columns[2].samples == ["41", "38"])
        #expect(head.hasName)
    }

    @Test func `a column nobody knows that says who is a member is the status`() throws {
        let text = "Name,Kind,Shoe\nAna,member,left\nBo,Supporter,right\nCy,,left\nDi,left,left\n"
        let found = try head(text)
        #expect(found.columns.map(\.target) == [.field(.name), .field(.status), nil])
        #expect(found.columns[1].guess == .field(.status))
        // Who chose, chose; and one such column is enough.
        #expect(try head(text, ListSettings(), [1: ColumnTarget?.none]).columns[1].target == nil)
        #expect(
            try head("Name,Status,Kind\nAna,member,member\n").columns.map(\.target)
                == [.field(.name), .field(.status), nil])
        let other = try head("Name,Kind,Sign\nAna,member,\nBo,student,\n")
        #expect(other.columns.map(\.target) == [.field(.name), nil, nil])
    }

    @Test func `a choice wins over the guess, and the second of two alike is told`() throws {
        let head = try head(
            "Name,Nick\nAna Silva,Ani\n", ListSettings(), [1: .field(.name)])
        #expect(head.columns[0].target == .field(.name))
        #expect(head.columns[1].target == nil)
        #expect(head.columns[1].isDoubled)
        let without = try self.head("Name,Nick\nAna,Ani\n", ListSettings(), [0: ColumnTarget?.none])
        #expect(!without.hasName)
    }

    @Test func `a list without headings has numbered columns and loses no row`() async throws {
        let settings = ListSettings(hasHeading: false)
        let text = "Ana Silva,ana@example.org\nBo Ray,bo@example.org\n"
        let head = try head(text, settings)
        #expect(head.columns.map(\.header) == ["Column 1", "Column 2"])
        #expect(head.rows == 2)
        let harbour = try TestChapter.make()
        let report = try await StageImport(
            .bytes(Array(text.utf8)), fileName: "list.csv",
            columns: [0: .field(.name), 1: .email(.home)], settings: settings
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        #expect(report.new == 2)
    }

    @Test func `dates that leave a doubt are told, and a choice ends it`() async throws {
        let text = "name,joined\nAna,03/04/2024\nBo,05/06/2024\n"
        let dates = try #require(try head(text).columns[1].dates)
        #expect(!dates.dayFirst)
        #expect(!dates.isKnown)
        #expect(dates.example == "03/04/2024")
        let chosen = ListSettings(dayFirst: true)
        #expect(try head(text, chosen).columns[1].dates?.isKnown == true)
        #expect(try head("name,joined\nAna,13/04/2024\n").columns[1].dates?.isKnown == true)
        let harbour = try TestChapter.make()
        let report = try await StageImport(
            .bytes(Array(text.utf8)), fileName: "list.csv", settings: chosen
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        try await harbour.apply(report)
        #expect(try await harbour.record(MemberID(1)).values[.joinedOn] == "2024-04-03")
    }

    @Test func `another encoding and delimiter than the guessed ones can be chosen`() throws {
        let head = try head("name|x;y\nAna|1;2\n", ListSettings(delimiter: .bar))
        #expect(head.columns.map(\.header) == ["name", "x;y"])
        let letters = try self.head("name\nJosé\n", ListSettings(encoding: .windows1252))
        #expect(letters.columns[0].samples == ["JosÃ©"])
    }

    @Test(arguments: ["", "\n\n", "%PDF-1.4", "<!doctype html><p>", "PK\u{3}\u{4}…", "a,\"b\n"])
    func `what is no list is refused in words`(text: String) throws {
        let head = try ListHead.read(.bytes(Array(text.utf8)))
        #expect(throws: Refusal.self) { try head.get() }
    }

    @Test func `a huge value is shown short, and a hostile one as it is`() throws {
        let name = String(repeating: "e\u{301}", count: 10_000)
        let head = try head("name,\"\"\"><b>\"\n\(name),\u{202E}\"\u{301}\n")
        #expect(head.columns[0].samples[0].unicodeScalars.count == 61)
        #expect(head.columns[1].header == "\"><b>")
        #expect(head.columns[1].samples == ["\u{202E}\"\u{301}"])
    }

    @Test func `rows are taken from the file as they stand there`() throws {
        let text = "name,note\nAna,\"a, \"\"b\"\"\"\n\nBo,2\n"
        let excerpt = try ListExcerpt.read(
            .bytes(Array(text.utf8)), ListSettings(), rows: [2, 4, 99]
        ).get()
        #expect(excerpt.headers == ["name", "note"])
        #expect(excerpt.rows == [2: ["Ana", "a, \"b\""], 4: ["Bo", "2"]])
    }

    @Test func `whoever stops the comparing leaves nothing behind`() async throws {
        let harbour = try TestChapter.make()
        let rows = (0..<3000).map { "Person \($0)" }.joined(separator: "\n")
        for phase in [ImportProgress.Phase.checking, .staging] {
            let stopped = try await StageImport(
                .bytes(Array("name\n\(rows)\n".utf8)), fileName: "list.csv"
            ).run(in: harbour.chapter, as: .operator, at: .noon) { step in
                if step.phase == phase { throw Refusal(.conflict, "Stopped.") }
            }
            #expect(throws: Refusal(.conflict, "Stopped.")) { try stopped.get() }
            let left = try await harbour.chapter.read { db in
                try Int.fetchOne(
                    db, sql: "SELECT (SELECT count(*) FROM import) + count(*) FROM import_row")
            }
            #expect(left == 0)
        }
    }

    @Test func `whoever stops the applying or the undoing changes nobody`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let report = try await harbour.stage("AK_ID,name,job\n1,Ann Li,docker\n2,Bo Ray,clerk\n")
        let before = try await harbour.everything()
        let steps = Mutex<[Int]>([])
        let stopped = try await harbour.refusal(
            of: ApplyImport(report.number) { done, of in
                steps.withLock { $0.append(done) }
                if done == of { throw Refusal(.conflict, "Stopped.") }
            })
        #expect(stopped?.sentence == "Stopped.")
        #expect(steps.withLock { $0.last ?? 0 } > 10)
        #expect(try await harbour.everything() == before)
        try await harbour.apply(report)
        let after = try await harbour.everything()
        let kept = try await harbour.refusal(
            of: UndoImport(report.number) { _, _ in throw Refusal(.conflict, "Stopped.") })
        #expect(kept?.sentence == "Stopped.")
        #expect(try await harbour.everything() == after)
    }
}
