import Chapter
import Federation
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// What became of what the phone sent.
private struct Outcome: Decodable {
    struct Refused: Decodable {
        let id: String
        let sentence: String
    }
    struct Presence: Decodable {
        let count: String
        let base: String
        let state: String?
    }
    let done: [String]
    let refused: [Refused]
    let presence: Presence
}

@Suite struct `The door on a phone` {
    private let clock = TestClock(.noon + 60_000)
    private let harbour: TestChapter
    private let alice: SignedIn
    private let meeting: ObjectID
    private var door: String { "/meetings/\(meeting)/check-in" }

    init() async throws {
        harbour = try TestChapter.make()
        alice = try await SignedIn.make("Alice", [.coordinator], in: harbour, clock: clock)
        meeting = try await harbour.act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", start: .noon, end: .noon + 7_200_000, quorum: .people(2))))
    }

    private func send(_ steps: String) async throws -> Outcome {
        let shown = try await alice.send("\(door)/queue", #"{"steps": [\#(steps)]}"#)
        #expect(shown.status == .ok, "\(shown.html)")
        return try JSONDecoder().decode(Outcome.self, from: Data(shown.html.utf8))
    }

    private func entry(_ member: MemberID) async throws -> AttendanceEntry? {
        try await harbour.chapter.attendance(of: .person(member), at: meeting, as: .operator)
    }

    @Test func `finds people by name, checks them in and takes it back`() async throws {
        let carol = try await harbour.add(.carol)
        let found = try await alice.get("\(door)?q=nun")
        #expect(found.text.contains("Carol Nuñez member Here"))
        let checked = try await alice.post(door, ["who": "\(carol)"])
        #expect(checked.location == "\(door)?in=\(carol)")
        let after = try await alice.get("\(door)?in=\(carol)")
        #expect(after.text.contains("Carol Nuñez is in, 12:01."))
        #expect(after.text.contains("1 here, 2 needed"))
        #expect(after.text.contains("1 to go"))
        #expect(try await alice.get("\(door)?q=carol").text.contains("in since 12:01 Left"))
        let undone = try await alice.post(
            "/meetings/\(meeting)/attendance",
            ["who": "\(carol)", "do": "undo", "back": "door"])
        #expect(undone.location == "\(door)?done=taken_back")
        #expect(try await entry(carol) == nil)
        #expect(try await !alice.get("\(door)?in=\(carol)").text.contains("is in"))
    }

    @Test func `says where nobody is found, whatever was typed`() async throws {
        let nasty = "%3Cscript%3E%22%CC%81"
        let shown = try await alice.get("\(door)?q=\(nasty)")
        let said = "Nobody is called “<script>\"\u{301}”"
        #expect(shown.text.contains(said))
        #expect(!shown.html.contains("<script>"))
    }

    @Test func `a guest who is sent twice comes once`() async throws {
        let form = try await alice.get("/meetings/\(meeting)/guest")
        let slip = try #require(form.html.firstMatch(of: /name="slip" value="([0-9a-f]{24})"/))
        for _ in 0..<2 {
            let sent = try await alice.post(
                "/meetings/\(meeting)/guest", ["name": "Eve", "slip": String(slip.output.1)])
            #expect(sent.location == "\(door)?in=\(slip.output.1)")
        }
        let came = try await harbour.chapter.attendance(of: meeting, limit: 9, as: .operator).get()
        #expect(came.entries.map(\.name) == ["Eve"])
        let nameless = try await alice.post("/meetings/\(meeting)/guest", ["name": " "])
        #expect(nameless.status == .unprocessableContent)
    }

    @Test func `what waited on the phone counts once, at the time when it happened`() async throws {
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let steps = #"""
            {"id": "a", "act": "in", "who": "\#(bob)", "ago": 20000},
            {"id": "b", "act": "in", "who": "0123456789abcdef01234567", "name": "Eve", "ago": 9000},
            {"id": "c", "act": "in", "who": "\#(carol)", "ago": 5000}
            """#
        let first = try await send(steps)
        #expect(first.done == ["a", "b", "c"])
        #expect(first.refused.isEmpty)
        #expect(first.presence.count == "2")
        #expect(first.presence.state == "You can decide")
        clock.advance(milliseconds: 30_000)
        let again = try await send(steps)
        #expect(again.presence.count == "2")
        #expect(try await entry(bob)?.arrived == .noon + 40_000)
        let came = try await harbour.chapter.attendance(of: meeting, limit: 9, as: .operator).get()
        #expect(came.count == 3)
    }

    @Test func `what was done in order is done in order, and a wrong step holds nobody up`()
        async throws
    {
        let bob = try await harbour.add(.bob)
        let outcome = try await send(
            #"""
            {"id": "a", "act": "in", "who": "\#(bob)", "ago": 9000},
            {"id": "b", "act": "undo", "who": "\#(bob)", "ago": 8000},
            {"id": "c", "act": "in", "who": "999", "ago": 7000},
            {"id": "d", "act": "dance", "who": "\#(bob)", "ago": 6000},
            {"id": "e", "act": "in", "who": "\#(bob)", "ago": 5000},
            {"id": "f", "act": "out", "who": "\#(bob)", "ago": 4000}
            """#)
        #expect(outcome.done == ["a", "b", "c", "d", "e", "f"])
        #expect(outcome.refused.map(\.id) == ["c", "d"])
        #expect(outcome.presence.count == "0")
        let bobs = try #require(try await entry(bob))
        #expect(bobs.arrived == .noon + 55_000)
        #expect(bobs.left == .noon + 56_000)
    }

    @Test func `a list that is filled in afterwards means the start`() async throws {
        let bob = try await harbour.add(.bob)
        clock.advance(milliseconds: 86_400_000)
        _ = try await send(#"{"id": "a", "act": "in", "who": "\#(bob)", "ago": 0}"#)
        #expect(try await entry(bob)?.arrived == .noon)
    }

    @Test func `the list for searching without a network has names and nothing else`()
        async throws
    {
        let bob = try await harbour.add(.bob)
        try await harbour.act(RecordAttendance(meeting, member: bob))
        let list = try await alice.get("\(door)/people")
        #expect(list.type?.hasPrefix("application/json") == true)
        #expect(list.html.contains("Bob O'Brien"))
        #expect(list.html.contains(#""isWhole":true"#))
        #expect(list.html.contains(#""state":"in""#))
        #expect(!list.html.contains("bob@example.org"))
        #expect(!list.html.contains("555"))
    }

    @Test func `too many steps at once and no JSON are refused`() async throws {
        let step = #"{"id": "a", "act": "in", "who": "1", "ago": 0}"#
        let many = Array(repeating: step, count: 51).joined(separator: ",")
        let refused = try await alice.send("\(door)/queue", #"{"steps": [\#(many)]}"#)
        #expect(refused.status == .unprocessableContent)
        #expect(try await alice.send("\(door)/queue", "nonsense").status.code >= 400)
    }
}
