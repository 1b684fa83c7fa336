import Federation
import Feeds
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Gossip

@Suite final class `The storer of the gossip`: Sendable {
    private let author = FeedAuthor.fixed(1)
    private let database: DatabaseQueue
    private let feeds: Feeds
    private let reported = Mutex<[GossipInput]>([])
    private let faults = Mutex(0)
    private let changes = Mutex(0)

    init() throws {
        database = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        feeds = Feeds(database: database, author: .fixed(2))
    }

    private func storer() -> Storer {
        Storer(
            feeds, report: { [self] input in reported.withLock { $0.append(input) } },
            governanceChanged: { [self] in changes.withLock { $0 += 1 } },
            fault: { [self] _ in faults.withLock { $0 += 1 } })
    }

    /// Runs of one event each.
    private func runs(_ count: Int, kind: Kind = Kind(rawValue: 1000)) -> [VerifiedRun] {
        var tip = Tip.empty
        return (0..<count).map { number in
            let event = author.withKey { key in
                EventAuthor.write(
                    kind, [UInt8(number & 255)], salt: [UInt8](repeating: 1, count: 16),
                    time: HybridTime(now: .noon, after: tip.time), after: tip, in: author.feed,
                    signedBy: key)
            }
            tip = event.tip
            return VerifiedRun(written: event)
        }
    }

    private var stored: [UInt64] {
        reported.withLock { inputs in
            inputs.compactMap { input in
                if case .stored(_, let tip, _, _) = input { tip.seq } else { nil }
            }
        }
    }

    private func tip() throws -> UInt64 {
        try database.read { try HeldFeed.find(author.feed, in: $0)?.tip.seq ?? 0 }
    }

    @Test func `stores in order, reports in order, and ends when it is closed`() async throws {
        let storer = storer()
        for run in runs(300) { storer.put(.store(run, from: Link(4))) }
        storer.close()
        await storer.run()
        #expect(stored == Array(1...300))
        #expect(try tip() == 300)
        #expect(faults.withLock { $0 } == 0)
        #expect(changes.withLock { $0 } == 0)
    }

    @Test func `says when what was stored may change the roster`() async throws {
        let storer = storer()
        for run in runs(2, kind: .nodeRecorded) { storer.put(.store(run, from: Link(4))) }
        storer.close()
        await storer.run()
        #expect(changes.withLock { $0 } == 1)
    }

    @Test func `keeps nothing of a batch that fails, and says how far the feed is held`()
        async throws
    {
        try await database.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER disk_full BEFORE INSERT ON event WHEN NEW.seq = 5
                    BEGIN SELECT raise(ABORT, 'database or disk is full'); END
                    """)
        }
        let storer = storer()
        let runs = runs(8)
        for run in runs[..<3] { storer.put(.store(run, from: Link(4))) }
        let task = Task { await storer.run() }
        try await eventually("the first batch") { self.stored == [1, 2, 3] }
        for run in runs[3...] { storer.put(.store(run, from: Link(4))) }
        try await eventually("the failure") { self.faults.withLock { $0 } > 0 }
        storer.close()
        await task.value
        let failed = reported.withLock { inputs in
            inputs.compactMap { input -> UInt64? in
                if case .storeFailed(_, let tip, _) = input { tip.seq } else { nil }
            }
        }
        // Event 4 may have gone in before the others came; the last word is what is held.
        #expect(try failed.last == tip())
        #expect(try tip() <= 4)
    }
}
