import Federation
import Foundation
import Web

extension Story {
    /// Something that a coordinator wrote down in the past weeks.
    private struct Said {
        let kind: String
        let side: String
        let daysAgo: Int64
        let summary: String
        var outcome = ""
        var place = ""
        /// What is to be done now, and in how many days.
        var next: (task: String, days: Int64)?
    }

    private static let said = [
        Said(
            kind: "call", side: "them", daysAgo: 2, summary: "Works nights until the end of June",
            outcome: "answered", next: ("Move the talk to a Sunday", 0)),
        Said(
            kind: "visit", side: "them", daysAgo: 9, summary: "Water comes through the ceiling",
            place: "Stairwell C", next: ("Bring the form for the inspection", 3)),
        Said(
            kind: "letter", side: "us", daysAgo: 20, summary: "The dates of the summer, on paper"),
        Said(
            kind: "conversation", side: "them", daysAgo: 34,
            summary: "Would speak at a meeting, in her own language", outcome: "willing",
            next: ("Find somebody who interprets", -1)),
        Said(kind: "message", side: "us", daysAgo: 41, summary: "Thanks for the soup"),
        Said(kind: "note", side: "about", daysAgo: 60, summary: "Knows everybody in house 14"),
    ]

    /// The coordinators write down whom they talked with and what they have to do.
    func talk(_ people: [String: DemoDirectory.SignedInPeople]) async throws {
        heading("Calls, visits, letters; what comes of them are tasks.")
        for node in nodes {
            guard let chosen = people[node.chapter.directory] else { continue }
            let door = try await node.door(of: chosen.coordinator)
            let contacts = try await node.members().map(\.memberID)
                .filter { $0 != chosen.coordinator }
            // The member who is signed in is among them, so that their page has something.
            let some = [chosen.member] + contacts.filter { $0 != chosen.member }.prefix(3)
            for (index, said) in Self.said.enumerated() {
                try await write(said, of: some[index % some.count], chosen.coordinator, door)
            }
            _ = try await door.bytes(
                .json("POST", "tasks", ["summary": .text("Count the chairs in the hall")]))
            tell("  \(node.short): \(Self.said.count) entries in \(some.count) timelines.")
        }
    }

    private func write(_ said: Said, of contact: String, _ coordinator: String, _ door: TokenDoor)
        async throws
    {
        var fields: [String: JSONValue] = [
            "kind": .text(said.kind), "side": .text(said.side), "summary": .text(said.summary),
            "outcome": .text(said.outcome), "place": .text(said.place),
            "at": .text(Moment(now + -said.daysAgo * Self.day).description),
        ]
        if let next = said.next {
            let due = Moment(now + next.days * Self.day).description.prefix(10)
            fields["followUp"] = .object([
                "summary": .text(next.task), "due": .text(String(due)),
                "assignee": .text(coordinator),
            ])
        }
        _ = try await door.bytes(.json("POST", "people/\(contact)/interactions", fields))
    }

    private static let day: Int64 = 86_400_000
}
