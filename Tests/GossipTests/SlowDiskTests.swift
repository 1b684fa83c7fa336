import Federation
import Feeds
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Gossip

@Suite(.serialized) struct `A newcomer with a slow disk` {
    /// Makes each event that is stored take so long.
    private func slowDown(_ node: GossipNode, milliseconds: UInt32) async throws {
        try await node.database.write { db in
            db.add(
                function: DatabaseFunction("pause", argumentCount: 0) { _ in
                    usleep(milliseconds * 1000)
                    return nil
                })
            try db.execute(
                sql: """
                    CREATE TEMP TRIGGER slow BEFORE INSERT ON main.event
                    BEGIN SELECT pause(); END
                    """)
        }
    }

    @Test func `fetches everything, and keeps no more in memory than it is meant to`() async throws
    {
        let nodes = try await federation(2)
        let (old, new) = (nodes[0], nodes[1])
        await new.stop()
        // 24 MB.
        for _ in 0..<400 {
            try await old.append(Kind(rawValue: 1000), [UInt8](repeating: 7, count: 60_000))
        }
        try await slowDown(new, milliseconds: 4)
        try await new.start(push: false)
        let end = try await old.end(of: old.chapter)
        var most = 0
        try await eventually("all has come") {
            most = max(most, try await new.gossip.gossip.load.waitingBytes)
            return try await new.end(of: old.chapter) == end
        }
        let bound = GossipSettings().creditBytes + Limits.runBytes
        #expect(most > 0)
        #expect(most <= bound, "\(most) bytes waited")
        try await eventually("nothing waits") {
            try await new.gossip.gossip.load.waitingBytes == 0
        }
        for node in nodes { await node.stop() }
    }
}

extension GossipNode {
    /// How far the store holds a chapter's first feed.
    nonisolated func end(of chapter: ChapterID) async throws -> UInt64 {
        try await database.read { db in
            try HeldFeed.find(FeedName(chapter: chapter, epoch: 0), in: db)?.tip.seq ?? 0
        }
    }
}
