import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Importing a list in the browser` {
    private let text = """
        first_name,last_name,mail,joined,shoe size
        Ana,Silva,ana@example.org,03/04/2024,41
        Bo,Ray,bo@example.org,05/06/2024,38
        ,,nobody@example.org,,

        """

    @Test func `who works where is said before and after, and the people are kept as a search`()
        async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.act(AddMember(name: "Bo Ray", email: "bo@example.org"))
        let alice = try await Importer.make(harbour)
        let sent = try await alice.upload(
            "name,mail,works at,position there\nAna Silva,ana@example.org,Dock Co,Cook\n"
                + "Bo Ray,bo@example.org,Dock Co,\n")
        let list = try #require(sent.location)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("<option value=\"works_at\" selected>"))
        #expect(columns.html.contains("<option value=\"position_there\" selected>"))
        #expect(columns.html.contains("<option value=\"employer\">Employer (as text)"))
        let looked = try await alice.post(
            list, [("heading", "1"), ("mode", "update"), ("then", "look")])
        let address = try #require(looked.location)
        let preview = try await alice.get(address)
        #expect(
            preview.html.contains(
                "2 times somebody works at an organization, 1 position, and 1 new organization."))
        #expect(preview.html.contains("rows?part=updated&amp;field=relation"))
        #expect(
            try await alice.get(address + "/rows?part=updated&field=relation").html
                .contains("Dock Co"))
        _ = try await alice.post(address + "/apply")
        let report = try await alice.get(address)
        #expect(report.html.contains("Keep these people as a search"))
        #expect(report.html.contains("and the organizations that it made."))
        let keep = try #require(
            report.html.firstMatch(of: /href="(\/people\/searches\/build[^"]*)"/)
        ).output.1
        let builder = try await alice.get(String(keep).replacing("&amp;", with: "&"))
        #expect(
            builder.html.contains("People who came with or were changed by the import of"))
        #expect(builder.html.contains("2 people"))
        _ = try await alice.post(address + "/undo")
        let undone = try await alice.get(address)
        #expect(undone.html.contains("Work, membership and notes taken out again"))
        #expect(!undone.html.contains("Keep these people as a search"))
    }

    @Test func `from the file to the report and back`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(AddMember(name: "Bo Ray", email: "bo@example.org"))
        let alice = try await Importer.make(harbour)
        let start = try await alice.get("/people/import")
        #expect(start.html.contains("enctype=\"multipart/form-data\""))
        let sent = try await alice.upload(text)
        #expect(sent.status == .seeOther)
        let list = try #require(sent.location)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("<option value=\"given_name\" selected>Given name"))
        #expect(columns.html.contains("Ana · Bo"))
        #expect(columns.html.contains("3 rows"))
        #expect(columns.html.contains("with the month first, as in 03/04/2024"))
        #expect(try await harbour.list(MemberList()).count == 2)

        // “Day comes first” reads again with the day first, and keeps the rest.
        let again = try await alice.post(list, [("heading", "1"), ("then", "day-first")])
        #expect(again.location == list)
        let known = try await alice.get(list)
        #expect(known.html.contains("<option value=\"day-first\" selected>"))
        #expect(!known.html.contains("tells for sure"))

        let looked = try await alice.post(
            list,
            [
                ("heading", "1"), ("days", "day-first"), ("mode", "update"), ("then", "look"),
                ("c0", "given_name"), ("c1", "family_name"), ("c2", "email_home"),
                ("c3", "joined_on"), ("c4", ""),
            ])
        let address = try #require(looked.location)
        #expect(address.hasPrefix("/people/import/"))
        let preview = try await alice.get(address)
        #expect(preview.html.contains("Import 2 people"))
        #expect(preview.html.contains("It has no name."))
        #expect(preview.html.contains("shoe size"))
        #expect(preview.html.contains("2024-06-05"))
        #expect(try await harbour.list(MemberList()).count == 2)

        // In another tab, the list knows what was staged of it; the back button finds it, too.
        #expect(try await alice.get(list).status == .ok)
        let left = try await alice.get(address + "/left-out.csv")
        #expect(
            left.html.contains(
                "\"\",\"\",\"nobody@example.org\",\"\",\"\",\"4\",\"It has no name.\""))

        let applied = try await alice.post(address + "/apply")
        #expect(applied.location == address)
        let report = try await alice.get(address)
        #expect(report.html.contains("1 new person, 1 person brought up to date"))
        #expect(report.html.contains("Undo this import"))
        #expect(try await harbour.list(MemberList()).count == 3)
        #expect(try await alice.get("/people/import").html.contains("done"))
        let rows = try await alice.get(address + "/rows?part=updated&field=joined_on")
        #expect(rows.html.contains("2024-06-05"))

        // Pressed once more, or in a second tab: it is said, and nothing happens twice.
        _ = try await alice.post(address + "/apply")
        #expect(try await alice.get(address).html.contains("has been applied already"))
        #expect(try await harbour.list(MemberList()).count == 3)

        _ = try await alice.post(address + "/undo")
        let undone = try await alice.get(address)
        #expect(undone.html.contains("This import was undone"))
        #expect(undone.html.contains("Taken out again"))
        #expect(try await harbour.list(MemberList()).count == 2)
    }

    @Test func `what new people become is said and counted before they do`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let people = "name,Kind\nAna,member\nBo,supporter\nCy,\nDi,left\n"
        let list = try #require(try await alice.upload(people).location)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("<option value=\"status\" selected>Status"))
        func look(_ kind: String) async throws -> String {
            let fields = [("heading", "1"), ("then", "look"), ("c0", "name"), ("c1", kind)]
            let address = try #require(try await alice.post(list, fields).location)
            return try await alice.get(address).html
        }
        let told = try await look("status")
        #expect(told.contains("2 members, 1 supporter, and 1 former member"))
        #expect(told.contains("for whom the list names no status become members"))
        let untold = try await look("")
        #expect(untold.contains("4 members"))
        #expect(untold.contains("All 4 new people become members"))
        #expect(!untold.contains("former member"))
    }

    @Test func `files that are no lists are refused in words, and another can be chosen`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let photo: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + (0..<200).map { UInt8($0 % 20) }
        for (bytes, words) in [
            (Array("".utf8), "The file is empty."), (photo, "holds no text"),
            (Array("%PDF-1.4 …".utf8), "This is a PDF."),
            (Array("PK\u{3}\u{4}xl/workbook".utf8), "spreadsheet"),
            (Array("name,\"x\nAna".utf8), "a quotation mark opens and never closes"),
        ] {
            let seen = try await alice.upload(bytes)
            #expect(seen.status == .unprocessableContent)
            #expect(seen.html.contains(words))
            #expect(seen.html.contains("type=\"file\""))
        }
        let none = try await alice.upload([], name: "")
        #expect(none.html.contains("Choose a file first."))
        let broken = try await alice.upload(Array("name\nAna\n".utf8), boundary: "other")
        #expect(broken.html.contains("did not arrive whole"))
        let large = try await alice.upload(
            Array(repeating: 65, count: ImportFiles.bytesAtMost + 1))
        #expect(large.status == .contentTooLarge)
        #expect(large.html.contains("larger than 16"))
        #expect(!(try await alice.get("/people/import").html.contains("waiting")))
    }

    @Test func `a quotation mark that never closes far below leads back to the columns`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let rows = (0..<500).map { "Person \($0)\n" }.joined()
        let list = try #require(try await alice.upload("name\n\(rows)\"Ana\n").location)
        let looked = try await alice.post(list, [("heading", "1"), ("then", "look")])
        #expect(looked.location == list)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("In row 502 a quotation mark opens and never closes"))
        #expect(columns.html.contains("Another file"))
        #expect(try await harbour.list(MemberList()).count == 1)
    }

    @Test func `columns that cannot be are shown again with what was chosen`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let list = try #require(try await alice.upload("a,b\nAna Silva,Bo\n").location)
        let none = try await alice.post(
            list, [("heading", "1"), ("c0", "job"), ("c1", ""), ("then", "look")])
        #expect(none.status == .unprocessableContent)
        #expect(none.html.contains("Say which column is the name"))
        #expect(none.html.contains("<option value=\"job\" selected>"))
        let twice = try await alice.post(
            list, [("heading", "1"), ("c0", "name"), ("c1", "name"), ("then", "look")])
        #expect(twice.status == .unprocessableContent)
        #expect(twice.html.contains("Another column goes into “Name” already"))
        #expect(twice.html.contains("href=\"#c1\""))
        let unknown = try await alice.post(
            list, [("heading", "1"), ("c0", "name"), ("c1", "\"><script>"), ("then", "look")])
        #expect(unknown.status == .seeOther)
    }

    @Test func `names are only text in every step`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let nasty = "\"\u{301} onfocus=alert(1) x=\"<script>alert(1)</script>'\u{202E}"
        let doubled = nasty.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        let cell = "\"\(doubled)\""
        let long = String(repeating: "ب", count: 9_000)
        let text = "name,\(cell),job\n\(cell),\(cell),\(cell)\nBo Ray,\(long),\(long)\n"
        let list = try #require(try await alice.upload(text, name: nasty + ".csv").location)
        let columns = try await alice.get(list)
        let looked = try await alice.post(
            list,
            [
                ("heading", "1"), ("then", "look"), ("c0", "name"), ("c1", "external:" + nasty),
                ("c2", "job"),
            ])
        let address = try #require(looked.location)
        _ = try await alice.get(address)
        var pages = [columns]
        for path in [
            list, address, address + "/rows?part=new", address + "/rows?part=left-out",
            address + "/rows?part=updated&field=" + nasty.forQuery, "/people/import",
        ] {
            pages.append(try await alice.get(path))
        }
        _ = try await alice.post(address + "/apply")
        pages.append(try await alice.get(address))
        let wayOut = Array("\"\u{301}".utf8)
        for page in pages {
            #expect(!page.html.contains("<script>alert"))
            #expect(page.html.utf8.firstRange(of: wayOut) == nil)
            #expect(!page.html.contains("⟨"))
        }
        #expect(pages[0].html.contains("&lt;script&gt;"))
    }

    @Test func `a list that is thrown away is gone, and its address says so`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let list = try #require(try await alice.upload(text).location)
        let gone = try await alice.post(list + "/discard")
        #expect(gone.location == "/people/import?done=import_discarded")
        #expect(try await alice.get(list).status == .notFound)
        let address = try await alice.preview(text)
        #expect(try await alice.post(address + "/discard").status == .seeOther)
        #expect(try await alice.get(address).status == .notFound)
        #expect(try await harbour.list(MemberList()).count == 1)
    }

    @Test func `a list whose file is gone asks for it again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let added = try await harbour.act(
            AddUploadedList(file: "old.csv", bytes: 9, mode: .update))
        let seen = try await alice.get("/people/import/lists/\(added.id)")
        #expect(seen.status == .gone)
        #expect(seen.html.contains("This list is no longer here"))
        #expect(seen.html.contains("Another file"))
    }

    @Test func `the importer speaks Spanish, also about rows`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour, language: "es")
        let address = try await alice.preview(text)
        let preview = try await alice.get(address)
        #expect(preview.html.contains("Esto es lo que haría"))
        #expect(preview.html.contains("No tiene nombre."))
        #expect(!preview.html.contains("read with"))
    }
}
