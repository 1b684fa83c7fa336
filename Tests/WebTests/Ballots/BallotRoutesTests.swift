import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Web

@Suite struct `Ballots over the API` {
    @Test func `are drafted, opened, voted, closed and checked`() async throws {
        let harbour = try TestChapter.make()
        let (_, alice) = try await harbour.member("Alice")
        let (_, bob) = try await harbour.member("Bob")
        _ = try await harbour.member("Carol")
        let keeper = harbour.client(.control)
        let client = harbour.client()
        let made = try await keeper.ask(
            .post, "ballots", #"{"question": "Which colour?", "options": ["Red", "Blue"]}"#)
        #expect(made.status == 201)
        let id = try made.decoded(BallotIDAnswer.self).ballotID
        #expect(try await client.ask(.get, "ballots/\(id)", token: alice).status == 404)
        let opened = try await keeper.ask(.post, "ballots/\(id)/opening")
        #expect(try opened.decoded(BallotIDAnswer.self).rollSize == 3)
        let cast = try await client.ask(
            .post, "ballots/\(id)/papers", #"{"choice": "Blue"}"#, token: alice)
        #expect(cast.status == 201)
        let number = try await client.ask(
            .post, "ballots/\(id)/papers", #"{"choice": 1}"#, token: bob)
        #expect(number.status == 201)
        let twice = try await client.ask(
            .post, "ballots/\(id)/papers", #"{"choice": "Red"}"#, token: alice)
        #expect(twice.status == 409)
        let open = try await client.ask(.get, "ballots/\(id)/result", token: alice)
            .decoded(BallotResultAnswer.self)
        #expect(open.counts == [:])
        #expect(open.turnout == 2)
        #expect(try await keeper.ask(.post, "ballots/\(id)/closure").status == 200)
        let result = try await client.ask(.get, "ballots/\(id)/result", token: alice)
            .decoded(BallotResultAnswer.self)
        #expect(result.state == "closed")
        #expect(result.counts == ["Red": 0, "Blue": 2])
        #expect(result.leading == ["Blue"])
        #expect(result.rollSize == 3)
        let verdict = try await keeper.ask(.get, "ballots/\(id)/verdict")
            .decoded(BallotVerdictAnswer.self)
        #expect(verdict.findings == [])
        let file = try await keeper.ask(.get, "ballots/\(id)/export").text
        let whole = try await keeper.ask(.post, "ballots/verdict", file)
        let found = try whole.decoded(BallotVerdictAnswer.self).findings
        #expect(!found.contains { $0.contains("was changed") }, "\(found)")
        let forged = file.replacingOccurrences(of: "\"choice\" : 1", with: "\"choice\" : 0")
        #expect(forged != file)
        let caught = try await keeper.ask(.post, "ballots/verdict", forged)
            .decoded(BallotVerdictAnswer.self)
        #expect(!caught.valid)
        #expect(caught.findings.contains { $0.contains("was changed") })
    }

    @Test func `the same paper sent twice counts once`() async throws {
        let harbour = try TestChapter.make()
        let (_, alice) = try await harbour.member("Alice")
        let keeper = harbour.client(.control)
        let id = try await keeper.ask(.post, "ballots", #"{"question": "Strike?"}"#)
            .decoded(BallotIDAnswer.self).ballotID
        _ = try await keeper.ask(.post, "ballots/\(id)/opening")
        let client = harbour.client()
        let paper = #"{"choice": "Yes", "tracker": "\#(String(repeating: "0a", count: 16))"}"#
        let first = try await client.ask(.post, "ballots/\(id)/papers", paper, token: alice)
        let second = try await client.ask(.post, "ballots/\(id)/papers", paper, token: alice)
        #expect(first.status == 201)
        #expect(second.text == first.text)
    }

    @Test(arguments: [
        (#"{"choice": "Maybe"}"#, 422), (#"{"choice": 7}"#, 422), (#"{"choice": -1}"#, 422),
        (#"{}"#, 422), (#"{"choice": "Yes", "tracker": "x"}"#, 422), (#"{"choice": null}"#, 422),
    ])
    func `a paper must name an option`(body: String, status: Int) async throws {
        let harbour = try TestChapter.make()
        let (_, alice) = try await harbour.member("Alice")
        let keeper = harbour.client(.control)
        let id = try await keeper.ask(.post, "ballots", #"{"question": "Strike?"}"#)
            .decoded(BallotIDAnswer.self).ballotID
        _ = try await keeper.ask(.post, "ballots/\(id)/opening")
        let answer = try await harbour.client().ask(
            .post, "ballots/\(id)/papers", body, token: alice)
        #expect(answer.status == status, "\(answer.text)")
    }

    @Test func `the operator and visitors never vote`() async throws {
        let harbour = try TestChapter.make()
        _ = try await harbour.member("Alice")
        let keeper = harbour.client(.control)
        let id = try await keeper.ask(.post, "ballots", #"{"question": "Strike?"}"#)
            .decoded(BallotIDAnswer.self).ballotID
        _ = try await keeper.ask(.post, "ballots/\(id)/opening")
        let paper = #"{"choice": "Yes"}"#
        #expect(try await keeper.ask(.post, "ballots/\(id)/papers", paper).status == 403)
        #expect(
            try await harbour.client().ask(.post, "ballots/\(id)/papers", paper).status == 401)
    }
}
