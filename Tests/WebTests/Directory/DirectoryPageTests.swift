import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The directory's pages` {
    /// Bob and Carol in front of the pages of one chapter.
    private struct Stage {
        let harbour: TestChapter
        let bob: MemberID
        let carol: MemberID
        let asBob: PeopleBrowser
        let asCarol: PeopleBrowser

        static func make() async throws -> Stage {
            let harbour = try TestChapter.make()
            let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
            try await harbour.act(
                SetAddresses(
                    bob, [PostalAddress(line1: "1 Quay Street", city: "Port", postcode: "IC1")]))
            return Stage(
                harbour: harbour, bob: bob, carol: carol,
                asBob: try await PeopleBrowser(harbour, as: bob),
                asCarol: try await PeopleBrowser(harbour, as: carol))
        }
    }

    @Test func `a member ticks what others see, looks at it, and takes it back`() async throws {
        let stage = try await Stage.make()
        let empty = try await stage.asCarol.open("/directory")
        #expect(empty.html.contains("Nobody is in the directory yet"))
        #expect(empty.html.contains("Members see nothing of you here"))
        let form = try await stage.asBob.open("/directory/mine")
        #expect(form.html.contains("<bdi>+1 555 010 0002</bdi>"), "what a tick would show")
        #expect(form.html.contains("They see nothing."))
        #expect(!form.html.contains("checked"), "nothing is ticked beforehand")
        let kept = try await stage.asBob.send(
            "/directory/mine", ["see": "name", "see": "phone", "see": "town", "see": "nonsense"])
        #expect(kept.location == "/directory/mine?done=directory_seen")
        let list = try await stage.asCarol.open("/directory")
        #expect(list.html.contains("href=\"/directory/\(stage.bob)\""))
        #expect(list.html.contains("href=\"tel:+15550100002\"") && list.html.contains("Port"))
        #expect(!list.html.contains("bob@example.org") && !list.html.contains("Quay"))
        let card = try await stage.asCarol.open("/directory/\(stage.bob)")
        #expect(card.html.contains("+1 555 010 0002"))
        #expect(!card.html.contains("bob@") && !card.html.contains("Quay"))
        #expect(!card.html.contains("/people/\(stage.bob)"), "the record stays closed")
        let file = try await stage.asCarol.open("/directory/\(stage.bob)/card.vcf")
        #expect(file.html.hasPrefix("BEGIN:VCARD") && !file.html.contains("EMAIL"))
        let search = try await stage.asCarol.open("/search?q=bob")
        #expect(search.html.contains("href=\"/directory/\(stage.bob)\""))
        #expect(!search.html.contains("href=\"/people/\(stage.bob)\""))
        #expect(try await !stage.asCarol.open("/search?q=quay").html.contains("Brien"))
        _ = try await stage.asBob.send("/directory/mine", ["see": "phone"])
        #expect(try await stage.asCarol.open("/directory/\(stage.bob)").status == 404)
        #expect(try await stage.asCarol.open("/directory/\(stage.bob)/card.vcf").status == 404)
        #expect(try await !stage.asCarol.open("/directory").html.contains("O&#39;Brien"))
    }

    @Test func `it comes as a list, as cards and on a map`() async throws {
        let stage = try await Stage.make()
        try await stage.harbour.act(
            AddOutlines(.branch, file: Array(Island.branches.utf8)))
        try await stage.harbour.act(
            SetPlace(stage.bob, GeoPoint(latitude: 40.123456, longitude: -29.987654)))
        try await stage.harbour.act(
            SetDirectoryFields(stage.bob, [.name, .interests, .place]), as: .member(stage.bob, []))
        let cards = try await stage.asCarol.open("/directory?as=cards&q=bob")
        #expect(cards.html.contains("<bdi>Transit</bdi>"))
        #expect(cards.html.contains("href=\"/directory?as=map&amp;q=bob\""))
        let map = try await stage.asCarol.open("/directory?as=map")
        #expect(map.html.contains("1 entry on the map"))
        #expect(map.html.contains("aria-label=\"Bob O&#39;Brien\""))
        #expect(!map.html.contains("40.1234"))
        #expect(map.html.matches(of: /class="value"/).isEmpty, "no numbers of branches")
        let nobody = try await stage.asCarol.open("/directory?q=quay")
        #expect(nobody.html.contains("Only what somebody shows is searched"))
        let alike = try await stage.asCarol.open("/directory")
        #expect(!alike.html.contains("Who cares about the same"))
        try await stage.harbour.act(SetInterests(stage.carol, ["housing"]))
        #expect(
            try await stage.asCarol.open("/directory").html.contains("also cares about Housing"))
    }

    @Test func `it goes along with a reason, on paper and as vCards`() async throws {
        let stage = try await Stage.make()
        try await stage.harbour.act(
            SetDirectoryFields(stage.bob, [.name, .phone]), as: .member(stage.bob, []))
        let form = try await stage.asCarol.open("/directory/take")
        #expect(form.html.contains("Take 1 entry along"))
        let without = try await stage.asCarol.send("/directory/take", ["make": "paper", "why": ""])
        #expect(without.status == 422 && without.html.contains("Say what the directory is for."))
        let paper = try await stage.asCarol.send(
            "/directory/take", ["make": "paper", "why": "phone tree"])
        #expect(paper.html.contains("class=\"sheet\"") && paper.html.contains("+1 555 010 0002"))
        #expect(!paper.html.contains("bob@example.org"))
        let file = try await stage.asCarol.send(
            "/directory/take", ["make": "cards", "why": "phone tree"])
        #expect(file.html.contains("TEL;TYPE=VOICE,CELL,PREF:+1 555 010 0002"))
    }

    @Test func `a coordinator sees what somebody shows and cannot change it`() async throws {
        let stage = try await Stage.make()
        let alice = try await stage.harbour.coordinator()
        #expect(
            try await alice.open("/people/\(stage.bob)").html.contains(
                "Members see nothing of Bob O&#39;Brien."))
        let page = try await alice.open("/people/\(stage.bob)/directory")
        #expect(page.html.contains("Only Bob O&#39;Brien chooses what members see."))
        #expect(!page.html.contains("type=\"checkbox\""))
        let refused = try await alice.send("/people/\(stage.bob)/directory", ["see": "name"])
        #expect(refused.status == 403)
        #expect(try await stage.asCarol.open("/directory").html.contains("Nobody is in"))
        let hotel = try await stage.harbour.addContact("Harbour Hotel", .organization)
        let listed = try await alice.send("/people/\(hotel)/directory", ["see": "name"])
        #expect(listed.location == "/people/\(hotel)?done=directory_seen")
        #expect(
            try await alice.open("/people/\(hotel)").html.contains(
                "Members see of Harbour Hotel: name."))
        #expect(try await stage.asCarol.open("/directory").html.contains("Harbour Hotel"))
    }

    @Test func `one's own page says what is seen, and the history tells of it`() async throws {
        let stage = try await Stage.make()
        _ = try await stage.asBob.send("/directory/mine", ["see": "name", "see": "e-mail"])
        let own = try await stage.asBob.open("/people/\(stage.bob)")
        #expect(
            own.html.contains("Members see of you: name and e-mail address that is used first."))
        #expect(own.html.contains("href=\"/directory/mine\""))
        let history = try await stage.asBob.open("/people/\(stage.bob)/history")
        #expect(history.html.contains("E-mail address that is used first"))
        #expect(!history.html.contains("/revert"))
    }

    @Test func `what people wrote is only text, also in Spanish`() async throws {
        let stage = try await Stage.make()
        try await stage.harbour.act(
            EditMember(
                stage.bob, changes: [.name: "<b>\"\u{301}Bob", .workplace: "</dl><script>"]))
        try await stage.harbour.act(EditMember(stage.carol, changes: [.language: "es"]))
        _ = try await stage.asBob.send(
            "/directory/mine", ["see": "name", "see": "workplace", "see": "e-mail"])
        for address in [
            "/directory", "/directory?as=cards", "/directory?as=map", "/directory/\(stage.bob)",
        ] {
            let shown = try await stage.asCarol.open(address)
            #expect(shown.html.contains("Directorio"), Comment(rawValue: address))
            #expect(!shown.html.contains("<script>\n") && !shown.html.contains("</dl><script>"))
            #expect(!shown.html.contains("<b>\""), Comment(rawValue: address))
        }
    }

    @Test func `programs get the same`() async throws {
        let harbour = try TestChapter.make()
        let (bob, token) = try await harbour.member("Bob O'Brien")
        let (_, other) = try await harbour.member("Carol Nuñez")
        try await harbour.act(SetPhones(bob, [Phone("+1 555 010 0002")]))
        let client = harbour.client()
        func ask(
            _ method: HTTPRequest.Method, _ path: String, _ token: String, _ json: String? = nil
        )
            async throws -> (Int, String)
        {
            let reply = try await client.ask(method, path, json, token: token)
            return (reply.status, reply.text)
        }
        let path = "members/\(bob)/directory"
        #expect(try await ask(.get, path, token).1 == "{\"shown\":[]}")
        let kept = try await ask(.put, path, token, "{\"shown\": [\"phone\", \"name\"]}")
        #expect(kept.1 == "{\"shown\":[\"name\",\"phone\"]}")
        #expect(try await ask(.put, path, other, "{\"shown\": []}").0 == 403)
        #expect(try await ask(.get, path, other).0 == 403)
        #expect(try await ask(.put, path, token, "{\"shown\": [\"everything\"]}").0 == 422)
        let list = try await ask(.get, "directory?search=bob", other)
        #expect(list.1.contains("\"phone\":\"+1 555 010 0002\"") && list.1.contains("\"count\":1"))
        #expect(list.1.contains("\"email\":null"))
        #expect(try await ask(.get, "directory/\(bob)", other).0 == 200)
        #expect(try await ask(.get, "directory/999", other).0 == 404)
    }
}
