import Federation
import Foundation
import Synchronization
import Web

extension Story {
    /// Plans and holds the meetings of the past year.
    func holdMeetings() async throws {
        heading("A year of meetings. Who came stays at home; linked chapters hear only how many.")
        let start = ContinuousClock.now
        let held = Mutex((meetings: 0, people: 0))
        let heartbeat = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(4))
                let sofar = held.withLock { $0 }
                tell("  … \(sofar.meetings) meetings, \(sofar.people) attendances so far")
            }
        }
        defer { heartbeat.cancel() }
        try await together(nodes) { node in
            try await holdMeetings(at: node) { people in
                held.withLock { $0 = ($0.meetings + 1, $0.people + people) }
            }
        }
        let all = held.withLock { $0 }
        tell(
            "  \(all.meetings) meetings and \(all.people) attendances, by name, in "
                + "\(start.duration(to: .now).words).")
    }

    private func holdMeetings(
        at node: DemoNode, _ wasHeld: @Sendable @escaping (Int) -> Void
    ) async throws {
        let seed = Self.seed + UInt64(node.chapter.list.utf8.count)
        let members = try await node.members()
        var turnout = Turnout(of: members.map(\.memberID), seed: seed)
        var counts: [Int] = []
        var times: [String: Int] = [:]
        for gathering in try Gathering.all(of: node.chapter, around: now)
        where gathering.end < now {
            let meeting = try await gathering.plan(at: node)
            if let reason = gathering.topic.calledOff {
                _ = try await node.door.bytes(
                    .json("POST", "meetings/\(meeting)/cancellation", ["reason": .text(reason)]))
                continue
            }
            let arrivals = turnout.next(at: gathering)
            try await together(arrivals) { arrival in
                try await record(arrival, at: meeting, of: gathering, node)
            }
            _ = try await node.door.bytes(DoorRequest("PUT", "meetings/\(meeting)/head-count"))
            wasHeld(arrivals.count)
            counts.append(arrivals.count)
            for arrival in arrivals { times[arrival.memberID, default: 0] += 1 }
        }
        let regular = members.max { (times[$0.memberID] ?? 0) < (times[$1.memberID] ?? 0) }
        tell("  \(node.short): \(counts.map(String.init).joined(separator: ", "))")
        if let regular, let often = times[regular.memberID] {
            tell("    came to \(counts.count) meetings; \(regular.name) to \(often) of them.")
        }
    }

    private func record(
        _ arrival: Turnout.Arrival, at meeting: String, of gathering: Gathering, _ node: DemoNode
    ) async throws {
        var fields: [String: JSONValue] = [
            "memberID": .text(arrival.memberID),
            "arrived": .text("\(Moment(arrival.arrived, offset: gathering.offset))"),
        ]
        if let left = arrival.left {
            fields["left"] = .text("\(Moment(left, offset: gathering.offset))")
        }
        _ = try await node.door.bytes(
            .json("POST", "meetings/\(meeting)/attendance", fields))
    }
}
