import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Choosing how a list is read in the browser` {
    private let civi = """
        Contact ID,Contact Type,Display Name,First Name,Last Name,Email,Do Not Phone
        11,Individual,Dr. Ana Silva,Ana,Silva,ana@example.org,Yes
        12,Organization,Harbour Hotel,,,desk@example.org,No
        """

    @Test func `another system is recognised, and can be read by its headings alone`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let list = try #require(try await alice.upload(civi).location)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("This looks like an export of CiviCRM."))
        #expect(columns.html.contains("<option value=\"kind\" selected>"))
        #expect(columns.html.contains("Of the first 2 rows, 0 are people you have."))
        let off = try await alice.post(list, [("then", "headings")])
        #expect(off.location == list)
        let plain = try await alice.get(list)
        #expect(plain.html.contains("and only its headings are read"))
        #expect(!plain.html.contains("<option value=\"fallback_name\" selected>"))
        _ = try await alice.post(list, [("then", "system")])
        let again = try await alice.get(list)
        #expect(again.html.contains("<option value=\"fallback_name\" selected>"))
        let looked = try await alice.post(
            list,
            [
                ("heading", "1"), ("then", "look"), ("c0", "external:CiviCRM"), ("c1", "kind"),
                ("c2", "fallback_name"), ("c3", "given_name"), ("c4", "family_name"),
                ("c5", "email_other"), ("c6", "do_not_call"),
            ])
        let address = try #require(looked.location)
        let preview = try await alice.get(address)
        #expect(preview.html.contains("CiviCRM"))
        #expect(preview.html.contains("2 contacts"))
        _ = try await alice.post(address + "/apply")
        let report = try await alice.get("/people/import")
        #expect(report.html.contains("CiviCRM"))
        #expect(report.html.contains("2 new, 0 changed, 0 left out"))
    }

    @Test func `unknown words are asked about, and remembered with the columns`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let text = "naam,lid\nAna,Vollmitglied\nBo,<b>gast\nCy,Vollmitglied\n"
        let list = try #require(try await alice.upload(text).location)
        let chosen = [("heading", "1"), ("then", "look"), ("c0", "name"), ("c1", "status")]
        let asked = try await alice.post(list, chosen)
        #expect(asked.location == list + "/words")
        let words = try await alice.get(list + "/words")
        #expect(words.html.contains("2 words are not known."))
        #expect(words.html.contains("Vollmitglied"))
        #expect(words.html.contains("&lt;b&gt;gast"))
        let looked = try await alice.post(
            list + "/words",
            [
                ("w1-0", "member"), ("w1-0-word", "Vollmitglied"), ("w1-1", ""),
                ("w1-1-word", "<b>gast"),
            ])
        let address = try #require(looked.location)
        let preview = try await alice.get(address)
        #expect(preview.html.contains("Import 3 people"))
        #expect(preview.html.contains("1 values are not known and were left out"))
        _ = try await alice.post(address + "/apply")

        let next = try #require(try await alice.upload(text).location)
        let remembered = try await alice.get(next)
        #expect(remembered.html.contains("These columns are as last time"))
        #expect(remembered.html.contains("<option value=\"status\" selected>"))
        #expect(try await alice.post(next, chosen).location?.contains("/lists/") == false)
        let third = try #require(try await alice.upload(text).location)
        _ = try await alice.post(third, [("then", "fresh")])
        #expect(!(try await alice.get(third).html.contains("These columns are as last time")))
    }

    @Test func `a column becomes a new field, and what stands in the way is said beside it`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let text = "naam,Shirt,Floor\nAna,M,3\nBo,L,4\nCy,M,5\nDi,L,6\n"
        let list = try #require(try await alice.upload(text).location)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("<optgroup label=\"A new field of our own, “Shirt”\">"))
        #expect(
            columns.html.contains(
                "“Shirt”\"><option value=\"new:choice\">one of several choices</option>"))
        #expect(columns.html.contains("“Floor”\"><option value=\"new:number\">a number</option>"))
        #expect(!columns.html.contains("\"new:choice\" selected"), "nothing is chosen beforehand")
        #expect(columns.html.contains("It stays when the import is undone"))
        try await harbour.act(AddOwnField(OwnFieldPlan("floor", .line)))
        let chosen = [
            ("heading", "1"), ("then", "look"), ("c0", "name"), ("c1", "new:choice"),
            ("c2", "new:number"),
        ]
        let refused = try await alice.post(list, chosen)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("There is a field “floor” already."))
        #expect(refused.html.contains("id=\"c2-problem\""))
        #expect(refused.html.contains("<option value=\"name\" selected>"), "the rest is kept")
        let none = try await harbour.chapter.read { try OwnField.all(in: $0).map(\.name) }
        #expect(none == ["floor"])
        let looked = try await alice.post(list, Array(chosen.dropLast()) + [("c2", "own:floor")])
        let address = try #require(looked.location)
        let preview = try await alice.get(address)
        #expect(preview.html.contains("Import 4 people"))
        let fields = try await harbour.chapter.read { try OwnField.all(in: $0) }
        #expect(fields.map(\.name) == ["floor", "Shirt"])
        #expect(fields.last?.choices == ["L", "M"])
        _ = try await alice.post(list, [("heading", "1"), ("c0", "name"), ("c1", "new:contact")])
        #expect(try await harbour.chapter.read { try OwnField.all(in: $0).count } == 2)
    }

    @Test func `differences are decided person by person`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let first = try await alice.preview("AK_ID,name,job\n1,Ana,cook\n2,Bo,smith\n")
        _ = try await alice.post(first + "/apply")
        let list = try #require(
            try await alice.upload("AK_ID,name,job\n1,Ana,clerk\n2,Bo,welder\n", mode: "ask")
                .location)
        let looked = try await alice.post(
            list,
            [
                ("heading", "1"), ("then", "look"), ("mode", "ask"), ("c0", "external:AK_ID"),
                ("c1", "name"), ("c2", "job"),
            ])
        let address = try #require(looked.location)
        #expect(try await alice.get(address).html.contains("2 differences are not decided yet"))
        let questions = try await alice.get(address + "/questions")
        #expect(questions.html.contains("clerk"))
        #expect(questions.html.contains("smith"))
        let answered = try await alice.post(
            address + "/questions",
            [("q1-about", "2\tjob\t"), ("q1", "list"), ("q2-about", "3\tjob\t"), ("then", "back")])
        #expect(answered.location == address)
        #expect(try await alice.get(address).html.contains("1 difference is not decided yet"))
        _ = try await alice.post(address + "/apply")
        let people = try await harbour.list(MemberList(search: "ana")).people
        let ana = try #require(people.first.flatMap { MemberID($0.memberID) })
        #expect(try await harbour.record(ana).values[.job] == "clerk")
        #expect(try await alice.get(address + "/questions").location == address)
    }

    @Test func `what changes for very many has to be ticked`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        func list(_ job: String) -> String {
            "AK_ID,name,job\n" + (1...12).map { "\($0),Person \($0),\(job)\n" }.joined()
        }
        let first = try await alice.preview(list("cook"))
        _ = try await alice.post(first + "/apply")
        let second = try await alice.preview(list("clerk"))
        let preview = try await alice.get(second)
        #expect(preview.html.contains("“Job” changes for 12 of the 12 people"))
        #expect(preview.html.contains("name=\"confirmed\" value=\"job\" required"))
        _ = try await alice.post(second + "/apply")
        #expect(try await alice.get(second).html.contains("say that it is right"))
        _ = try await alice.post(second + "/apply", [("confirmed", "job")])
        #expect(try await alice.get(second).html.contains("12 people brought up to date"))
    }

    @Test func `the sheet of a spreadsheet can be chosen`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await Importer.make(harbour)
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = try Data(contentsOf: tests.appending(path: "Lists/three-sheets.xlsx"))
        let list = try #require(
            try await alice.upload(Array(file), name: "members.xlsx").location)
        let columns = try await alice.get(list)
        #expect(columns.html.contains("sheet “Members”"))
        #expect(columns.html.contains("José Núñez") || columns.html.contains("Ana Silva"))
        _ = try await alice.post(
            list,
            [
                ("heading", "1"), ("sheet", "Friends"), ("shown-sheet", "Members"),
                ("then", "again"), ("c0", "name"),
            ])
        let friends = try await alice.get(list)
        #expect(friends.html.contains("Bo Ray"))
        let address = try #require(
            try await alice.post(
                list,
                [
                    ("heading", "1"), ("sheet", "Friends"), ("shown-sheet", "Friends"),
                    ("then", "look"), ("c0", "name"), ("c1", "phone_home"),
                ]
            ).location)
        #expect(try await alice.get(address).html.contains("Import 1 person"))
    }
}
