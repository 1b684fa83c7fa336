import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing
import Web

@testable import Web

@Suite struct `Limits of the API` {
    @Test func `a network that sends bad tokens is told to wait, a good token still works`()
        async throws
    {
        let harbour = try TestChapter.make()
        let clock = TestClock()
        let client = harbour.client(clock: clock)
        let (_, token) = try await harbour.member("Alice")
        var statuses: [Int] = []
        for _ in 0..<21 {
            statuses.append(try await client.ask(.get, "me", token: "wrong").status)
        }
        #expect(statuses.prefix(20).allSatisfy { $0 == 401 })
        #expect(statuses.last == 429)
        let limited = try await client.ask(.get, "me", token: "wrong")
        #expect(limited.headers[.retryAfter] == "5")
        #expect(try await client.ask(.get, "me", token: token).status == 200)
        clock.advance(milliseconds: 5_000)
        #expect(try await client.ask(.get, "me", token: "wrong").status == 401)
        #expect(try await client.ask(.get, "me", token: "wrong").status == 429)
    }

    @Test func `a visitor is held to bursts of 200, the operator to none`() async throws {
        let harbour = try TestChapter.make()
        let visitor = harbour.client()
        var last = 0
        for _ in 0...200 { last = try await visitor.ask(.get, "groups").status }
        #expect(last == 429)
        let keeper = harbour.client(.control)
        for _ in 0...200 { last = try await keeper.ask(.get, "groups").status }
        #expect(last == 200)
    }

    @Test func `sign-in links can be tried ten times`() async throws {
        let client = try TestChapter.make().client()
        var statuses: [Int] = []
        for _ in 0..<11 {
            statuses.append(
                try await client.ask(.post, "sign-in", #"{"link": "abc"}"#).status)
        }
        #expect(statuses == Array(repeating: 404, count: 10) + [429])
    }

    @Test func `an allowance fills up with time and forgets names that are full`() {
        let allowance = Allowance(size: 2, perSecond: 1)
        var now = Timestamp.noon
        #expect(allowance.take("a", at: now) == nil)
        #expect(allowance.take("a", at: now) == nil)
        #expect(allowance.take("a", at: now) == 1)
        #expect(allowance.take("b", at: now) == nil)
        now = now + 1_000
        #expect(allowance.take("a", at: now) == nil)
        #expect(allowance.take("a", at: now) == 1)
        // A clock that goes back gives nothing and takes nothing.
        #expect(allowance.take("a", at: now + -10_000) == 1)
        for name in 0..<Allowance.namesAtMost { _ = allowance.take("n\(name)", at: now + 60_000) }
        #expect(allowance.take("a", at: now + 60_000) == nil)
    }

    @Test func `a body over 64 KiB is refused`() async throws {
        let client = try TestChapter.make().client(.control)
        let long = String(repeating: "a", count: 64 * 1024)
        let answer = try await client.ask(.post, "members", #"{"name": "\#(long)"}"#)
        #expect(answer.status == 413)
        #expect(answer.error == "The request is too large.")
    }
}
