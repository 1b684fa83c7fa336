import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Columns that somebody chooses` {
    private func chapter() async throws -> (TestChapter, PeopleBrowser) {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let car = try await harbour.act(AddOwnField(OwnFieldPlan("Has a car", .yesNo))).code
        let since = try await harbour.act(AddOwnField(OwnFieldPlan("Steward since", .day))).code
        let buddy = try await harbour.act(AddOwnField(OwnFieldPlan("Buddy", .contact))).code
        try await harbour.act(
            AddMember(
                [
                    .name: "Dora Lang", .status: "contact", .language: "es",
                    .employer: "Port Ltd",
                ],
                addresses: [PostalAddress(line1: "1 Pier", city: "Porto", isPrimary: true)],
                ownFields: [car: ["yes"], since: ["2026-05-01"], buddy: [bob.description]]))
        return (harbour, alice)
    }

    private let address =
        "/people?q=Dora&c=town&c=language&c=own%3Ahas_a_car"
        + "&c=own%3Asteward_since&c=own%3Abuddy"

    @Test func `stand in the list in words, and in the address`() async throws {
        let (_, alice) = try await chapter()
        let page = try await alice.open(address)
        for (heading, text) in [
            ("Town", "Porto"), ("Language", "Español"), ("Has a car", "yes"),
            ("Steward since", "1 May 2026"), ("Buddy", "Bob O&#39;Brien"),
        ] {
            #expect(
                page.html.contains("<td data-label=\"\(heading)\"><bdi>\(text)</bdi></td>"),
                "\(heading)")
        }
        #expect(page.html.contains("value=\"own:has_a_car\" checked"))
        #expect(page.html.contains("<legend>Our own fields</legend>"))
        #expect(!page.html.contains("data-label=\"Phone\""))
        // The next step has the same columns.
        #expect(page.html.contains("c=own%3Ahas_a_car"))
        // Whoever has nothing of it has no line for it on a phone.
        let none = try await alice.open("/people?q=bob&c=town")
        #expect(none.html.contains("<td data-label=\"Town\" class=\"wide-only\">"))
    }

    @Test func `are kept with a search, printed and taken along`() async throws {
        let (harbour, alice) = try await chapter()
        let id = try await harbour.act(SaveSearch("All", SearchQuery(), isShared: true))
        let kept = try await alice.send(
            "/people/searches/\(id)/view",
            pairs: [("c", "town"), ("c", "own:has_a_car"), ("sort", "name")])
        let list = try await alice.open(try #require(kept.location))
        #expect(list.html.contains("<td data-label=\"Has a car\"><bdi>yes</bdi>"))
        let page = try await alice.open("/people/searches/\(id)")
        #expect(page.html.contains("Shows Name, Town, and Has a car, in order of name."))
        let paper = try await alice.send(
            "/people/print", ["search": "\(id)", "paper": "table"])
        #expect(paper.html.contains("<th scope=\"col\">Town</th><th scope=\"col\">Has a car</th>"))
        #expect(paper.html.contains("<td><bdi>Porto</bdi></td><td><bdi>yes</bdi></td>"))
        let export = try await alice.open("/people/export?search=\(id)")
        #expect(export.html.contains("value=\"city\" checked"))
        #expect(export.html.contains("value=\"Has a car\" checked"))
    }

    @Test func `that there are none of, or too many, are refused in words`() async throws {
        let (_, alice) = try await chapter()
        let none = try await alice.open("/people?c=own%3Ashoes")
        #expect(none.status == 422)
        #expect(none.html.contains("no field with the code “shoes”"))
        #expect(try await alice.open("/people?c=shoes").status == 200)
    }

    @Test func `are read by other programs`() async throws {
        let (harbour, _) = try await chapter()
        let client = harbour.client(.control)
        let reply = try await client.ask(
            .get, "members?search=dora&columns=town,own:buddy,status")
        let people = try reply.decoded([MemberAnswer].self)
        #expect(
            people.first?.columns
                == ["town": ["Porto"], "own:buddy": ["Bob O'Brien"], "status": ["contact"]])
        let plain = try await client.ask(.get, "members?search=dora")
        #expect(try plain.decoded([MemberAnswer].self).first?.columns == nil)
        let id = try await harbour.act(
            SaveSearch(
                "A", SearchQuery(), isShared: true, view: ListView([.employer], by: .name)))
        let kept = try await client.ask(
            .get, "members?search=dora&saved=\(id)&columns=kept")
        #expect(
            try kept.decoded([MemberAnswer].self).first?.columns == ["employer": ["Port Ltd"]])
        #expect(try await client.ask(.get, "members?columns=shoes").status == 422)
        #expect(try await client.ask(.get, "members?columns=own:shoes").status == 422)
    }
}

@Suite struct `Lists made by hand, in a browser` {
    @Test func `one is made with a name, filled and says what it is`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        let searches = try await alice.open("/people/searches")
        #expect(searches.html.contains("action=\"/people/searches/by-hand\""))
        let refused = try await alice.send("/people/searches/by-hand", ["name": " "])
        #expect(refused.status == 422)
        #expect(refused.html.contains("Give the search a name."))
        let made = try await alice.send(
            "/people/searches/by-hand", ["name": "Choir", "shared": "1"])
        let address = try #require(made.location)
        var page = try await alice.open(address)
        #expect(page.html.contains("Made by hand: only those who were put in are on this list."))
        #expect(page.html.contains("Tick people in a list"))
        #expect(page.html.contains("0 people"))
        let person = try await alice.open("/people/\(bob)")
        #expect(person.html.contains("href=\"/people/searches/put?id=\(bob)\""))
        let id = try #require(page.html.firstMatch(of: /searches\/(\d+)\/remove/)).output.1
        let put = try await alice.send(
            "/people/searches/put", ["id": "\(bob)", "into": String(id), "place": "in"])
        page = try await alice.open(try #require(put.location))
        #expect(page.html.contains("1 person"))
        let list = try await alice.open("/people?search=\(id)")
        #expect(list.html.contains("are on the list made by hand <b><bdi>Choir</bdi></b>"))
        #expect(list.html.contains("Bob O&#39;Brien"))
        let paths = ["/reports?search=\(id)", "/people/map?search=\(id)"]
        for path in paths { #expect(try await alice.open(path).status == 200, "\(path)") }
        let taken = try await alice.send(
            "/people/export", ["search": String(id), "column": "name"])
        #expect(taken.html == "name\r\nBob O'Brien\r\n")
    }
}
