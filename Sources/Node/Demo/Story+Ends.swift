import Federation
import Foundation
import Web

extension Story {
    /// So many days ago somebody's membership ended, and why; the same in each chapter.
    private static let ends = [
        (daysAgo: 9, why: "Moved to another town"), (daysAgo: 33, why: "Changed jobs"),
        (daysAgo: 38, why: "Wrote that the dues are too much just now"),
        (daysAgo: 81, why: "Moved to another town"), (daysAgo: 127, why: "Retired"),
        (daysAgo: 133, why: "Moved in with family abroad"), (daysAgo: 204, why: "Changed jobs"),
        (daysAgo: 251, why: "Wants to rest for a while"), (daysAgo: 318, why: "Moved away"),
    ]

    /// Ends a few memberships of the past year, so that a chapter shows people who come and go.
    func endMemberships() async throws {
        for node in nodes {
            let mail = node.chapter.coordinator.mail
            var members = try await node.members()
            members.removeAll { $0.email == mail }
            var chance = Chance(seed: Self.seed + UInt64(node.chapter.name.utf8.count))
            members.shuffle(using: &chance)
            for (end, member) in zip(Self.ends, members) {
                let moment = now + -Int64(end.daysAgo) * 86_400_000
                _ = try await node.door.bytes(
                    .json(
                        "POST", "members/\(escaped(member.memberID))/end",
                        [
                            "why": .text(end.why),
                            "on": .text(String(Moment(moment).description.prefix(10))),
                        ]))
            }
        }
        tell("  In each, \(Self.ends.count) memberships of the past year have ended since.")
    }
}
