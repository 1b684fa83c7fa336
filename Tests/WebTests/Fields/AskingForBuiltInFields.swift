import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `What a chapter asks of fields that every chapter has` {
    private let harbour: TestChapter
    private let alice: PeopleBrowser

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await harbour.coordinator()
    }

    @Test func `a rule is made on its page, listed, and leads to those who lack something`()
        async throws
    {
        let fields = try await alice.open("/settings/fields").html
        let address = "/settings/built-in-fields/birth_date"
        #expect(fields.contains("<a href=\"\(address)\">Date of birth</a>"))
        let form = try await alice.open(address).html
        #expect(form.contains("<input id=\"most\" name=\"most\" type=\"date\""))
        #expect(!form.contains("value=\"organizations\"") && !form.contains("name=\"pattern\""))
        let wrong = try await alice.send(
            address, ["version": "0", "least": "2000-01-01", "most": "1990-01-01"])
        #expect(wrong.status == 422 && wrong.html.contains("no value fits"))
        let saved = try await alice.send(
            address, ["version": "0", "neededOf": "members", "message": "Old <enough>?"])
        #expect(saved.location?.hasPrefix("/settings/fields?done=field_rule_saved") == true)
        let listed = try await alice.open("/settings/fields").html
        #expect(listed.contains("needed: members") && listed.contains("Old &lt;enough&gt;?"))
        try await harbour.act(AddMember([.name: "Dot Dee", .status: "contact"]))
        let link = try #require(listed.firstMatch(of: /href="(\/people\?query=[^"]+)"/)?.1)
        let lacking = try await alice.open(
            String(link).replacing("&amp;", with: "&")
        ).html
        #expect(lacking.contains("Alice Moreno") && !lacking.contains("Dot Dee"))
        #expect(try await alice.open("/settings/built-in-fields/name").status == 404)
    }

    @Test func `somebody new is asked at once, and what was typed stays`() async throws {
        try await harbour.act(SetBuiltInRule("birth_date", neededOf: .persons))
        try await harbour.act(SetBuiltInRule("postcode", neededOf: .persons, pattern: "#####"))
        try await harbour.act(
            SetBuiltInRule("email_or_phone", neededOf: .everybody, message: "How do we <call>?"))
        let form = try await alice.open("/people/add").html
        #expect(form.contains("name=\"birthDate\" type=\"date\""))
        #expect(form.contains("name=\"postcode\"") && form.contains("name=\"line1\""))
        let kind = try await alice.open("/people/add?kind=organization").html
        #expect(!kind.contains("name=\"birthDate\"") && !kind.contains("name=\"postcode\""))
        let none = try await alice.send(
            "/people/add", ["name": "Dan", "birthDate": "1990-01-02", "postcode": "10001"])
        #expect(none.status == 422)
        #expect(none.html.contains("How do we &lt;call&gt;?"))
        #expect(none.html.contains("value=\"1990-01-02\"") && none.html.contains("value=\"10001\""))
        let added = try await alice.send(
            "/people/add",
            [
                "name": "Dan", "birthDate": "1990-01-02", "postcode": "10001", "line1": "1 Quay",
                "phone": "555 0105",
            ])
        let address = try #require(added.location?.split(separator: "?").first)
        let id = try #require(MemberID(address.dropFirst("/people/".count).description))
        let record = try await harbour.record(id)
        #expect(record.values[.birthDate] == "1990-01-02")
        #expect(record.addresses.map(\.postcode) == ["10001"])
    }

    @Test func `the page says what is still missing, and the form asks without insisting`()
        async throws
    {
        let id = try await harbour.add(.bob)
        try await harbour.act(SetBuiltInRule("birth_date", neededOf: .members))
        try await harbour.act(SetBuiltInRule("address", neededOf: .everybody))
        let page = try await alice.open("/people/\(id)").html
        for input in ["birthDate", "address"] {
            #expect(
                page.contains(
                    "<a href=\"/people/\(id)/edit#\(input)\"><bdi>still missing</bdi></a>"))
        }
        let bob = try await PeopleBrowser(harbour, as: id)
        #expect(!(try await bob.open("/people/\(id)").html.contains("still missing")))
        let form = try await alice.open("/people/\(id)/edit").html
        let input = try #require(form.firstMatch(of: /<input id="birthDate"[^>]*>/)?.0)
        #expect(input.contains("aria-required") && !input.contains(" required"))
        let client = harbour.client(.control)
        let job = try await client.ask(.patch, "members/\(id)", #"{"job": "baker"}"#)
        #expect(job.status == 200)
        try await harbour.act(EditMember(id, changes: [.birthDate: "1990-01-02"]))
        #expect(!(try await alice.open("/people/\(id)").html.contains("edit#birthDate")))
    }

    @Test
    func `the API sets rules and keeps to them, also where one of both takes the other's place`()
        async throws
    {
        let client = harbour.client(.control)
        let set = try await client.ask(
            .put, "built-in-fields/email_or_phone",
            #"{"neededOf": "everybody", "message": "One of both."}"#)
        #expect(set.status == 200)
        guard case .object(let answer) = try await client.ask(.get, "built-in-fields").json,
            case .list(let fields)? = answer["fields"],
            let both = fields.compactMap({ field -> JSONValue? in
                guard case .object(let rule) = field,
                    rule["field"] == .text("email_or_phone")
                else { return nil }
                return rule["message"]
            }).first
        else {
            Issue.record("no fields")
            return
        }
        #expect(both == .text("One of both."))
        #expect(fields.count == BuiltInField.all.count)
        #expect(try await client.ask(.post, "members", #"{"name": "Dan"}"#).status == 422)
        let dan = try await client.ask(
            .post, "members", #"{"name": "Dan", "emails": ["dan@example.org"]}"#
        ).decoded(MemberIDAnswer.self).memberID
        let none = try await client.ask(.patch, "members/\(dan)", #"{"emails": []}"#)
        #expect(none.status == 422)
        let instead = try await client.ask(
            .patch, "members/\(dan)", #"{"emails": [], "phones": ["555 0105"]}"#)
        #expect(instead.status == 200)
        let back = try await client.ask(
            .patch, "members/\(dan)", #"{"emails": ["dan@example.org"], "phones": []}"#)
        #expect(back.status == 200)
        #expect(
            try await client.ask(.put, "built-in-fields/name", #"{"neededOf": "members"}"#).status
                == 404)
    }
}
