import Federation
import Feeds
import Sodium
import TestSupport
import Testing

@Suite struct `Cutting runs to serve` {
    @Test func `gives at most 512 events`() throws {
        let store = try MemoryStore()
        try store.chat(600)
        #expect(try store.run(after: 0).count == Limits.runEvents)
        #expect(try store.run(after: 512).map(\.header.seq) == Array(513...600))
    }

    @Test func `gives at most 256 KiB, but always one event`() throws {
        let store = try MemoryStore()
        try store.chat(20, size: Limits.bodyBytes - 64)
        for event in try store.run(after: 0) { #expect(event.runBytes <= Limits.bodyBytes) }
        #expect(try store.run(after: 0).count == 4)
        let size = try store.run(after: 0).reduce(0) { $0 + $1.runBytes }
        #expect(size <= Limits.runBytes)
    }

    @Test func `ends where a run must end`() throws {
        let store = try MemoryStore()
        try store.chat(2)
        try store.say(.nodeRecorded, NodeRecord(transportKey: .zero, endpoints: []).payload)
        try store.chat(2)
        #expect(try store.run(after: 0).map(\.header.seq) == [1, 2, 3])
        #expect(try store.run(after: 3).map(\.header.seq) == [4, 5])
    }

    @Test func `gives nothing beyond the end and nothing of a feed that is not held`() throws {
        let store = try MemoryStore()
        try store.chat(2)
        #expect(try store.run(after: 2).isEmpty)
        #expect(try store.run(after: 900).isEmpty)
        let stranger = FeedName(chapter: ChapterID(digest("rhizome/nobody")))
        let none = try store.read { try store.feeds.run(stranger, from: 1, in: $0) }
        #expect(none.isEmpty)
    }

    @Test func `a relay ends its runs where it holds a signature`() throws {
        let harbour = try MemoryStore("Harbour")
        let relay = try MemoryStore("Relay")
        try harbour.chat(600)
        try harbour.send(harbour.feed, key: harbour.key, to: relay)
        for from in [UInt64(1), 2, 300, 512, 513, 514, 600] {
            let run = try relay.read {
                try relay.feeds.run(harbour.feed, from: from, in: $0)
            }
            #expect(run.first?.header.seq == from)
            #expect(run.last?.header.seq == (from < 89 ? 512 : 600), "from \(from)")
            #expect(run.last?.signature != nil)
        }
    }

    @Test(arguments: UInt64(0)..<10)
    func `every run of any feed passes through two relays`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let harbour = try MemoryStore("Harbour")
        let kinds: [UInt32] = [1, 2, 64, 83, 96, 127, 128, 1000, 1000, 1000, 1000, 70_000]
        for _ in 0..<Int.random(in: 1...900, using: &random) {
            let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
            let size = Int.random(in: 0...1500, using: &random)
            try harbour.say(Kind(rawValue: kind), [UInt8](repeating: 1, count: size))
        }
        let relay = try MemoryStore("Relay")
        let last = try MemoryStore("Last")
        try harbour.send(harbour.feed, key: harbour.key, to: relay, runs: 2)
        try relay.send(harbour.feed, key: harbour.key, to: last)
        try harbour.send(harbour.feed, key: harbour.key, to: relay)
        try relay.send(harbour.feed, key: harbour.key, to: last)
        #expect(
            try last.events(harbour.feed).map(\.id) == harbour.events().map(\.id), "seed \(seed)")
    }
}
