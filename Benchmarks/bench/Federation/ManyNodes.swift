import Chapter
import Federation
import Feeds
import GRDB
import Node

/// So many real nodes in one process, each linked with every other over loopback.
struct ManyNodes {
    let workspace: Workspace
    let count: Int
    let commits: Int

    /// The milliseconds from a commit on one node until the row is read on all others.
    func measure() async throws -> [Double] {
        var nodes: [BenchNode] = []
        for number in 0..<count {
            let node = try await BenchNode(
                try workspace.database(), author: try newAuthor(), name: "Chapter \(number)")
            if let first = nodes.first {
                try await node.join(first)
                // From four chapters on a second founder has to vouch.
                if nodes.count >= 2 { try await nodes[1].endorse(node) }
            }
            nodes.append(node)
        }
        for node in nodes {
            for other in nodes where other !== node { try await node.waitForLink(to: other) }
        }
        var times: [Double] = []
        for number in 0..<commits {
            let author = nodes[number % count]
            let plan = MeetingPlan(
                title: "Assembly \(number)", place: "Hall", start: systemClock() + 86_400_000,
                end: systemClock() + 90_000_000, audience: .linked)
            let meeting = try await Chapter(feeds: author.feeds)
                .perform(ScheduleMeeting(plan), as: .operator, at: systemClock()).get()
            let committed = ContinuousClock.now
            let slowest = try await withThrowingTaskGroup(of: Double.self) { group in
                for node in nodes where node !== author {
                    group.addTask { try await node.visible(meeting, since: committed) }
                }
                return try await group.reduce(0, max)
            }
            times.append(slowest)
        }
        for node in nodes {
            await node.stop()
            try workspace.remove(node.database)
        }
        return times
    }
}

extension BenchNode {
    /// Vouches for a chapter as soon as it is a candidate here, unless one word was enough.
    fileprivate func endorse(_ other: BenchNode) async throws {
        let candidate = other.feeds.chapter
        try await wait("a candidate") {
            try await self.database.write { db in
                guard let entry = try self.feeds.roster(in: db)?.entry(candidate) else {
                    return false
                }
                if case .candidate = entry.standing {
                    _ = try self.feeds.endorse(candidate, at: systemClock(), in: db)
                }
                return true
            }
        }
    }
}
