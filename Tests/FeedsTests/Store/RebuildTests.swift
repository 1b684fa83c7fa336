import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Shared tables` {
    /// Receives all feeds, each in its order, run by run, mixed as the seed says.
    private func receiver(_ history: RandomHistory, seed: UInt64) throws -> MemoryStore {
        var random = SplitMix64(seed: seed)
        let receiver = try MemoryStore(.fixed(1000))
        var waiting = history.authors
        while let index = waiting.indices.randomElement(using: &random) {
            let author = waiting[index]
            let held = try receiver.tip(author.feed)?.seq ?? 0
            if held == (try author.tip()?.seq ?? 0) {
                waiting.remove(at: index)
                continue
            }
            // Part of a run comes as a push of less would.
            let run = try author.run(after: held)
            let part = Array(run.prefix(Int.random(in: 1...run.count, using: &random)))
            let verified = try received(part)
                .verified(after: receiver.tip(author.feed) ?? .empty, by: author.key)
            try receiver.database.write { try receiver.feeds.receive(verified, in: $0) }
        }
        return receiver
    }

    @Test(arguments: UInt64(0)..<8)
    func `are the same bytes when they are made anew from the feeds`(seed: UInt64) throws {
        let history = try RandomHistory(chapters: 3, events: 400, seed: seed)
        let store = try receiver(history, seed: seed)
        let before = try store.sharedRows()
        #expect(before.count > 100)
        try store.database.write { db in
            for table in Feeds.sharedTables { try db.execute(sql: "DELETE FROM \(table)") }
            try db.execute(sql: "DELETE FROM void_event")
        }
        #expect(try store.sharedRows().isEmpty)
        try store.database.write { try Feeds.rebuild(in: $0) }
        #expect(try store.sharedRows() == before, "seed \(seed)")
        // What does not follow from the feeds goes.
        try store.database.write { db in
            try db.execute(
                sql: "INSERT INTO shared_node (chapter, record) VALUES (zeroblob(32), x'00')")
            try Feeds.rebuild(in: db)
        }
        #expect(try store.sharedRows() == before, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<8)
    func `do not depend on the order in which feeds arrive`(seed: UInt64) throws {
        let history = try RandomHistory(chapters: 4, events: 400, seed: seed)
        let first = try receiver(history, seed: seed)
        let second = try receiver(history, seed: seed ^ 0xFFFF)
        #expect(try first.sharedRows() == second.sharedRows(), "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<4)
    func `are the same for the author as for its readers`(seed: UInt64) throws {
        let history = try RandomHistory(chapters: 1, events: 200, seed: seed)
        let reader = try receiver(history, seed: seed)
        #expect(try reader.sharedRows() == history.authors[0].sharedRows(), "seed \(seed)")
    }
}
