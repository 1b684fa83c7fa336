import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `What can be done with those who were ticked` {
    private let harbour: TestChapter
    private let alice: PeopleBrowser
    private let bob: MemberID
    private let carol: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.coordinator()
        bob = try await harbour.add(.bob)
        carol = try await harbour.add(.carol)
    }

    @Test func `they go out alone, and nobody where nobody is ticked`() async throws {
        let list = try await alice.open("/people").html
        #expect(list.contains("formaction=\"/people/export\" name=\"only\" value=\"1\""))
        let page = try await alice.open("/people/export?only=1&id=\(bob)&id=\(carol)").html
        #expect(page.contains("<input type=\"hidden\" name=\"id\" value=\"\(carol)\">"))
        #expect(page.contains("Carol Nuñez") && !page.contains("Alice Moreno,"))
        let file = try await alice.send(
            "/people/export",
            ["only": "1", "id": "\(carol)", "id": "\(bob)", "column": "name", "why": "calls"])
        #expect(file.html == "name\r\nBob O'Brien\r\nCarol Nuñez\r\n")
        let none = try await alice.open("/people/export?only=1").html
        #expect(none.contains("Nobody is chosen."))
        let refused = try await alice.send("/people/export", ["only": "1", "column": "name"])
        #expect(refused.status == 422)
        let all = try await alice.send("/people/export", ["column": "name"])
        #expect(all.html.contains("Alice Moreno"))
    }

    @Test func `they get a skill, and it is taken back`() async throws {
        let page = try await alice.open("/people/together?do=skill&id=\(bob)&id=\(carol)").html
        #expect(page.contains("Add a skill to 2 people"))
        let done = try await alice.send(
            "/people/together",
            ["do": "skill", "label": "First aid", "id": "\(bob)", "id": "\(carol)"])
        #expect(done.location?.contains("done=people_skill") == true)
        #expect(try await harbour.record(bob).skills == ["First aid"])
        let undo = try #require(done.location?.firstMatch(of: /undo=(\d+)/)?.1)
        _ = try await alice.send("/people/together/\(undo)/undo", [:])
        #expect(try await harbour.record(bob).skills.isEmpty)
    }

    @Test func `of many reasons the first are told, and the rest are counted`() async throws {
        let signed = try await harbour.act(AddOwnField(OwnFieldPlan("Signed", .day)))
        let ends = try await harbour.act(
            AddOwnField(OwnFieldPlan("Ends", .day, notBefore: signed.code)))
        var sent = [("field", "own.\(ends.code)"), ("own.\(ends.code)", "2026-01-01")]
        for day in 10...31 {
            let id = try await harbour.addContact("Union \(day)", .organization)
            try await harbour.act(SetOwnFields(id, [signed.code: ["2026-01-\(day)"]]))
            sent.append(("id", "\(id)"))
        }
        let look = try await alice.send("/people/field", pairs: sent + [("look", "1")]).html
        #expect(look.contains("2026-01-29.") && !look.contains("2026-01-30."))
        #expect(look.contains("2 more are left out, for other reasons."))
    }

    @Test func `they get a field after a look, and it is taken back`() async throws {
        let shirt = try await harbour.act(
            AddOwnField(OwnFieldPlan("Shirt", .choice, contactKind: "person", choices: ["M", "L"])))
        let port = try await harbour.addContact("Port <Union>", .organization)
        try await harbour.act(SetOwnFields(carol, [shirt.code: ["L"]]))
        let asked = try await alice.open("/people/field?id=\(bob)&field=own.\(shirt.code)").html
        #expect(asked.contains("<select id=\"own.shirt\" name=\"own.shirt\""))
        #expect(!asked.contains("value=\"birthDate\""), "what is somebody's own is not offered")
        let people = [("id", "\(bob)"), ("id", "\(carol)"), ("id", "\(port)")]
        let value = people + [("field", "own.\(shirt.code)"), ("own.\(shirt.code)", "L")]
        let look = try await alice.send("/people/field", pairs: value + [("look", "1")])
        #expect(
            look.html.contains("It changes 1 person.") && look.html.contains("1 has it already."))
        #expect(look.html.contains("Port &lt;Union&gt;"))
        #expect(try await harbour.record(bob).ownFields.isEmpty, "looking changes nothing")
        let done = try await alice.send("/people/field", pairs: value)
        #expect(done.location?.contains("done=people_field") == true)
        #expect(try await harbour.record(bob).ownFields == [shirt.code: ["L"]])
        let undo = try #require(done.location?.firstMatch(of: /undo=(\d+)/)?.1)
        _ = try await alice.send("/people/field/\(undo)/undo", [:])
        #expect(try await harbour.record(bob).ownFields.isEmpty)
        #expect(try await harbour.record(carol).ownFields == [shirt.code: ["L"]])
        let job = try await alice.send(
            "/people/field", ["id": "\(bob)", "field": "job", "job": "crane driver"])
        #expect(job.status == 303)
        #expect(try await harbour.record(bob).values[.job] == "crane driver")
    }

    @Test func `each gets a task of their own, and it is taken off again`() async throws {
        let page = try await alice.open("/people/tasks?id=\(bob)&id=\(carol)").html
        #expect(page.contains("Add a task for each of 2 people"))
        let empty = try await alice.send("/people/tasks", ["id": "\(bob)", "summary": " "])
        #expect(empty.status == 422)
        let done = try await alice.send(
            "/people/tasks",
            ["id": "\(bob)", "id": "\(carol)", "summary": "Call <about> May", "due": "2026-06-01"])
        #expect(done.location?.contains("done=tasks_for_each") == true)
        for person in [bob, carol] {
            #expect(
                try await alice.open("/people/\(person)").html.contains("Call &lt;about&gt; May"))
        }
        let undo = try #require(done.location?.firstMatch(of: /undo=(\d+-\d+)/)?.1)
        let notice = try await alice.open(try #require(done.location)).html
        #expect(notice.contains("action=\"/people/tasks/\(undo)/undo\""))
        _ = try await alice.send("/people/tasks/\(undo)/undo", [:])
        #expect(!(try await alice.open("/tasks").html.contains("Call &lt;about&gt; May")))
    }
}
