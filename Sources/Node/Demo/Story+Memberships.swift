import Federation
import Foundation
import Web

extension Story {
    /// So many days ago a few memberships began; some run out soon, some are in grace.
    private static let begins = [
        360, 351, 344, 372, 380, 391, 30, 75, 118, 160, 201, 240, 263, 290, 12, 3, 333, 320,
    ]

    /// What a few can do, one after the other; some can do two things.
    private static let skills = ["First aid", "Translating", "Driving a van", "Bookkeeping"]

    /// Adds kinds of membership and a rule of good standing, and begins the memberships of a few.
    ///
    /// The others are members by hand, as in a chapter that has just begun to keep periods.
    func keepMemberships() async throws {
        for node in nodes {
            let standard = try await kind("Standard", months: 12, rank: 1, at: node)
            let solidarity = try await kind("Solidarity", months: 12, rank: 2, at: node)
            let members = try await node.members()
            for (index, (daysAgo, member)) in zip(Self.begins, members).enumerated() {
                let moment = Moment(now + -Int64(daysAgo) * 86_400_000)
                _ = try await node.door.bytes(
                    try .json(
                        "POST", "members/\(escaped(member.memberID))/membership/begin",
                        [
                            "kind": .text(index % 5 == 4 ? solidarity : standard),
                            "startsOn": .text(String(moment.description.prefix(10))),
                        ]))
                let skill = Self.skills[index % Self.skills.count]
                let more = index % 3 == 0 ? [Self.skills[(index + 1) % Self.skills.count]] : []
                _ = try await node.door.bytes(
                    try .json(
                        "PATCH", "members/\(escaped(member.memberID))",
                        ["skills": .list(([skill] + more).map { .text($0) })]))
            }
            // Each shares its words; one has a kind that the others can take over.
            let own =
                node === nodes.first
                ? [try await kind("Solidarity fund", months: 6, rank: 3, at: node)] : []
            _ = try await node.door.bytes(
                try .json(
                    "PUT", "shared-words",
                    [
                        "kinds": .list(([standard, solidarity] + own).map { .text($0) }),
                        "skills": .list(Self.skills.map { .text($0) }),
                    ]))
            _ = try await node.door.bytes(
                try .json(
                    "PUT", "standing",
                    [
                        "joinedDays": .number(30), "meetings": .number(2),
                        "withinMonths": .number(12),
                    ]
                ))
        }
        tell("  In each, \(Self.begins.count) memberships are kept in periods from now on.")
    }

    private func kind(_ name: String, months: Int, rank: Int, at node: DemoNode) async throws
        -> String
    {
        struct Added: Decodable { var id: String }
        let added: Added = try await node.door.ask(
            try .json(
                "POST", "membership-kinds",
                [
                    "name": .text(name), "period": .text("rolling"), "months": .number(months),
                    "graceDays": .number(30), "rank": .number(rank),
                ]))
        return added.id
    }
}
