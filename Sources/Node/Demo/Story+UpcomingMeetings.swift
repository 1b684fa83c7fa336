import Federation
import Foundation
import Web

extension Story {
    /// How many members of each chapter answer an invitation to a coming meeting.
    private static let answering = 9

    /// Plans what is coming, watches it arrive at the other chapters, and lets members answer.
    func planMeetings() async throws {
        heading("What is coming: a shared meeting is seen elsewhere at once.")
        for (number, node) in nodes.enumerated() {
            let coming = try Gathering.all(of: node.chapter, around: now).filter { $0.end >= now }
            for (index, gathering) in coming.enumerated() {
                let meeting = try await gathering.plan(at: node)
                guard gathering.topic.audience != .chapter else { continue }
                let others = nodes.filter { $0.chapterID != node.chapterID }
                try await watch(meeting, gathering, of: node, arriveAt: others, told: index == 0)
                if index == 0 {
                    try await answer(meeting, at: node, seed: Self.seed + UInt64(number))
                    if let guest = others.first {
                        try await visit(meeting, from: guest, seed: Self.seed + UInt64(number))
                    }
                }
            }
        }
    }

    /// Measures from the answer at the planning chapter until another one's node shows the meeting.
    private func watch(
        _ meeting: String, _ gathering: Gathering, of node: DemoNode, arriveAt others: [DemoNode],
        told: Bool
    ) async throws {
        let start = ContinuousClock.now
        try await together(others) { other in
            _ = try await time(until: "\(other.short) seeing a meeting of \(node.short)") {
                _ = try await other.door.bytes(DoorRequest("GET", "meetings/\(meeting)"))
                return true
            }
            guard told else { return }
            let taken = start.duration(to: .now).words
            tell("  \(other.short) sees \(node.short)'s “\(gathering.topic.title)” after \(taken).")
        }
    }

    /// Lets some members say whether they come, each with a token of their own.
    private func answer(_ meeting: String, at node: DemoNode, seed: UInt64) async throws {
        var chance = Chance(seed: seed)
        let people = try await node.members().shuffled(using: &chance).prefix(Self.answering)
        let answers = ["yes", "yes", "maybe", "yes", "no"]
        let replies = people.enumerated().map { ($1.memberID, answers[$0 % answers.count]) }
        try await together(replies) { memberID, reply in
            let door = try await node.door(of: memberID)
            _ = try await door.bytes(
                .json("POST", "meetings/\(meeting)/rsvp", ["answer": .text(reply)]))
        }
        if let first = people.first {
            tell("  \(first.name) and \(people.count - 1) others of \(node.short) answer.")
        }
    }

    /// Lets a member of a linked chapter say that they come.
    private func visit(
        _ meeting: String, from guestNode: DemoNode, seed: UInt64
    ) async throws {
        var chance = Chance(seed: seed)
        let members = try await guestNode.members()
        guard let guest = members.randomElement(using: &chance) else { return }
        let door = try await guestNode.door(of: guest.memberID)
        _ = try await door.bytes(
            .json("POST", "meetings/\(meeting)/rsvp", ["answer": .text("yes")]))
        tell("  \(guest.name) of \(guestNode.short) will come to it too.")
    }
}
