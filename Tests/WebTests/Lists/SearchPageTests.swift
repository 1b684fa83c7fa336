import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Building searches in a browser` {
    private let members = SearchQuery(all: [SearchCondition(.status, .is, "member")])

    /// Presses a button of the builder with the rows that its page shows.
    private func press(
        _ action: String, _ page: PeopleBrowser.Shown, _ changes: [String: String] = [:],
        as alice: PeopleBrowser, to address: String = "/people/searches/build"
    ) async throws -> PeopleBrowser.Shown {
        var fields: [(String, String)] = []
        let form = try #require(
            page.html.components(separatedBy: "action=\"/people/searches/build\"").last)
        for match in form.matches(of: /<input[^>]*>|<select[^>]*>|<option[^>]* selected>/) {
            let tag = String(match.output)
            func attribute(_ name: String) -> String? {
                tag.components(separatedBy: " \(name)=\"").dropFirst().first?
                    .components(separatedBy: "\"").first
            }
            if tag.hasPrefix("<select") {
                fields.append((attribute("name") ?? "", ""))
            } else if tag.hasPrefix("<option") {
                fields[fields.count - 1].1 = attribute("value") ?? ""
            } else if !tag.contains("checkbox") || tag.contains(" checked") {
                fields.append((attribute("name") ?? "", attribute("value") ?? ""))
            }
        }
        fields = fields.map { ($0.0, changes[$0.0] ?? $0.1) }
        for (name, value) in changes where !fields.contains(where: { $0.0 == name }) {
            fields.append((name, value))
        }
        let sent = try await alice.send(address, pairs: fields + [("do", action)])
        guard let location = sent.location else { return sent }
        // Browsers keep what stands behind # to themselves.
        return try await alice.open(location.components(separatedBy: "#")[0])
    }

    @Test func `a search is built row by row, and the number follows`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(TagMember(bob, "Night shift"))
        var page = try await alice.open("/people/searches/build")
        #expect(page.html.contains("Everybody"))
        #expect(page.html.contains("2 people"))
        page = try await press("add.0", page, ["kind.0": "tag"], as: alice)
        #expect(page.html.contains("One condition is not complete"))
        #expect(page.html.contains("does not say yet what to look for"))
        page = try await press("update", page, ["value.1": "night SHIFT"], as: alice)
        #expect(page.html.contains("People who have the tag “night SHIFT”"))
        #expect(page.html.contains("1 person"))
        page = try await press("update", page, ["not.1": "1"], as: alice)
        #expect(page.html.contains("do not have the tag “night SHIFT”"))
        // A group inside, with a condition in it.
        page = try await press("group.0", page, as: alice)
        page = try await press("add.2", page, ["kind.2": "attended"], as: alice)
        #expect(
            page.html.contains(
                "do not have the tag “night SHIFT” and (came to a meeting in the last 90 days)"))
        #expect(page.html.contains("0 people"))
        page = try await press("remove.2", page, as: alice)
        #expect(!page.html.contains("came to a meeting"))
        let saved = try await press(
            "", page, ["name": "Not at night", "shared": "1"], as: alice, to: "/people/searches")
        #expect(saved.html.contains("The search is saved."))
        #expect(saved.html.contains("Not at night"))
        #expect(saved.html.contains("1 person"))
        let list = try await alice.open("/people/searches")
        #expect(list.html.contains("People who do not have the tag “night SHIFT”"))
    }

    @Test func `the number follows while conditions are changed, without a step`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(TagMember(bob, "Night shift"))
        let rows = [
            ("row", "open"), ("row", "condition"), ("about.1", "tag"), ("test.1", "is"),
            ("row", "close"),
        ]
        let address = "/people/searches/build/count"
        let open = try await alice.send(address, pairs: rows)
        #expect(open.html.contains("2 people fit"))
        #expect(open.html.contains("One condition is not complete"))
        let full = try await alice.send(address, pairs: rows + [("value.1", "night shift")])
        #expect(full.html.contains("1 person fits"))
        #expect(full.html.contains("People who have the tag"))
        #expect(full.html.contains("\"incomplete\":\"\""))
        let page = try await alice.open("/people/searches/build")
        #expect(page.html.contains("data-hints=\"\(address)\""))
    }

    @Test func `after each step the builder leads to what has changed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let two = [("row", "open"), ("row", "condition"), ("about.1", "status")]
        let inner = two + [("value.1", "member"), ("row", "open"), ("row", "close")]
        let rows = inner + [("row", "close"), ("kind.0", "tag"), ("kind.2", "tag")]
        for (action, place) in [
            ("add.0", "row-4"), ("add.2", "row-3"), ("group.0", "joins.4"), ("remove.1", "kind.0"),
            ("remove.2", "kind.0"), ("update", "found"), ("remove.99", "found"),
        ] {
            let sent = try await alice.send(
                "/people/searches/build", pairs: rows + [("do", action)])
            let location = try #require(sent.location)
            #expect(location.hasSuffix("#\(place)"), "\(action) leads to \(location)")
            guard place != "kind.0" else { continue }
            let page = try await alice.open(location.components(separatedBy: "#")[0])
            #expect(page.html.contains("id=\"\(place)\""), "\(action)")
        }
        let shown = try await alice.send(
            "/people/searches/build", pairs: rows + [("do", "show")])
        #expect(shown.location?.hasPrefix("/people?query=") == true)
        let list = try await alice.open(try #require(shown.location))
        #expect(list.html.contains("Alice Moreno"))
    }

    @Test func `a name that is taken keeps everything that was typed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        try await harbour.act(SaveSearch("Members", members, isShared: true))
        let page = try await alice.open(
            PeopleQuery(finding: members).address("/people/searches/build"))
        let again = try await press(
            "", page, ["name": "members", "shared": "1"], as: alice, to: "/people/searches")
        #expect(again.status == 422)
        #expect(again.html.contains("There is a search called “members” already"))
        #expect(again.html.contains("value=\"members\""))
    }

    @Test func `the list shows conditions as chips, each with the list without it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        try await harbour.add(.bob)
        let id = try await harbour.act(SaveSearch("Members", members, isShared: true))
        var query = PeopleQuery(finding: members.and(SearchCondition(.interest, .is, "transit")))
        query.saved = id
        let list = try await alice.open(query.address("/people"))
        #expect(list.html.contains("care about “transit”"))
        #expect(list.html.contains("are in the search <b><bdi>Members</bdi></b>"))
        #expect(list.html.contains("Bob O&#39;Brien"))
        #expect(!list.html.contains("Alice Moreno</bdi></a>"))
        query.conditions = members
        #expect(
            list.html.contains("href=\"\(query.address("/people").replacing("&", with: "&amp;"))\"")
        )
        // What it filters by begins the builder.
        let built = try await alice.open("/people?status=member&missed=90&tag=Docks")
        #expect(built.html.contains("/people/searches/build?query="))
    }

    @Test func `an address that cannot be read shows nobody rather than all`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        try await harbour.add(.bob)
        for address in ["/people?query=x", "/people?search=99", "/people/export?query=%7B"] {
            let page = try await alice.open(address)
            #expect([404, 422].contains(page.status), "\(address): \(page.status)")
            #expect(!page.html.contains("Bob"), "\(address)")
        }
    }

    @Test func `people are put into a search from the list and left to it again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let nobody = SearchQuery(all: [SearchCondition(.status, .is, "former")])
        let id = try await harbour.act(SaveSearch("Former", nobody, isShared: true))
        let ask = try await alice.open("/people/searches/put?id=\(bob)")
        #expect(ask.html.contains("Put one person into a search"))
        let put = try await alice.send(
            "/people/searches/put", ["id": "\(bob)", "into": "\(id)", "place": "in"])
        let page = try await alice.open(try #require(put.location))
        #expect(page.html.contains("0 by the search, 1 put in, 0 taken out."))
        #expect(page.html.contains("Bob O&#39;Brien"))
        let left = try await alice.send(
            "/people/searches/\(id)/people", ["id": "\(bob)", "place": "forget"])
        #expect(try await alice.open(try #require(left.location)).html.contains("0 people"))
    }

    @Test func `a search opens, is exported and printed as it is kept`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        var page = try await alice.open("/people/searches/build?c=tags&sort=joined")
        #expect(page.html.contains("value=\"tags\" checked"))
        let saved = try await press(
            "", page, ["name": "All"], as: alice, to: "/people/searches")
        #expect(saved.html.contains("Shows Name and Tags, whoever joined last first."))
        let id = try #require(saved.html.firstMatch(of: /searches\/(\d+)\/remove/)).output.1
        page = try await alice.open("/people?search=\(id)")
        #expect(page.html.contains("<td data-label=\"Tags\""))
        #expect(!page.html.contains("<td data-label=\"Phone\""))
        #expect(!page.html.contains("otherwise than"))
        let export = try await alice.open("/people/export?search=\(id)")
        #expect(export.html.contains("value=\"tags\" checked"))
        #expect(!export.html.contains("value=\"phone\" checked"))
        let paper = try await alice.send(
            "/people/print", ["search": "\(id)", "paper": "table"])
        #expect(paper.html.contains("<th scope=\"col\">Tags</th></tr>"))
        // Whoever looks at it otherwise can keep that instead.
        page = try await alice.open(
            "/people?search=\(id)&c=status&c=email&c=phone&c=interests")
        #expect(page.html.contains("<td data-label=\"Phone\""))
        #expect(page.html.contains("is shown otherwise than “All” keeps it"))
        let kept = try await alice.send(
            "/people/searches/\(id)/view", ["c": "phone", "sort": "name"])
        page = try await alice.open(try #require(kept.location))
        #expect(page.html.contains("<td data-label=\"Phone\""))
        #expect(!page.html.contains("<td data-label=\"Tags\""))
    }

    @Test func `a removed search comes back with one button`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let id = try await harbour.act(SaveSearch("Members", members, isShared: true))
        let gone = try await alice.send("/people/searches/\(id)/remove", [:])
        let page = try await alice.open(try #require(gone.location))
        #expect(page.html.contains("action=\"/people/searches/\(id)/back\""))
        #expect(try await alice.open("/people/searches/\(id)").status == 404)
        _ = try await alice.send("/people/searches/\(id)/back", [:])
        #expect(try await alice.open("/people/searches/\(id)").status == 200)
    }

    @Test func `a tag is renamed for everybody and nearly equal ones are shown`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        for tag in ["nightshift", "Night shift"] { try await harbour.act(TagMember(bob, tag)) }
        let page = try await alice.open("/people/tags")
        #expect(page.html.contains("Nearly the same: Night shift"))
        let done = try await alice.send(
            "/people/tags", ["tag": "nightshift", "name": "Night shift"])
        #expect(try await harbour.record(bob).tags == ["Night shift"])
        #expect(try await alice.open(try #require(done.location)).html.contains("/undo"))
        #expect(try await alice.send("/people/tags", ["tag": "none", "name": "x"]).status == 422)
    }
}

@Suite struct `Tags that nearly are there` {
    @Test func `a new tag that is nearly another is asked about once`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        try await harbour.act(TagMember(bob, "Night shift"))
        let asked = try await alice.send(
            "/people/together", ["do": "tag", "label": "nightshift", "id": "\(carol)"])
        #expect(asked.status == 422)
        #expect(asked.html.contains("there is “Night shift” already"))
        #expect(try await harbour.record(carol).tags == [])
        #expect(asked.html.contains("name=\"sure\" value=\"nightshift\""))
        let sure = try await alice.send(
            "/people/together",
            ["do": "tag", "label": "nightshift", "id": "\(carol)", "sure": "nightshift"])
        #expect(sure.status == 303)
        #expect(try await harbour.record(carol).tags == ["nightshift"])
    }
}
