import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `The history of a saved search on its page` {
    private let members = SearchQuery(all: [SearchCondition(.status, .is, "member")])
    private let housing = SearchQuery(all: [SearchCondition(.tag, .is, "Housing")])

    @Test func `it says before and after in words, and puts back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let id = try await harbour.act(SaveSearch("Union", members, isShared: true))
        try await harbour.act(
            ChangeSearch(
                id, version: 1, name: "Union <b>", housing, isShared: true,
                view: ListView([.town], by: .name)))
        let page = try await alice.open("/people/searches/\(id)")
        #expect(page.html.contains("<h2>What has changed</h2>"))
        #expect(
            page.html.contains(
                "changed what it asks for: <span class=\"old\"><bdi>People who are members</bdi>"))
        #expect(
            page.html.contains(
                "<span class=\"new\"><bdi>People who have the tag “Housing”</bdi></span>"))
        #expect(page.html.contains("<span class=\"new\"><bdi>Union &lt;b&gt;</bdi></span>"))
        #expect(page.html.contains("Shows Name and Town, in order of name."))
        let form = try #require(
            page.html.firstMatch(
                of: /name="change" value="(\d+)"><input type="hidden" name="version" value="2"/))
        let change = String(form.output.1)
        let back = try await alice.send(
            "/people/searches/\(id)/put-back", ["change": change, "version": "2"])
        let after = try await alice.open(try #require(back.location))
        #expect(after.html.contains("The search is as it was before."))
        #expect(after.html.contains("<h1><bdi>Union</bdi></h1>"))
        #expect(after.html.contains("put it back to what it was"))
        let late = try await alice.send(
            "/people/searches/\(id)/put-back", ["change": change, "version": "2"])
        #expect(late.status == 422)
        #expect(late.html.contains("class=\"errors\""))
    }

    @Test func `other programs read it and put it back`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let id = try await harbour.act(SaveSearch("Union", members, isShared: true))
        try await harbour.act(
            ChangeSearch(id, version: 1, name: "Union", housing, isShared: true))
        guard
            case .list(let lines) = try await client.ask(.get, "searches/\(id)/history").json,
            case .object(let line) = lines.first, case .text(let step) = line["id"],
            case .object(let before) = line["before"]
        else {
            Issue.record("no history")
            return
        }
        #expect(lines.count == 2)
        #expect(line["act"] == .text("ChangeSearch"))
        #expect(before["query"] != nil && before["name"] == .text("Union"))
        let back = try await client.ask(
            .post, "searches/\(id)/history/\(step)/reversal", #"{"version": 2}"#)
        #expect(back.status == 200)
        let query = try await harbour.chapter.read { db in
            try SavedSearch.read(id, in: db, for: .operator).get().query
        }
        #expect(query == members)
    }
}
