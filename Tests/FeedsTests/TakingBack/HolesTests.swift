import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Histories with takings back` {
    /// Takes some of what a feed has and a receiver lacks, in runs that end anywhere.
    private func bring(
        _ author: MemoryStore, to receiver: MemoryStore, _ random: inout SplitMix64,
        stripping: Bool = false
    ) throws {
        let held = try receiver.tip(author.feed) ?? .empty
        let run = try author.run(after: held.seq)
        guard !run.isEmpty else { return }
        let part = run.prefix(Int.random(in: 1...run.count, using: &random)).map { event in
            let strips = stripping && event.suffix.kind.mayBeTakenBack
            return strips && Bool.random(using: &random) ? event.withoutBody : event
        }
        let verified = try received(part).verified(after: held, by: author.key)
        try receiver.database.write { try receiver.feeds.receive(verified, in: $0) }
    }

    private func bringAll(
        _ authors: [MemoryStore], to receiver: MemoryStore, _ random: inout SplitMix64,
        stripping: Bool = false
    ) throws {
        for author in authors {
            let end = try author.tip()?.seq
            while try receiver.tip(author.feed)?.seq ?? 0 != end {
                try bring(author, to: receiver, &random, stripping: stripping)
            }
        }
    }

    /// Which bodies are held.
    private func bodies(_ store: MemoryStore, of authors: [MemoryStore]) throws -> [[Bool]] {
        try authors.map { try store.events($0.feed).map { $0.body != nil } }
    }

    @Test(arguments: UInt64(0)..<12)
    func `give the same to who was there, who came late and who makes it anew`(seed: UInt64)
        throws
    {
        var random = SplitMix64(seed: seed ^ 0xABCD)
        let early = try MemoryStore(.fixed(1000))
        let history = try RandomHistory(chapters: 3, events: 400, seed: seed) { authors in
            guard let author = authors.randomElement(using: &random) else { return }
            try bring(author, to: early, &random)
        }
        try bringAll(history.authors, to: early, &random)
        let late = try MemoryStore(.fixed(1001))
        try bringAll(history.authors, to: late, &random)
        let rows = try early.sharedRows()
        #expect(rows.contains { $0.hasPrefix("shared_taken_back") }, "seed \(seed)")
        #expect(try late.sharedRows() == rows, "seed \(seed)")
        let holes = try bodies(early, of: history.authors)
        #expect(holes.joined().contains(false), "seed \(seed)")
        #expect(try bodies(late, of: history.authors) == holes, "seed \(seed)")
        for (author, own) in zip(history.authors, holes) {
            #expect(try author.events().map { $0.body != nil } == own, "seed \(seed)")
        }
        try early.database.write { try Feeds.rebuild(in: $0) }
        #expect(try early.sharedRows() == rows, "seed \(seed)")
        #expect(try early.read { try early.feeds.lacking(in: $0) }.isEmpty, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<12)
    func `come to the same where bodies were left out on the way and come later`(seed: UInt64)
        throws
    {
        var random = SplitMix64(seed: seed ^ 0x1234)
        let history = try RandomHistory(chapters: 2, events: 300, seed: seed)
        let whole = try MemoryStore(.fixed(1000))
        try bringAll(history.authors, to: whole, &random)
        let robbed = try MemoryStore(.fixed(1001))
        try bringAll(history.authors, to: robbed, &random, stripping: true)
        #expect(try robbed.sharedRows() != whole.sharedRows(), "seed \(seed)")
        let lacking = try robbed.read { try robbed.feeds.lacking(in: $0) }
        #expect(!lacking.isEmpty, "seed \(seed)")
        for author in history.authors {
            let verdict = try robbed.read { db in
                try HeldFeed.find(author.feed, in: db)?.verify(keys: author.keys, in: db)
            }
            let places = lacking[author.feed] ?? []
            #expect(verdict?.findings.count == min(100, places.count), "seed \(seed)")
            for seq in places.shuffled(using: &random) {
                let run = try author.run(after: seq - 1)
                let branch = try received(Array(run.prefix(1))).branch(by: author.key)
                try robbed.database.write { try robbed.feeds.fill(branch, in: $0) }
            }
        }
        #expect(try robbed.sharedRows() == whole.sharedRows(), "seed \(seed)")
        #expect(
            try bodies(robbed, of: history.authors) == bodies(whole, of: history.authors),
            "seed \(seed)")
    }
}
