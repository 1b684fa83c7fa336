import Chapter
import Federation
import Feeds
import GRDB
import Node

/// How long after an act's commit on one node its row can be read on the others.
struct Latency {
    let workspace: Workspace
    let commits: Int

    /// The times in milliseconds until the row is at a second node, and until it is at a third too.
    func measure() async throws -> (second: [Double], third: [Double]) {
        var nodes: [BenchNode] = []
        for name in ["Harbour", "Riverside", "Hillside"] {
            let database = try workspace.database()
            nodes.append(try await BenchNode(database, author: try newAuthor(), name: name))
        }
        let (first, second, third) = (nodes[0], nodes[1], nodes[2])
        try await second.join(first)
        try await third.join(first)
        for node in nodes {
            for other in nodes where other !== node { try await node.waitForLink(to: other) }
        }
        var times: (second: [Double], third: [Double]) = ([], [])
        for number in 0..<(commits + commits / 10) {
            let plan = MeetingPlan(
                title: "Assembly \(number)", place: "Hall", start: systemClock() + 86_400_000,
                end: systemClock() + 90_000_000, audience: .linked)
            let meeting = try await Chapter(feeds: first.feeds)
                .perform(ScheduleMeeting(plan), as: .operator, at: systemClock()).get()
            let committed = ContinuousClock.now
            async let atSecond = second.visible(meeting, since: committed)
            async let atThird = third.visible(meeting, since: committed)
            let (left, right) = (try await atSecond, try await atThird)
            // The first tenth warms up.
            guard number >= commits / 10 else { continue }
            times.second.append(left)
            times.third.append(max(left, right))
        }
        for node in nodes {
            await node.stop()
            try workspace.remove(node.database)
        }
        return times
    }
}

extension BenchNode {
    /// Waits until a meeting's row can be read; gives the milliseconds since a moment.
    func visible(
        _ meeting: ObjectID, since start: ContinuousClock.Instant
    ) async throws -> Double {
        try await wait("a meeting") {
            try await self.database.read { db in
                try Bool.fetchOne(
                    db, sql: "SELECT 1 FROM shared_meeting WHERE meeting = ?",
                    arguments: [meeting]) == true
            }
        }
        return (ContinuousClock.now - start).inSeconds * 1000
    }
}
