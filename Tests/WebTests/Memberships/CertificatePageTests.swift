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

@Suite struct `The pages of certificates` {
    @Test func `somebody leaves with a file, and their years go on in another chapter`()
        async throws
    {
        let harbour = try TestChapter.make(named: "Harbour")
        let hill = try TestChapter.make(named: "Hill")
        try await harbour.link(as: "Harbour", with: hill, as: "Hill")
        let plan = MembershipTypePlan(name: "Standard", term: .rolling(months: 12))
        let kind = try await harbour.act(AddMembershipType(plan))
        _ = try await hill.act(AddMembershipType(plan))
        let alice = try await harbour.coordinator()
        let bob = try await harbour.act(AddMember([.name: "Bob", .status: "contact"])).memberID
        try await harbour.act(
            BeginMembership(bob, kind, startsOn: "2026-01-01", memberSince: "2019-03-01"))
        let end = try await alice.open("/people/\(bob)/membership/end")
        #expect(end.html.contains("<option value=\"Hill\">"))
        #expect(end.html.contains("list=\"chapters\""))
        let page = try await alice.open("/people/\(bob)/membership/certificate")
        #expect(page.html.contains("<dt>A member since</dt><dd><bdi>1 March 2019</bdi>"))
        let ended = try await alice.send(
            "/people/\(bob)/membership/end",
            ["on": "2026-05-01", "movesTo": "Hill", "why": ""])
        let shown = try await alice.open(try #require(ended.location))
        #expect(shown.html.contains("moved to Hill"))
        #expect(shown.html.contains("/people/\(bob)/membership/certificate"))
        let other = try await harbour.act(AddMember(name: "Bo")).memberID
        try await harbour.act(BeginMembership(other, kind, memberSince: "2019-03-01"))
        let file = try await alice.send("/people/\(other)/membership/certificate", [:]).html
        #expect(file.contains("\"format\" : \"rhizome-membership-1\""))

        let carol = try await Bringing(hill)
        let begin = "/people/\(carol.bob)/membership/begin"
        let form = try await carol.browser.open(begin)
        #expect(form.html.contains("action=\"\(begin)/certificate\""))
        let none = try await carol.bring("", name: "")
        #expect(none.status == 422 && none.html.contains("Choose a file"))
        let wrong = try await carol.bring("{}")
        #expect(wrong.status == 422 && wrong.html.contains("no certificate of membership"))
        let large = try await carol.bring(String(repeating: " ", count: 50_000))
        #expect(large.status == 422 && large.html.contains("48"))
        let brought = try await carol.bring(file)
        #expect(brought.status == 200)
        #expect(brought.html.contains("Signed with the key of Harbour, a linked chapter."))
        #expect(brought.html.contains("1 March 2019"))
        #expect(brought.html.contains("made out to Bo, and this is Bob"))
        #expect(!brought.html.contains("name=\"memberSince\""))
        let fields = ["type": "1", "startsOn": "2026-05-01", "certificate": file]
        let unsure = try await carol.browser.send(begin, pairs: fields.map { ($0, $1) })
        #expect(unsure.status == 422 && unsure.html.contains("href=\"#isSamePerson\""))
        #expect(unsure.html.contains("name=\"certificate\""))
        let done = try await carol.browser.send(
            begin, pairs: fields.map { ($0, $1) } + [("isSamePerson", "1")])
        let there = try await carol.browser.open(try #require(done.location))
        #expect(
            there.html.contains(
                "<dt>Without a break since</dt><dd><bdi>1 March 2019</bdi>"))
        #expect(there.html.contains("by the certificate Harbour"))
    }
}

/// A coordinator of the chapter to which Bob comes.
private struct Bringing {
    let browser: PeopleBrowser
    let bob: MemberID
    private let harbour: TestChapter
    private let cookie: String

    init(_ chapter: TestChapter) async throws {
        harbour = chapter
        let carol = try await chapter.viewer(.carol, roles: [.coordinator])
        let id = try #require(carol.memberID)
        browser = try await PeopleBrowser(chapter, as: id)
        let link = try await chapter.act(MakeSignInLink(id))
        let made = try await chapter.act(ConsumeSignInLink(token: link.token), as: .visitor)
        cookie = "\(SessionCookie(of: chapter.chapter.feeds.chapter).name)=\(made.token)"
        bob = try await chapter.act(AddMember([.name: "Bob", .status: "contact"])).memberID
    }

    func bring(_ file: String, name: String = "certificate.json") async throws
        -> PeopleBrowser.Shown
    {
        let body =
            "--xx\r\nContent-Disposition: form-data; name=\"certificate\"; "
            + "filename=\"\(name)\"\r\nContent-Type: application/json\r\n\r\n\(file)\r\n--xx--\r\n"
        let reply = try await harbour.client().send(
            .post, "/people/\(bob)/membership/begin/certificate",
            headers: [
                .cookie: cookie, .matrixSite: "same-origin",
                .contentType: "multipart/form-data; boundary=xx",
            ], body: RequestBody(buffer: ByteBuffer(string: body)))
        return PeopleBrowser.Shown(
            status: Int(reply.status.code), html: String(buffer: reply.body),
            location: reply.headers[.location])
    }
}
