import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `From where and why, on pages and over the API` {
    private static let agent =
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    private let members = SearchQuery(all: [SearchCondition(.status, .is, "member")])

    private func alice(_ harbour: TestChapter) async throws -> PeopleBrowser {
        let viewer = try await harbour.viewer(.alice, roles: [.coordinator])
        return try await PeopleBrowser(
            harbour, as: try #require(viewer.memberID), agent: Self.agent)
    }

    @Test func `every form that changes something asks why, and its page says it and from where`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await alice(harbour)
        let bob = try await harbour.add(.bob)
        let pact = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let call = try await harbour.act(
            RecordInteraction(InteractionContent(.call, .them, "Shifts", with: [bob]))
        ).id
        let task = try await harbour.act(AddTask(TaskContent("Call", on: [bob])))
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let pier = try await harbour.act(AddObject(kind.id, name: "Pier 4")).id
        let search = try await harbour.act(SaveSearch("Union", members, isShared: true))
        let condition = [
            ("row", "open"), ("row", "condition"), ("about.1", "status"), ("test.1", "is"),
            ("value.1", "member"), ("row", "close"), ("shared", "1"), ("search", "\(search)"),
        ]
        let forms: [(page: String, form: String, fields: [(String, String)])] = [
            (
                "/agreements/\(pact)", "/agreements/\(pact)/edit",
                [("title", "Great pact"), ("kind", "other"), ("party", "\(bob)")]
            ),
            (
                "/interactions/\(call)", "/interactions/\(call)/change",
                [("kind", "call"), ("side", "them"), ("summary", "Swaps"), ("with", "\(bob)")]
            ),
            (
                "/tasks/\(task)", "/tasks/\(task)/change",
                [("summary", "Call Bob"), ("with", "\(bob)")]
            ),
            ("/objects/\(pier)", "/objects/\(pier)/edit", [("name", "Pier 5")]),
            (
                "/people/searches/\(search)", "/people/searches/\(search)",
                condition + [("name", "Members")]
            ),
        ]
        for (page, form, fields) in forms {
            if page != form {
                #expect(try await alice.open(form).html.contains("name=\"why\""), "\(form)")
            }
            let sent = try await alice.send(
                form, pairs: fields + [("version", "1"), ("why", "Ana <asked>")])
            #expect(sent.status == 303, "\(form)")
            let html = try await alice.open(page).html
            #expect(
                html.contains(
                    " · <bdi>from Firefox, Linux</bdi> · “<bdi>Ana &lt;asked&gt;</bdi>”</small>"),
                "\(page)")
            // Where nobody said why, there is only from where.
            #expect(html.contains(" · <bdi>by the chapter’s computer itself</bdi></small>"))
            #expect(!html.contains("140.0"))
        }
        let build = try await alice.open("/people/searches/\(search)").html
        let address = try #require(build.firstMatch(of: /href="([^"]*\/build[^"]*)"/)?.output.1)
        let builder = try await alice.open(String(address).replacing("&amp;", with: "&")).html
        #expect(builder.contains("name=\"why\""))
        // Whoever begins something is not asked.
        for form in ["/agreements/add", "/tasks/add", "/people/searches/build"] {
            #expect(try await !alice.open(form).html.contains("name=\"why\""), "\(form)")
        }
        _ = try await alice.send("/objects/\(pier)/tags", ["add": "Wet"])
        let tags = try await alice.open("/objects/\(pier)").html
        let line = try #require(tags.firstRange(of: "put the tag “Wet” on it"))
        #expect(tags[line.upperBound...].prefix(150).contains("<bdi>from Firefox, Linux</bdi>"))
    }

    @Test func `a reason that was typed stays in a form that is shown again`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await alice(harbour)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let pier = try await harbour.act(AddObject(kind.id, name: "Pier 4")).id
        try await harbour.act(ChangeObject(pier, expectedVersion: 1, name: "Pier 5"))
        let edit = "/objects/\(pier)/edit"
        let late = try await alice.send(
            edit, pairs: [("version", "1"), ("name", "Pier 6"), ("why", "wrong number")])
        #expect(late.status == 409)
        #expect(late.html.contains("value=\"wrong number\""))
        let long = try await alice.send(
            edit,
            pairs: [
                ("version", "2"), ("name", "Pier 6"), ("why", String(repeating: "x", count: 501)),
            ])
        #expect(long.status == 422)
        #expect(long.html.contains("href=\"#why\""))
        #expect(long.html.contains("501 characters"))
    }

    @Test func `other programs and the command line are told apart`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.member("Alice", roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let kind = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let doors: [(client: RequestClient, token: String?, said: String)] = [
            (harbour.client(), alice.token, "API"), (harbour.client(.control), nil, "command line"),
        ]
        for (client, token, said) in doors {
            let pact = try await client.ask(
                .post, "agreements",
                #"""
                {"kind": "other", "title": "Pact", "parties": [{"memberID": "\#(bob)"}],
                 "why": "asked"}
                """#, token: token
            ).decoded(IDAnswer.self).id
            _ = try await client.ask(
                .delete, "agreements/\(pact)", #"{"why": "too soon"}"#, token: token)
            let deals = try await client.ask(.get, "agreements/\(pact)/history", token: token)
                .decoded([EditAnswer].self)
            #expect(deals.map(\.device) == [said, said])
            #expect(deals.map(\.why) == ["too soon", "asked"])
            let call = try await client.ask(
                .post, "people/\(bob)/interactions",
                #"{"kind": "call", "side": "them", "summary": "Shifts", "why": "asked"}"#,
                token: token
            ).decoded(InteractionIDAnswer.self).interactionID
            _ = try await client.ask(
                .patch, "interactions/\(call)", #"{"summary": "Swaps"}"#, token: token)
            let calls = try await client.ask(.get, "interactions/\(call)/history", token: token)
                .decoded([EditAnswer].self)
            #expect(calls.map(\.device) == [said, said])
            #expect(calls.map(\.why) == [nil, "asked"])
            let made = try await client.ask(
                .post, "object-kinds/\(kind.id)/objects",
                #"{"name": "Pier by \#(said)", "why": "asked"}"#, token: token)
            #expect(made.status == 201)
            let thing = try #require(newest(made.json, in: "history"))
            #expect(thing["device"] == .text(said) && thing["why"] == .text("asked"))
            let kept = try await client.ask(
                .post, "searches",
                #"""
                {"name": "Members, \#(said)", "why": "asked", "query": {"joins": "all",
                 "parts": [{"about": "status", "test": "is", "value": "member"}]}}
                """#, token: token)
            guard case .object(let search) = kept.json, case .text(let id) = search["id"] else {
                Issue.record("no search: \(kept.text)")
                continue
            }
            let steps = try await client.ask(.get, "searches/\(id)/history", token: token).json
            let step = try #require(newest(steps))
            #expect(step["device"] == .text(said) && step["why"] == .text("asked"))
            let number = try #require(Int64(pact))
            try await harbour.act(RestoreAgreement(number))
            _ = try await client.ask(
                .patch, "agreements/\(pact)/tags", #"{"add": ["A"], "why": "asked"}"#,
                token: token)
            let tags = try await harbour.chapter.read { db in
                try ThingTags.shown(.agreement(number), in: db, for: .operator)?.changes.first
            }
            #expect(tags?.device == said && tags?.why == "asked")
        }
    }

    /// The first line of a list, which may be under a name.
    private func newest(_ json: JSONValue?, in name: String? = nil) -> [String: JSONValue]? {
        var json = json
        if let name, case .object(let object) = json { json = object[name] }
        guard case .list(let lines) = json, case .object(let line) = lines.first else { return nil }
        return line
    }
}
