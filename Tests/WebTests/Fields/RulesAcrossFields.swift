import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Making rules across own fields` {
    @Test func `a rule is made, said, changed and removed on its pages`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        #expect(!(try await alice.open("/settings/fields").html.contains("field-rules")))
        let role = try await harbour.act(
            AddOwnField(OwnFieldPlan("Role", .choice, choices: ["Steward <1>", "Other"])))
        let day = try await harbour.act(AddOwnField(OwnFieldPlan("Elected on", .day)))
        let list = try await alice.open("/settings/fields").html
        #expect(list.contains("/settings/field-rules/add?kind=needs"))
        #expect(!list.contains("kind=compare"), "there are no two fields to compare")
        let form = try await alice.open("/settings/field-rules/add?kind=needs").html
        #expect(form.contains("<option value=\"role=Steward &lt;1&gt;\">"))
        let none = try await alice.send(
            "/settings/field-rules/add", ["kind": "needs", "other": day.code])
        #expect(none.status == 422)
        #expect(none.html.contains("id=\"when-problem\"") && none.html.contains("href=\"#when\""))
        let made = try await alice.send(
            "/settings/field-rules/add",
            [
                "kind": "needs", "when": "\(role.code)=Steward <1>", "other": day.code,
                "message": "Elected <when>?",
            ])
        #expect(made.location?.hasPrefix("/settings/fields?done=") == true)
        let listed = try await alice.open("/settings/fields").html
        #expect(
            listed.contains("When Role is Steward &lt;1&gt;, Elected on has to be filled in"))
        let address = try #require(
            listed.firstMatch(of: /\/settings\/field-rules\/[0-9]+/)?.output
        ).description
        #expect(
            try await alice.open(address).html.contains(
                "<option value=\"role=Steward &lt;1&gt;\" selected>"))
        let wrong = try await alice.send(
            "/people/add", ["name": "Dan", "own.role": "Steward <1>"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("Elected &lt;when&gt;?"))
        #expect(wrong.html.contains("href=\"#own.elected_on\""))
        let changed = try await alice.send(
            address,
            ["version": "1", "kind": "needs", "when": "\(role.code)=Other", "other": day.code])
        #expect(changed.status == 303)
        #expect(
            try await alice.send("/people/add", ["name": "Dan", "own.role": "Steward <1>"])
                .status == 303)
        #expect(try await alice.send("\(address)/remove", [:]).status == 303)
        #expect(try await alice.open(address).status == 404)
    }

    @Test func `two days are compared`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let kind = try await harbour.act(AddObjectType(name: "Strike", plural: "Strikes"))
        for name in ["Begins", "Ends"] {
            try await harbour.act(AddOwnField(OwnFieldPlan(name, .day, objectType: kind.id)))
        }
        let list = try await alice.open("/settings/fields?of=\(kind.id)").html
        #expect(list.contains("/settings/field-rules/add?of=\(kind.id)&amp;kind=compare"))
        let form = try await alice.open("/settings/field-rules/add?of=\(kind.id)&kind=compare")
        #expect(form.html.contains("<select id=\"kind\""))
        let made = try await alice.send(
            "/settings/field-rules/add",
            ["of": "\(kind.id)", "kind": "at least", "field": "ends", "other": "begins"])
        #expect(made.location?.hasPrefix("/settings/fields?of=\(kind.id)&done=") == true)
        #expect(
            try await alice.open("/settings/fields?of=\(kind.id)").html.contains(
                "Ends is not before Begins"))
    }
}
