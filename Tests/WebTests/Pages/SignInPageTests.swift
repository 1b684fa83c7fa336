import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite struct `Coming in with a link` {
    private let sameOrigin: HTTPFields = [.secFetchSite: "same-origin"]

    private func link(_ chapter: TestChapter, _ name: String = "Alice Moreau") async throws
        -> String
    {
        let member = try await chapter.member(name)
        return try await chapter.act(MakeSignInLink(member.id)).token
    }

    @Test func `looking at the link uses nothing up, pressing the button does`() async throws {
        let harbour = try TestChapter.make()
        let token = try await link(harbour)
        let client = harbour.client()
        for _ in 0..<2 {
            let shown = try await client.send(.get, "/sign-in/\(token)")
            #expect(shown.status == .ok)
        }
        let first = try await client.send(.post, "/sign-in/\(token)", headers: sameOrigin)
        #expect(first.status == .seeOther)
        let cookie = try #require(first.headers[.setCookie])
        #expect(cookie.hasPrefix("__Host-session-"))
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            #expect(cookie.contains(part))
        }
        let second = try await client.send(.post, "/sign-in/\(token)", headers: sameOrigin)
        #expect(second.status == .notFound)
    }

    @Test func `another site cannot press the button`() async throws {
        let harbour = try TestChapter.make()
        let token = try await link(harbour)
        let client = harbour.client()
        for headers: HTTPFields in [
            [:], [.secFetchSite: "cross-site"], [.origin: "https://evil.example"],
        ] {
            let reply = try await client.send(.post, "/sign-in/\(token)", headers: headers)
            #expect(reply.status == .forbidden)
            #expect(reply.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        }
        let own = try await client.send(
            .post, "/sign-in/\(token)", headers: [.origin: "https://tenants.example"])
        #expect(own.status == .seeOther)
    }

    @Test func `a member answers a meeting and sees it on the first page`() async throws {
        let harbour = try TestChapter.make()
        let title = "<b>Assembly</b> \"\u{301}"
        let meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(title: title, start: .noon + 1000, end: .noon + 9_000_000)))
        let token = try await link(harbour)
        let client = harbour.client()
        let signedIn = try await client.send(.post, "/sign-in/\(token)", headers: sameOrigin)
        let cookie = try #require(signedIn.headers[.setCookie]?.split(separator: ";").first)
        var headers = sameOrigin
        headers[.cookie] = String(cookie)
        headers[.contentType] = "application/x-www-form-urlencoded"
        let answered = try await client.send(
            .post, "/meetings/\(meeting)/answer", headers: headers,
            body: RequestBody(buffer: ByteBuffer(string: "answer=maybe")))
        #expect(answered.status == .seeOther)
        let home = try await client.send(.get, "/", headers: headers)
        let html = String(buffer: home.body)
        #expect(html.contains("&lt;b&gt;Assembly&lt;/b&gt; &quot;\u{301}"))
        #expect(html.contains("value=\"maybe\" aria-pressed=\"true\""))
        #expect(html.contains("Hello, Alice"))
        let out = try await client.send(.post, "/sign-out", headers: headers)
        #expect(out.status == .seeOther)
        let after = try await client.send(.get, "/", headers: headers)
        #expect(after.headers[.location] == "/sign-in")
    }

    @Test func `a visitor is led to the door, in the language of the browser`() async throws {
        let client = try TestChapter.make().client()
        let home = try await client.send(.get, "/")
        #expect(home.headers[.location] == "/sign-in")
        let door = try await client.send(.get, "/sign-in", headers: [.acceptLanguage: "es-MX,en"])
        #expect(String(buffer: door.body).contains("<html lang=\"es\">"))
        for address in ["/nothing/here", "/chapters/no/such/page", "/static/no/such.css"] {
            for method: HTTPRequest.Method in [.get, .post] {
                let missing = try await client.send(method, address, headers: sameOrigin)
                #expect(missing.status == .notFound, "\(method) \(address)")
                #expect(String(buffer: missing.body).contains("Nothing here"))
                #expect(missing.headers[.contentSecurityPolicy] != nil)
            }
        }
        let api = try await client.send(.get, "/api/v1/no/such/thing")
        #expect(api.headers[.contentType]?.hasPrefix("application/json") == true)
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
