import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct `Timelines and tasks for programs` {
    /// What the API of a chapter answers to somebody with a token.
    private struct Program {
        let client: RequestClient
        let headers: HTTPFields

        init(_ harbour: TestChapter, as member: MemberID) async throws {
            client = harbour.client()
            let token = try await harbour.act(MakeMemberToken(member)).token
            headers = [
                .authorization: "Bearer \(token)", .contentType: "application/json",
            ]
        }

        func ask(_ method: HTTPRequest.Method, _ path: String, _ json: String? = nil)
            async throws -> RequestClient.Reply
        {
            try await client.send(
                method, "/api/v1/\(path)", headers: headers,
                body: json.map { RequestBody(buffer: ByteBuffer(string: $0)) }
                    ?? RequestBody(
                        buffer: ByteBuffer()))
        }

        func read<Content: Decodable>(_ type: Content.Type, _ path: String) async throws -> Content
        {
            try JSONDecoder().decode(
                type, from: Data(try await ask(.get, path).body.readableBytesView))
        }
    }

    @Test func `an entry is written, changed, removed and brought back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let program = try await Program(harbour, as: try #require(alice.memberID))
        let made = try await program.ask(
            .post, "people/\(bob)/interactions",
            """
            {"kind": "call", "side": "them", "summary": "Rent", "outcome": "answered",
             "at": "2026-05-01T10:00+02:00", "followUp": {"due": "2026-05-04"}}
            """)
        #expect(made.status == .created)
        let id = try JSONDecoder().decode(
            InteractionIDAnswer.self, from: Data(made.body.readableBytesView))
        let task = try #require(id.taskID)
        let changed = try await program.ask(
            .patch, "interactions/\(id.interactionID)",
            "{\"outcome\": \"\", \"channel\": \"Signal\"}")
        #expect(changed.status == .ok)
        let now = try await program.read(
            InteractionAnswer.self, "interactions/\(id.interactionID)")
        #expect(now.outcome == nil)
        #expect(now.channel == "Signal")
        #expect(now.summary == "Rent", "what is missing stays")
        #expect(now.at.timestamp == Moment("2026-05-01T08:00Z")?.timestamp)
        let late = try await program.ask(
            .patch, "interactions/\(id.interactionID)",
            "{\"summary\": \"x\", \"expectedVersion\": 1}")
        #expect(late.status == .conflict)
        let entries = try await program.read(
            [TimelineAnswer].self, "people/\(bob)/timeline?question=them")
        #expect(entries.map(\.interaction?.summary) == ["Rent"])
        _ = try await program.ask(.delete, "interactions/\(id.interactionID)")
        let gone = try await program.read(
            InteractionAnswer.self, "interactions/\(id.interactionID)")
        #expect(gone.removed != nil)
        _ = try await program.ask(.post, "interactions/\(id.interactionID)/restoration")
        let tasks = try await program.read([InteractionAnswer].self, "tasks?contact=\(bob)")
        #expect(tasks.map(\.interactionID) == [task])
        #expect(tasks[0].follows == id.interactionID)
        _ = try await program.ask(.post, "tasks/\(task)/completion", "{\"note\": \"sent\"}")
        let done = try await program.read([InteractionAnswer].self, "tasks?state=done")
        #expect(done.map(\.done?.note) == ["sent"])
    }

    @Test func `a timeline comes in pages, and odd questions are refused`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        for number in 1...5 {
            try await harbour.act(
                RecordInteraction(InteractionContent(.note, .about, "\(number)", with: [bob])),
                as: alice)
        }
        let program = try await Program(harbour, as: try #require(alice.memberID))
        var seen: [String] = []
        var next: String? = ""
        while let before = next {
            let reply = try await program.ask(
                .get, "people/\(bob)/timeline?limit=2&before=\(before)")
            let page = try JSONDecoder().decode(
                [TimelineAnswer].self, from: Data(reply.body.readableBytesView))
            seen += page.compactMap(\.interaction?.summary)
            next = HTTPField.Name(RequestClient.nextPage).flatMap { reply.headers[$0] }
        }
        #expect(seen == ["5", "4", "3", "2", "1"])
        for path in [
            "people/\(bob)/timeline?question=why", "tasks?state=half", "tasks?assignee=x",
            "people/\(bob)/timeline?limit=0",
        ] {
            #expect(try await program.ask(.get, path).status == .unprocessableContent, "\(path)")
        }
        let wrong = try await program.ask(
            .post, "people/\(bob)/interactions", "{\"kind\": \"dance\", \"summary\": \"x\"}")
        #expect(wrong.status == .unprocessableContent)
    }

    @Test func `a private note is not there for anybody else`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let eve = try await harbour.viewer(.eve, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let note = try await harbour.act(
            RecordInteraction(
                InteractionContent(.note, .about, "Kanarienvogel", isPrivate: true, with: [bob]),
                followUp: FollowUp("Kanarienvogel")), as: alice)
        let task = try #require(note.task)
        let other = try await Program(harbour, as: try #require(eve.memberID))
        let own = try await Program(harbour, as: try #require(alice.memberID))
        for path in [
            "people/\(bob)/timeline", "interactions/\(note.id)", "tasks", "tasks/\(task)",
            "members/\(bob)", "members/\(bob)/history", "members",
        ] {
            let reply = try await other.ask(.get, path)
            #expect(!String(buffer: reply.body).contains("Kanarienvogel"), "\(path)")
        }
        let list = try await other.ask(.post, "members.csv")
        #expect(!String(buffer: list.body).contains("Kanarienvogel"))
        #expect(
            String(buffer: try await own.ask(.get, "tasks").body).contains("Kanarienvogel"),
            "its author finds it")
    }
}
