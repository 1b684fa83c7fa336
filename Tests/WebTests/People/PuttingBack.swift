import Chapter
import Federation
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

/// What was changed in a record comes back from its history.
@Suite struct `Putting a record back` {
    @Test func `a change is brought back from the history, and back again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"], why: "he said so"))
        let history = try await alice.open("/people/\(bob)/history")
        #expect(history.html.contains("he said so"))
        let revert = try #require(history.html.firstMatch(of: /action="([^"]*\/revert)"/)).output.1
        let done = try await alice.send(String(revert), [:])
        #expect(try await harbour.record(bob).values[.job] == nil)
        let undo = try #require(done.location?.split(separator: "undo=").last)
        _ = try await alice.send("/people/taken-back/\(undo)", [:])
        #expect(try await harbour.record(bob).values[.job] == "docker")
        try await harbour.act(EditMember(bob, changes: [.job: "pilot"]))
        let late = try await alice.send(String(revert), [:])
        #expect(late.status == 409)
        #expect(late.html.contains("has changed again since"))
    }

    @Test func `a record is put back to how it was before a change`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        try await harbour.act(EditMember(bob, changes: [.job: "pilot", .shift: "night"]))
        try await harbour.act(TagMember(bob, "driver"))
        let history = try await alice.open("/people/\(bob)/history").html
        let ways = history.matches(of: /action="(\/people\/taken-back\/[^"]*)"/).map {
            String($0.output.1)
        }
        // Not for the latest change, which has its own button, and not for the adding.
        let oldest = try #require(ways.last)
        #expect(Set(ways).count == 2)
        _ = try await alice.send(oldest, [:])
        let record = try await harbour.record(bob)
        #expect(record.values[.job] == nil)
        #expect(record.values[.shift] == nil)
        #expect(record.tags.isEmpty)
    }

    @Test func `no line that left the record as it was offers to put it back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        let link = try await harbour.act(MakeSignInLink(bob))
        try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        let list = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
        try await harbour.act(PlaceInSearch(list, .putIn, .these([bob])))
        try await harbour.act(EditMember(bob, changes: [.job: "pilot"]))
        let history = try await alice.open("/people/\(bob)/history").html
        #expect(history.contains("Choir (put in)"))
        let ways = history.matches(of: /action="(\/people\/taken-back\/[^"]*)"/).map {
            String($0.output.1)
        }
        #expect(ways.count == 1)
        let done = try await alice.send(try #require(ways.first), [:])
        #expect(done.status == 303)
        #expect(try await harbour.record(bob).values[.job] == nil)
    }

    @Test func `all interests go at once, and come back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(SetInterests(bob, ["Housing", "Transit"]))
        let page = try await PeopleBrowser(harbour, as: bob)
        #expect(try await page.open("/people/\(bob)").html.contains("Remove all interests"))
        let done = try await page.send("/people/\(bob)/interests", ["clear": "1"])
        #expect(try await harbour.record(bob).interests.isEmpty)
        let undo = try #require(done.location?.split(separator: "undo=").last)
        _ = try await page.send("/people/taken-back/\(undo)", [:])
        #expect(try await harbour.record(bob).interests.sorted() == ["Housing", "Transit"])
        let left = try await page.open("/people/\(bob)").html
        #expect(left.contains("Transit"))
    }

    @Test func `a member keeps skills on their own page, and all go at once`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let page = try await PeopleBrowser(harbour, as: bob)
        let address = "/people/\(bob)"
        #expect(try await page.open(address).html.contains("No skills yet."))
        _ = try await page.send("\(address)/skills", ["add": "First aid"])
        _ = try await page.send("\(address)/skills", ["add": "Sewing"])
        let shown = try await page.open(address)
        #expect(shown.html.contains("name=\"remove\" value=\"First aid\""))
        #expect(shown.html.contains("Remove all skills"))
        _ = try await page.send("\(address)/skills", ["remove": "Sewing"])
        #expect(try await harbour.record(bob).skills == ["First aid"])
        _ = try await page.send("\(address)/skills", ["clear": "1"])
        #expect(try await harbour.record(bob).skills.isEmpty)
    }

    @Test func `the history says from which kind of browser or program a change came`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.member("Alice", roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let client = harbour.client()
        let link = try await harbour.act(MakeSignInLink(alice.id))
        let made = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        let cookie = SessionCookie(of: harbour.chapter.feeds.chapter)
        var headers: HTTPFields = [
            .cookie: "\(cookie.name)=\(made.token)", .matrixSite: "same-origin",
            .contentType: "application/x-www-form-urlencoded",
            .userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        ]
        _ = try await client.send(
            .post, "/people/\(bob)/tags", headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: "add=Steward")))
        headers[.userAgent] = nil
        _ = try await client.send(
            .post, "/people/\(bob)/tags", headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: "add=Driver")))
        _ = try await client.send(
            .patch, "/api/v1/members/\(bob)",
            headers: [
                .authorization: "Bearer \(alice.token)", .contentType: "application/json",
            ], body: RequestBody(buffer: ByteBuffer(string: #"{"job": "pilot"}"#)))
        let page = try await client.send(.get, "/people/\(bob)/history", headers: headers)
        let html = String(buffer: page.body)
        #expect(html.contains("<bdi>from Firefox, Linux</bdi>"))
        #expect(html.contains("<bdi>from a browser</bdi>"))
        #expect(html.contains("<bdi>by another program</bdi>"))
        #expect(!html.contains("140.0"))
    }
}
