import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing
import Web

@Suite struct `Who asks` {
    @Test func `a token stands for its member with the roles they hold now`() async throws {
        let harbour = try TestChapter.make()
        let (alice, token) = try await harbour.member("Alice", roles: [.coordinator])
        let client = harbour.client()
        let answer = try await client.ask(.get, "me", token: token)
        #expect(answer.status == 200)
        #expect(
            answer.json
                == .object([
                    "memberID": .text(alice.description), "roles": .list([.text("coordinator")]),
                ]))
        try await harbour.act(TakeRole(alice, .coordinator))
        let later = try await client.ask(.get, "me", token: token)
        #expect(try later.decoded(ViewerAnswer.self).roles == [])
    }

    @Test(arguments: [
        "", "0", "nonsense", String(repeating: "0", count: 64), String(repeating: "é", count: 3),
    ])
    func `a token that is none is refused with 401`(token: String) async throws {
        let answer = try await TestChapter.make().client().ask(.get, "meetings", token: token)
        #expect(answer.status == 401)
        #expect(answer.error?.contains("token is not valid") == true)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
    }

    @Test func `only the bearer scheme counts, and in any case of letters`() async throws {
        let harbour = try TestChapter.make()
        let (_, token) = try await harbour.member("Alice")
        let client = harbour.client()
        let basic = try await client.ask(
            .get, "meetings", headers: [.authorization: "Basic \(token)"])
        #expect(basic.status == 401)
        let lower = try await client.ask(
            .get, "meetings", headers: [.authorization: "bearer \(token)"])
        #expect(lower.status == 200)
    }

    @Test func `an expired token and one of a former member let nobody in`() async throws {
        let harbour = try TestChapter.make()
        let clock = TestClock()
        let client = harbour.client(clock: clock)
        let (alice, ofAlice) = try await harbour.member("Alice")
        let (_, ofBob) = try await harbour.member("Bob")
        #expect(try await client.ask(.get, "me", token: ofAlice).status == 200)
        try await harbour.act(EndMembership(alice, why: "moved away"))
        #expect(try await client.ask(.get, "me", token: ofAlice).status == 401)
        #expect(try await client.ask(.get, "me", token: ofBob).status == 200)
        clock.advance(milliseconds: 31 * 24 * 3_600_000)
        #expect(try await client.ask(.get, "me", token: ofBob).status == 401)
    }

    @Test func `without a token one is a visitor and is asked for it where that matters`()
        async throws
    {
        let client = try TestChapter.make().client()
        #expect(try await client.ask(.get, "meetings").status == 200)
        let refused = try await client.ask(.post, "members", #"{"name": "Eve"}"#)
        #expect(refused.status == 401)
        #expect(refused.error?.contains("Authorization: Bearer") == true)
        for path in ["members", "status", "links", "events", "groups/suggestions", "imports/1"] {
            #expect(try await client.ask(.get, path).status == 401, "\(path)")
        }
    }

    @Test func `a member without a role is refused in words`() async throws {
        let harbour = try TestChapter.make()
        let (_, token) = try await harbour.member("Bob")
        let refused = try await harbour.client().ask(
            .post, "members", #"{"name": "Eve"}"#, token: token)
        #expect(refused.status == 403)
        #expect(refused.error == "You may not manage people in this chapter.")
    }

    @Test func `the control socket is the operator, who never takes part`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        #expect(try await client.ask(.post, "members", #"{"name": "Alice"}"#).status == 201)
        let refused = try await client.ask(
            .post, "groups", #"{"name": "Rent", "purpose": "Lower it"}"#)
        #expect(refused.status == 403)
        #expect(try await client.ask(.get, "me").status == 404)
    }

    @Test func `a token in the query string or in a cookie is no token`() async throws {
        let harbour = try TestChapter.make()
        let (_, token) = try await harbour.member("Alice")
        let client = harbour.client()
        #expect(try await client.ask(.get, "me?token=\(token)").status == 404)
        let cookie = try await client.ask(.get, "me", headers: [.cookie: "token=\(token)"])
        #expect(cookie.status == 404)
    }
}
