import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of worksites and other things` {
    @Test func `a kind with a field is made, and a thing of it keeps its rules`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        #expect(try await alice.open("/objects").html.contains("There are no kinds yet"))
        let made = try await alice.send(
            "/objects/kinds/add", ["name": "Worksite", "plural": "Worksites"])
        let kind = try #require(made.location?.firstMatch(of: /kinds\/([0-9]+)/)?.output.1)
        try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Headcount", .number, objectType: Int64(kind), isRequired: true,
                    message: "Count heads, <roughly>.")))
        let wrong = try await alice.send("/objects/kinds/\(kind)/add", ["name": "Pier <4>"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("Count heads, &lt;roughly&gt;."))
        #expect(wrong.html.contains("value=\"Pier &lt;4&gt;\""), "what was typed is kept")
        let input = try #require(
            wrong.html.firstMatch(of: /name="(own\.[^"]*)"/)?.output.1, "the field is asked for")
        let added = try await alice.send(
            "/objects/kinds/\(kind)/add", pairs: [("name", "Pier <4>"), (String(input), "120")])
        let address = try #require(added.location?.split(separator: "?").first.map(String.init))
        let shown = try await alice.open(address)
        #expect(shown.html.contains("Pier &lt;4&gt;") && shown.html.contains("120"))
        #expect(
            try await alice.open("/objects/kinds/\(kind)?q=pier").html.contains(
                "href=\"\(address)\""))
        #expect(try await alice.open("/search?q=pier").html.contains("href=\"\(address)\""))
    }

    @Test func `a contact has days on the page, ends today, and comes back from the history`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let address = "/objects/\(try await harbour.act(AddObject(kind.id, name: "Pier 4")).id)"
        let found = try await alice.open("\(address)?who=bob")
        #expect(found.html.contains("name=\"startsOn\" type=\"date\""))
        func tie(_ more: [(String, String)]) async throws -> PeopleBrowser.Shown {
            try await alice.send(
                "\(address)/contacts",
                pairs: [("member", "\(bob)"), ("capacity", "steward")] + more)
        }
        _ = try await tie([("startsOn", "2026-01-01")])
        #expect(try await alice.open(address).html.contains("Ended today"))
        let wrong = try await tie([("startsOn", "2026-02-01"), ("endsOn", "2026-01-01")])
        #expect(wrong.status == 409 && wrong.html.contains("before it begins on 2026-02-01."))
        #expect(try await tie([("do", "end")]).status == 303)
        let ended = try await alice.open(address).html
        #expect(ended.contains("value=\"2026-05-01\"") && !ended.contains("Ended today"))
        #expect(ended.contains("value=\"2026-01-01\""), "the first day stays")
        _ = try await tie([("do", "remove")])
        let gone = try await alice.open(address).html
        let revert = try #require(
            gone.firstMatch(of: /action="(\/objects\/\d+\/history\/\d+\/revert)"/)?.output.1)
        let back = try await alice.send(String(revert), [:])
        #expect(back.location == "\(address)?done=object_reverted")
        #expect(try await alice.open(address).html.contains("value=\"2026-05-01\""))
    }

    @Test func `a contact and a task hang on it, and it comes back whole`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let pier = try await harbour.act(AddObject(kind.id, name: "Pier 4"))
        let address = "/objects/\(pier.id)"
        let found = try await alice.open("\(address)?who=bob")
        #expect(found.html.contains("name=\"member\" value=\"\(bob)\""))
        _ = try await alice.send(
            "\(address)/contacts", ["member": "\(bob)", "capacity": "steward"])
        #expect(try await alice.open(address).html.contains("steward"))
        #expect(try await alice.open("/people/\(bob)").html.contains("href=\"\(address)\""))
        let form = "/tasks/add?subject_kind=object&amp;subject_id=\(pier.id)"
        #expect(try await alice.open(address).html.contains(form))
        try await harbour.act(AddTask(TaskContent("Count heads", about: .object(pier.id))))
        #expect(try await alice.open(address).html.contains("Count heads"))
        _ = try await alice.send("\(address)/remove", [:])
        #expect(try await alice.open(address).html.contains("off the lists"))
        #expect(try await !alice.open("/search?q=pier").html.contains(address))
        _ = try await alice.send("\(address)/remove", [:])
        #expect(try await alice.open(address).html.contains("steward"))
        let member = try await PeopleBrowser(harbour, as: bob)
        #expect(try await !member.open("/search?q=pier").html.contains("Pier 4"))
        #expect(try await member.open(address).status == 403)
    }
}
