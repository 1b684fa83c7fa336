import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct `Tags of votes, groups, searches, imports and places in a browser` {
    /// The pages of one thing of each kind, without their tags in the API and with them.
    private func things(_ harbour: TestChapter) async throws -> [(page: String, api: String)] {
        let dan = try await harbour.act(AddMember(name: "Dan Dee")).memberID
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Shall we?")))
        let group = try await harbour.act(
            FoundGroup(name: "Night school", purpose: "Law", interests: [], handle: "rosa"),
            as: .member(dan, []))
        let search = try await harbour.act(SaveSearch("Nights", SearchQuery(), isShared: true))
        let list = StageImport(.bytes(Array("name\nAnn Li\n".utf8)), fileName: "list.csv")
        let staged = try await list.run(in: harbour.chapter, as: .operator, at: .noon).get()
        let number = try #require(Int64(staged.importID))
        try await harbour.act(ApplyImport(number))
        try await harbour.act(
            RecordInteraction(
                InteractionContent(.visit, .them, "Rent", place: "Café Cordera", with: [dan])))
        return [
            ("/votes/\(ballot)", "ballots/\(ballot)/tags"),
            ("/groups/\(group)", "groups/\(group)/tags"),
            ("/people/searches/\(search)", "searches/\(search)/tags"),
            ("/people/import/\(number)", "imports/\(number)/tags"),
            ("/people/map/place?name=cafe%20cordera", "meeting-places/tags?place=cafe%20cordera"),
        ]
    }

    @Test func `each page has the tags, which lead to everything that has them`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let link = "href=\"/people/tags/things?tag=Night%20work\""
        let things = try await things(harbour)
        for (page, _) in things {
            let form =
                page.contains("?") ? page.replacing("place?", with: "place/tags?") : page + "/tags"
            #expect(try await alice.open(page).html.contains("action=\"\(form)\""), "\(page)")
            let sent = try await alice.send(form, ["add": "Night work"])
            let shown = try await alice.open(try #require(sent.location))
            #expect(shown.status == 200, "\(page)")
            #expect(shown.html.contains(link), "\(page)")
        }
        let all = try await alice.open("/people/tags/things?tag=night+work")
        let found = try await alice.open("/search?q=night+wo")
        for (page, _) in things {
            #expect(all.html.contains("href=\"\(page)\""), "\(page)")
            #expect(found.html.contains("href=\"\(page)\""), "\(page)")
        }
        let place = try #require(things.last?.page)
        let form = place.replacing("place?", with: "place/tags?")
        _ = try await alice.send(form, ["remove": "Night work"])
        #expect(try await !alice.open(place).html.contains(link))
    }

    @Test func `members see no tags on votes and groups`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let things = try await things(harbour)
        let group = try #require(things.first { $0.page.hasPrefix("/groups") }).page
        _ = try await alice.send(group + "/tags", ["add": "Night work"])
        let bob = try await PeopleBrowser(harbour, as: try await harbour.add(.bob))
        let shown = try await bob.open(group)
        #expect(shown.status == 200)
        #expect(!shown.html.contains("Night work"))
    }

    @Test func `programs show and set them`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let token = try await harbour.act(MakeMemberToken(try #require(alice.memberID))).token
        let headers: HTTPFields = [
            .authorization: "Bearer \(token)", .contentType: "application/json",
        ]
        let client = harbour.client()
        func ask(_ method: HTTPRequest.Method, _ path: String, _ json: String) async throws
            -> String
        {
            let reply = try await client.send(
                method, "/api/v1/\(path)", headers: headers,
                body: RequestBody(buffer: ByteBuffer(string: json)))
            return String(buffer: reply.body)
        }
        for (_, path) in try await things(harbour) {
            let address = path.split(separator: "?")
            let place = address.count > 1 ? "\"place\": \"CAFÉ Cordera\", " : ""
            let set = try await ask(
                .patch, String(address[0]), "{\(place)\"add\": [\"Rent\", \"Nights\"]}")
            #expect(set == "{\"tags\":[\"Nights\",\"Rent\"]}", "\(path)")
            _ = try await ask(.patch, String(address[0]), "{\(place)\"remove\": [\"nights\"]}")
            #expect(try await ask(.get, path, "") == "{\"tags\":[\"Rent\"]}", "\(path)")
        }
        let all = try await ask(.get, "tags/things?tag=rent", "")
        for kind in ["ballot", "group", "saved search", "import", "place"] {
            #expect(all.contains("\"kind\":\"\(kind)\""), "\(kind)")
        }
    }
}
