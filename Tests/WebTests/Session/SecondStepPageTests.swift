import Federation
import HTTPTypes
import TestSupport
import Testing

@testable import Chapter
@testable import Web

@Suite struct `The second step on the pages` {
    /// Reads Base32, as an app does.
    private func bytes(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bits, bytes): (String, [UInt8]) = ("", [])
        for letter in text where letter != " " {
            let value = alphabet.firstIndex(of: letter) ?? 0
            let digits = String(value, radix: 2)
            bits += String(repeating: "0", count: 5 - digits.count) + digits
        }
        while bits.count >= 8 {
            bytes.append(UInt8(bits.prefix(8), radix: 2) ?? 0)
            bits = String(bits.dropFirst(8))
        }
        return bytes
    }

    /// Switches it on as a person does; gives what the app knows and the recovery codes.
    private func switchOn(_ browser: Browser, _ clock: TestClock) async throws -> (
        secret: [UInt8], codes: [String]
    ) {
        #expect(try await browser.post("/settings/second-step/begin").status == 303)
        let page = try await browser.open("/settings/second-step")
        #expect(page.html.contains("<svg class=\"qr\""))
        let shown = try #require(page.html.firstMatch(of: /class="code line">([A-Z2-7 ]+)</))
        let secret = bytes(String(shown.output.1))
        #expect(secret.count == 20)
        let plain = shown.output.1.replacing(" ", with: "")
        #expect(page.html.contains("otpauth://totp/") && page.html.contains("secret=\(plain)&amp;"))
        let wrong = try await browser.post("/settings/second-step", ["code": "000000"])
        #expect(wrong.status == 422)
        let code = TimeCode.code(secret, step: TimeCode.step(at: clock.now))
        #expect(!wrong.html.contains("recovery code"), "there are none yet")
        let done = try await browser.post("/settings/second-step", ["code": code])
        #expect(done.status == 200)
        let codes = done.html.matches(of: /class="code line">([0-9A-Z-]+)</).map {
            String($0.output.1)
        }
        #expect(codes.count == 8)
        return (secret, codes)
    }

    @Test func `one switches it on, and the next sign-in asks for it`() async throws {
        let harbour = try TestChapter.make()
        let clock = TestClock()
        let client = harbour.client(clock: clock)
        let id = try await harbour.add(.bob)
        let browser = Browser(client)
        try await harbour.signIn(id, browser)
        let (secret, codes) = try await switchOn(browser, clock)
        #expect(try await browser.open("/settings/second-step").html.contains("8 left"))

        let other = Browser(client)
        let link = try await harbour.act(MakeSignInLink(id), at: clock.now)
        let half = try await other.post("/sign-in/\(link.token)?to=%2Fsettings")
        #expect(half.location == "/sign-in/second?to=%2Fsettings")
        let cookie = try #require(half.headers[.setCookie])
        #expect(cookie.hasPrefix("__Host-half-"))
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"] {
            #expect(cookie.contains(part))
        }
        #expect(try await other.open("/settings").status == 303, "half in is not in")
        #expect(try await other.open("/sign-in/second").status == 200)
        let used = TimeCode.code(secret, step: TimeCode.step(at: clock.now))
        let replayed = try await other.post("/sign-in/second", ["code": used])
        #expect(replayed.status == 422)
        #expect(replayed.html.contains("Each code works once"))
        clock.advance(milliseconds: 30_000)
        let fresh = TimeCode.code(secret, step: TimeCode.step(at: clock.now))
        let entered = try await other.post(
            "/sign-in/second", ["code": "\(fresh.prefix(3)) \(fresh.suffix(3))", "to": "/settings"])
        #expect(entered.location == "/settings")
        #expect(other.cookies.count == 1, "the half cookie is gone")
        #expect(try await other.open("/settings").status == 200)

        let off = try await other.post("/settings/second-step/off", ["removal": codes[0]])
        #expect(off.location == "/settings?done=second_off")
    }

    @Test func `codes are not guessed from inside either`() async throws {
        let harbour = try TestChapter.make()
        let clock = TestClock()
        let browser = Browser(harbour.client(clock: clock))
        try await harbour.signIn(try await harbour.add(.bob), browser)
        _ = try await switchOn(browser, clock)
        var statuses: [Int] = []
        for _ in 0..<6 {
            let tried = try await browser.post("/settings/second-step/off", ["removal": "111111"])
            statuses.append(tried.status)
        }
        #expect(statuses == [422, 422, 422, 422, 422, 429])
    }

    @Test func `a network that guesses codes waits`() async throws {
        let harbour = try TestChapter.make()
        let browser = Browser(harbour.client())
        var statuses: [Int] = []
        for _ in 0..<12 {
            let tried = try await browser.post("/sign-in/code", ["code": "0000-0000-0000-0000"])
            statuses.append(tried.status)
        }
        #expect(statuses.prefix(10).allSatisfy { $0 == 422 })
        #expect(statuses.suffix(2) == [429, 429])
    }
}
