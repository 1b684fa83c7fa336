import Chapter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Where signing in leads` {
    @Test(arguments: [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "javascript:alert(1)", "evil.example", "", " /people", "/\t/evil.example",
        "/\n/evil.example", "/people\r\nSet-Cookie: a=b", "/%2F/evil.example", "/%5Cevil.example",
        "/a//b", "/.//evil.example", "/../..", "/sign-in", "/sign-in/abc", "/sign-out",
        "/api/v1/me",
        "/%0d%0aLocation:x", "/\u{2028}", "/é", "/%zz", "/" + String(repeating: "a", count: 1000),
    ])
    func `never away from here`(to: String) async throws {
        #expect(LocalPath(to) == nil)
        let harbour = try TestChapter.make()
        let id = try await harbour.add(.bob)
        let browser = Browser(harbour.client())
        let code = try await harbour.act(PrintSignInCode(id)).code.text
        let entered = try await browser.post("/sign-in/code", ["code": code, "to": to])
        #expect(entered.status == 200)
        #expect(entered.html.contains("class=\"button main full\" href=\"/\""))
        let link = try await harbour.act(MakeSignInLink(id)).token
        let escaped = to.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let used = try await browser.post("/sign-in/\(link)?to=\(escaped)")
        #expect(used.location == "/")
    }

    @Test(arguments: [
        "/", "/people", "/people/5?tag=a%20b&x=//y", "/meetings?when=past#top", "/votes/ab12",
        "/search?q=%C3%A9", "/sign-ins",
    ])
    func `to pages of this chapter`(to: String) {
        #expect(LocalPath(to)?.text == to)
    }

    @Test func `a visitor is sent back to the page they wanted, and not after a form`() async throws
    {
        let browser = Browser(try TestChapter.make().client())
        let asked = try await browser.open("/settings/roles?who=ana%20b")
        #expect(asked.location == "/sign-in?to=%2Fsettings%2Froles%3Fwho%3Dana%2520b")
        let door = try await browser.open(try #require(asked.location))
        #expect(door.html.contains("name=\"to\" value=\"/settings/roles?who=ana%20b\""))
        #expect(try await browser.post("/settings/language").status == 403)
    }

    @Test func `signing in ends the session that the browser had before`() async throws {
        let harbour = try TestChapter.make()
        let browser = Browser(harbour.client())
        try await harbour.signIn(try await harbour.add(.eve), browser)
        let before = try #require(browser.cookies.values.first)
        try await harbour.signIn(try await harbour.add(.bob), browser)
        #expect(try await harbour.chapter.arrival(before, at: .noon).viewer == .visitor)
        #expect(try await browser.open("/settings").html.contains("Bob O&#39;Brien"))
    }

    @Test func `browsers are told apart coarsely`() async throws {
        let agents = [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605 Version/18.5 Mobile Safari/604.1",
                "Safari on iPhone"
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome on Android"
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows"
            ),
            ("curl/8.0", "A browser"), ("<script>alert(1)</script>", "A browser"),
        ]
        let harbour = try TestChapter.make()
        let id = try await harbour.add(.bob)
        let client = harbour.client()
        for (agent, name) in agents {
            let browser = Browser(client)
            browser.agent = agent
            try await harbour.signIn(id, browser)
            #expect(try await browser.open("/settings/sessions").html.contains("<b>\(name)</b>"))
        }
    }
}
