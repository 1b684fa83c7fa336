import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

/// The real store on SQLite on a disk that loses what was not synced, at every step it takes.
@Suite struct `A chapter whose power goes at any write` {
    /// A store on a virtual disk, as a node opens its own.
    private struct Machine {
        let disk: VirtualDisk
        let path: String
        let feeds: Feeds
        let database: DatabaseQueue
        let highWater: HighWater

        init(_ disk: VirtualDisk, synchronous: String = "FULL") throws {
            self.disk = disk
            path = DiskSystem.mount(disk)
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = \(synchronous)")
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 20")
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            var migrator = DatabaseMigrator()
            Feeds.registerMigrations(in: &migrator)
            try migrator.migrate(database)
            highWater = HighWater(file: VirtualMark(disk: disk), place: "one place")
            feeds = Feeds(database: database, author: .named("Harbour"), highWater: highWater)
            feeds.onCommit { disk.take(.told($0)) }
        }

        func tip() throws -> Tip {
            try database.read { try HeldFeed.find(feeds.author.feed, in: $0)?.tip ?? .empty }
        }

        func close() throws {
            try database.close()
            DiskSystem.unmount(path)
        }
    }

    /// What a chapter does on one day: its own events, one or several at once, those of others, and
    /// sayings that waited for the gate.
    private func day(_ seed: UInt64, synchronous: String = "FULL") throws -> VirtualDisk {
        let disk = VirtualDisk()
        let machine = try Machine(disk, synchronous: synchronous)
        let other = FeedAuthor.named("Valley")
        var theirs = Tip.empty
        var random = SplitMix64(seed: seed)
        for number in 0..<12 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                let event = other.withKey { key in
                    EventAuthor.write(
                        Kind(rawValue: 1000), [UInt8](repeating: 1, count: 900),
                        salt: [UInt8](repeating: 2, count: 16),
                        time: HybridTime(now: .noon, after: theirs.time), after: theirs,
                        in: other.feed, signedBy: key)
                }
                theirs = event.tip
                try machine.database.write {
                    try machine.feeds.receive(VerifiedRun(written: event), in: $0)
                }
            default:
                let count = Int.random(in: 1...3, using: &random)
                try machine.database.write { db in
                    for part in 0..<count {
                        try machine.feeds.append(
                            Kind(rawValue: 1000), Array("saying \(number) \(part)".utf8),
                            at: .noon + Int64(number), in: db)
                    }
                }
            }
        }
        try machine.close()
        return disk
    }

    /// What is wrong after a cut: nothing, or in words.
    private func faults(of disk: VirtualDisk, after count: Int, _ random: inout SplitMix64) throws
        -> [String]
    {
        var told: [Event] = []
        for step in disk.steps[..<count] {
            if case .told(let events) = step { told += events }
        }
        let machine: Machine
        do {
            machine = try Machine(disk.cut(after: count, &random))
        } catch {
            return ["the database does not open: \(error)"]
        }
        defer { try? machine.close() }
        var faults: [String] = []
        let held = try machine.database.read { db in
            guard try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok" else {
                faults.append("the database is damaged")
                return [EventID]()
            }
            return try HeldFeed.find(machine.feeds.author.feed, in: db)?
                .events(from: 1, limit: .max, in: db).map(\.id) ?? []
        }
        for event in told
        where held.count < event.header.seq || held[Int(event.header.seq) - 1] != event.id {
            faults.append("event \(event.header.seq) was sent and is gone")
        }
        switch machine.highWater.verdict(on: try machine.tip(), of: machine.feeds.author.feed) {
        case .current: break
        case .new:
            if !told.isEmpty { faults.append("it takes itself for new") }
        case .restored(let reason):
            // Where the first file did not arrive, it asks the others: nothing of it was sent.
            if machine.disk.bytes(of: VirtualMark.name) != nil { faults.append(reason) }
        }
        return faults
    }

    private func faults(_ seed: UInt64, synchronous: String = "FULL") throws -> (
        cuts: Int, faults: [String]
    ) {
        let disk = try day(seed, synchronous: synchronous)
        var random = SplitMix64(seed: seed)
        var found: [String] = []
        let count = disk.steps.count
        for step in 0...count {
            found += try faults(of: disk, after: step, &random).map { "after step \(step): \($0)" }
        }
        return (count + 1, found)
    }

    @Test(arguments: UInt64(1)...2)
    func `has everything that it has told anybody, and knows how far it was`(seed: UInt64) throws {
        let (cuts, faults) = try faults(seed)
        #expect(cuts > 100)
        #expect(faults.isEmpty, "seed \(seed)")
    }

    @Test func `would lose something on a database that does not wait for the disk`() throws {
        #expect(try !faults(1, synchronous: "OFF").faults.isEmpty)
    }
}
