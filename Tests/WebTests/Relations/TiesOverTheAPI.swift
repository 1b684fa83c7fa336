import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Relations and positions over the API` {
    /// The first row of a list, as text that can be sent back.
    private func first(_ client: RequestClient, _ path: String) async throws -> String {
        guard case .list(let rows) = try await client.ask(.get, path).json, let row = rows.first
        else { throw Refusal.notFound("row") }
        return String(decoding: try JSONEncoder().encode(row), as: UTF8.self)
    }

    @Test func `a relation that somebody else changed meanwhile is not written over`() async throws
    {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let id = try await harbour.act(
            AddRelation(bob, 1, .forward, hotel, startsOn: "2026-02-01")
        ).id
        let (list, path) = ("members/\(bob)/relations", "members/\(bob)/relations/\(id)")
        let seen = try await first(client, list)
        try await harbour.act(
            ChangeRelation(id, of: bob, startsOn: "2026-03-01", note: "nights"))
        let late = try await client.ask(
            .put, path, #"{"startsOn": "2026-02-01", "note": "weekends", "seen": \#(seen)}"#)
        #expect(late.status == 409)
        #expect(
            late.error
                == "While you were editing this, somebody else changed it (first day: now "
                + "“2026-03-01”, yours “2026-02-01”; note: now “nights”, yours “weekends”). "
                + "Nothing of yours was saved: look at it as it is now and make your change again.")
        #expect(try late.decoded(ErrorAnswer.self).field == "startsOn")
        let now = try await first(client, list)
        #expect(now.contains("nights") && now.contains("2026-03-01"))
        // From the other end it is the same relation, read the other way.
        let there = try await first(client, "members/\(hotel)/relations")
        let fits = try await client.ask(
            .put, "members/\(hotel)/relations/\(id)", #"{"note": "weekends", "seen": \#(there)}"#)
        #expect(fits.status == 200)
        #expect(try await first(client, list).contains("weekends"))
        // Whoever does not say what they saw writes over whatever is there.
        let blind = try await client.ask(.put, path, #"{"note": "days"}"#)
        #expect(blind.status == 200)
        let strange = try await client.ask(
            .put, path, #"{"note": "x", "seen": {"typeID": "x", "direction": "forward"}}"#)
        #expect(strange.status == 404)
    }

    @Test func `a relation that reads alike from both ends is not taken for another`() async throws
    {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let type = try await harbour.act(
            AddRelationType(EnteredRelationType("is a friend of")))
        let id = try await harbour.act(AddRelation(bob, type, .forward, eve)).id
        for person in [bob, eve] {
            let seen = try await first(client, "members/\(person)/relations")
            let done = try await client.ask(
                .put, "members/\(person)/relations/\(id)",
                #"{"note": "\#(person)", "seen": \#(seen)}"#)
            #expect(done.status == 200, "\(done.text)")
        }
    }

    @Test func `a position that somebody else changed meanwhile is not written over`() async throws
    {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let id = try await harbour.act(GivePosition(bob, "steward", at: hotel)).id
        let (list, path) = ("members/\(bob)/positions", "members/\(bob)/positions/\(id)")
        let seen = try await first(client, list)
        try await harbour.act(ChangePosition(id, of: bob, "head steward"))
        let late = try await client.ask(
            .put, path,
            #"{"title": "steward", "organizationID": "\#(hotel)", "note": "n", "seen": \#(seen)}"#)
        #expect(late.status == 409)
        let said = try #require(late.error)
        #expect(said.contains("title: now “head steward”, yours “steward”"))
        #expect(
            said.contains("organization: now empty, yours “Harbour Hotel (\(hotel))”)"), "\(said)")
        #expect(try late.decoded(ErrorAnswer.self).field == "title")
        let now = try await first(client, list)
        let fits = try await client.ask(
            .put, path, #"{"title": "steward", "seen": \#(now)}"#)
        #expect(fits.status == 200)
    }

    @Test func `pages say it in the reader's language`() throws {
        let spanish = try PageKit().catalogue.wording(.spanish)
        let said = spanish.sentence(
            "While you were editing this, somebody else changed it (first day: now “2026-03-01”, "
                + "yours empty; note: now “x”, yours “y”). Nothing of yours was saved: look at it "
                + "as it is now and make your change again.")
        #expect(said.contains("(primer día: ahora “2026-03-01”, lo tuyo vacío; nota: ahora"))
    }
}
