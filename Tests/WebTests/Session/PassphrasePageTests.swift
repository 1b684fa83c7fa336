import Chapter
import Federation
import TestSupport
import Testing

@testable import Web

@Suite struct `Signing in with a passphrase` {
    private let phrase = "cuatro palabras sin relación"

    /// Bob with a passphrase, chosen in the settings.
    private func bob(_ harbour: TestChapter, _ client: RequestClient) async throws -> Browser {
        let id = try await harbour.add(.bob)
        let browser = Browser(client)
        try await harbour.signIn(id, browser)
        let saved = try await browser.post("/settings/passphrase", ["passphrase": phrase])
        #expect(saved.location == "/settings?done=passphrase_saved")
        return browser
    }

    @Test func `choosing one renews the session and ends the others`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client()
        let id = try await harbour.add(.carol)
        let (here, there) = (Browser(client), Browser(client))
        try await harbour.signIn(id, here)
        try await harbour.signIn(id, there)
        let before = here.cookies
        _ = try await here.post("/settings/passphrase", ["passphrase": phrase])
        #expect(here.cookies != before)
        #expect(try await here.open("/settings").status == 200)
        #expect(try await there.open("/settings").location == "/sign-in?to=%2Fsettings")
        let old = Browser(client)
        let stolen = try #require(before.values.first)
        let known = try await harbour.chapter.arrival(stolen, at: .noon)
        #expect(known.viewer == .visitor)
        _ = old
    }

    @Test func `it lets in, and leads to where one wanted to go`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client()
        _ = try await bob(harbour, client)
        let browser = Browser(client)
        let turned = try await browser.open("/settings/sessions?x=1")
        #expect(turned.location == "/sign-in?to=%2Fsettings%2Fsessions%3Fx%3D1")
        let form = try await browser.open("/sign-in/passphrase?to=%2Fsettings%2Fsessions%3Fx%3D1")
        #expect(form.html.contains("name=\"to\" value=\"/settings/sessions?x=1\""))
        let entered = try await browser.post(
            "/sign-in/passphrase",
            ["email": "Bob@example.org", "passphrase": phrase, "to": "/settings/sessions?x=1"])
        #expect(entered.location == "/settings/sessions?x=1")
        let list = try await browser.open("/settings/sessions")
        #expect(list.html.contains("Firefox on Linux"))
        #expect(list.html.contains("with the passphrase"))
    }

    @Test func `wrong and unknown look the same, and wait the same`() async throws {
        let harbour = try TestChapter.make()
        let clock = TestClock()
        let client = harbour.client(clock: clock)
        _ = try await bob(harbour, client)
        for email in ["bob@example.org", "nobody@example.org"] {
            let browser = Browser(client)
            func attempt(_ phrase: String = "not this one") async throws -> Browser.Seen {
                try await browser.post(
                    "/sign-in/passphrase", ["email": email, "passphrase": phrase])
            }
            for left in [4, 3, 2, 1] {
                let wrong = try await attempt()
                #expect(wrong.status == 422)
                #expect(wrong.html.contains("The e-mail address or the passphrase is not right."))
                #expect(wrong.html.contains("You can try \(left) more time"))
                #expect(wrong.html.contains("value=\"\(email)\""))
                #expect(!wrong.html.contains("not this one"), "passphrases are not sent back")
            }
            #expect(try await attempt().status == 422)
            // The right one waits like any other.
            let waiting = try await attempt(phrase)
            #expect(waiting.status == 429)
            #expect(waiting.html.contains("Wait 30 seconds"))
            clock.advance(milliseconds: 30_000)
            #expect(try await attempt().status == 422)
            clock.advance(milliseconds: 59_000)
            #expect(try await attempt().status == 429)
            clock.advance(milliseconds: 1_000)
            #expect(try await attempt(phrase).status == (email.hasPrefix("bob") ? 303 : 422))
        }
    }

    @Test func `changing and removing ask for the present one`() async throws {
        let harbour = try TestChapter.make()
        let browser = try await bob(harbour, harbour.client())
        let wrong = try await browser.post(
            "/settings/passphrase", ["present": "no", "passphrase": "another four words here"])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("This is not your present passphrase."))
        let short = try await browser.post(
            "/settings/passphrase", ["present": phrase, "passphrase": "short"])
        #expect(short.html.contains("A passphrase has 12 to 200 characters"))
        let changed = try await browser.post(
            "/settings/passphrase",
            ["present": phrase, "passphrase": "another four words here"])
        #expect(changed.status == 303)
        let kept = try await browser.post("/settings/passphrase/remove", ["removal": phrase])
        #expect(kept.status == 422)
        let removed = try await browser.post(
            "/settings/passphrase/remove", ["removal": "another four words here"])
        #expect(removed.location == "/settings?done=passphrase_removed")
        let entered = try await browser.post(
            "/sign-in/passphrase",
            ["email": "bob@example.org", "passphrase": "another four words here"])
        #expect(entered.status == 422)
    }

    @Test func `waits grow, are capped and are forgotten`() {
        let patience = Patience(free: 2)
        var now = Timestamp.noon
        #expect(patience.begin("a", at: now) == nil)
        #expect(patience.left("a") == 1)
        #expect(patience.begin("a", at: now) == nil)
        var waits: [Int] = []
        for _ in 0..<10 {
            let wait = patience.begin("a", at: now) ?? 0
            waits.append(wait)
            now = now + Int64(wait) * 1000
            #expect(patience.begin("a", at: now) == nil)
        }
        #expect(waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
        #expect(patience.begin("b", at: now) == nil, "one name does not wait for another")
        #expect(patience.begin("a", at: now + Patience.memory + 1) == nil)
        #expect(patience.left("a") == 1)
        patience.forget("a")
        #expect(patience.left("a") == 2)
    }

    @Test func `success takes back one try of a network and no more`() {
        let patience = Patience(free: 3)
        for _ in 0..<2 { _ = patience.begin("net", at: .noon) }
        patience.takeBack("net", at: .noon)
        #expect(patience.left("net") == 2)
    }
}
