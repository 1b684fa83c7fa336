import Federation
import Feeds
import GRDB
import Sodium
import Synchronization
import TestSupport
import Testing

@Suite struct `Changing the feed key` {
    private let harbour: MemoryStore
    private let reader: MemoryStore

    init() throws {
        harbour = try MemoryStore()
        reader = try MemoryStore("Reader")
        let opening = FeedOpening(
            certificate: harbour.feeds.author.certificate,
            profile: ChapterProfile(name: "Harbour", profile: "tenants-union"))
        try harbour.say(.feedOpened, opening.payload)
        try harbour.say(Kind(rawValue: 1000), [1])
    }

    private struct Interrupted: Error {}

    @discardableResult
    private func change(
        in store: MemoryStore, saying payload: [UInt8]? = nil, fails: Bool = false
    ) throws -> Result<FeedCertificate, KeyChangeRefusal> {
        try store.database.write { db in
            let changed = try store.feeds.changeKey(at: .noon, in: db) { _, _ in }
            if let payload {
                try store.feeds.append(Kind(rawValue: 1000), payload, at: .noon, in: db)
            }
            if fails { throw Interrupted() }
            return changed
        }
    }

    /// Sends the feed run by run, each under the key that the reader's own events give.
    private func send() throws {
        while true {
            let held = try reader.tip(harbour.feed) ?? .empty
            let events = try harbour.run(after: held.seq)
            guard !events.isEmpty else { return }
            let first = harbour.keys.first
            let key = try reader.read { db in
                try Feeds.keys(from: [harbour.feed: first], in: db)[harbour.feed]?
                    .key(at: held.seq + 1)
            }
            let run = try received(events).verified(after: held, by: #require(key))
            try reader.database.write { try reader.feeds.receive(run, in: $0) }
        }
    }

    @Test func `signs the event with the old key and what follows with the new one`() throws {
        let old = harbour.key
        try change(in: harbour, saying: [2])
        try harbour.say(Kind(rawValue: 1000), [3])
        #expect(harbour.key != old)
        let keys = harbour.keys
        #expect(keys.changes.map(\.seq) == [3])
        #expect(keys.key(at: 3) == old)
        #expect(keys.key(at: 4) == harbour.key)
        try send()
        #expect(try reader.tip(harbour.feed) == harbour.tip())
        #expect(try reader.count("shared_key_change") == 1)
        for store in [harbour, reader] {
            let verdict = try store.read { db in
                let held = try #require(try HeldFeed.find(harbour.feed, in: db))
                return try held.verify(keys: store.feeds.keys(in: db)[harbour.feed], in: db)
            }
            #expect(verdict.findings.isEmpty)
            #expect(verdict.events == 5)
        }
    }

    @Test func `changes nothing where the transaction is taken back`() throws {
        let author = harbour.feeds.author
        #expect(throws: Interrupted.self) { try change(in: harbour, saying: [2], fails: true) }
        #expect(harbour.feeds.author === author)
        try harbour.say(Kind(rawValue: 1000), [3])
        try send()
        #expect(try reader.tip(harbour.feed) == harbour.tip())
        #expect(try reader.count("shared_key_change") == 0)
    }

    @Test func `is told to the listener together with its event`() throws {
        let feeds = harbour.feeds
        let key = harbour.key
        let told = Mutex<PublicKey?>(nil)
        feeds.onCommit { [weak feeds] _ in
            told.withLock { $0 = feeds?.author.certificate.feedKey }
        }
        try change(in: harbour)
        #expect(told.withLock { $0 } == harbour.key)
        #expect(harbour.key != key)
    }

    @Test func `is refused while the chapter may not write`() throws {
        harbour.feeds.closeGate()
        #expect(try change(in: harbour) == .failure(.mayNotWrite))
        #expect(try harbour.count("event") == 2)
        #expect(try harbour.count("outbox") == 0)
    }

    @Test func `is refused before the first event`() throws {
        #expect(try change(in: MemoryStore("New")) == .failure(.nothingWritten))
    }

    @Test func `is refused after eight times, and then the root key helps`() throws {
        for _ in 0..<Limits.keyChanges { _ = try change(in: harbour).get() }
        #expect(try change(in: harbour) == .failure(.tooOften))
        try harbour.say(Kind(rawValue: 1000), [3])
        try send()
        #expect(try reader.tip(harbour.feed) == harbour.tip())
        #expect(try reader.count("shared_key_change") == Limits.keyChanges)
    }

    @Test func `counts for nobody where the key before has not signed it`() throws {
        let stranger = try SigningKey()
        let key = try SigningKey()
        let seq = try #require(try harbour.tip()).seq + 1
        let change = KeyChange(to: key, at: seq, in: harbour.feed, signedBy: stranger)
        try harbour.say(.feedKeyChanged, change.payload)
        try harbour.say(Kind(rawValue: 1000), [3])
        try send()
        #expect(try reader.tip(harbour.feed) == harbour.tip())
        let keys = try reader.read { try reader.feeds.keys(in: $0)[harbour.feed] }
        #expect(keys?.changes.isEmpty == true)
    }

    @Test func `is void at another place than the one that is signed`() throws {
        let key = try SigningKey()
        let change = harbour.feeds.author.withKey {
            KeyChange(to: key, at: 7, in: harbour.feed, signedBy: $0)
        }
        try harbour.say(.feedKeyChanged, change.payload)
        try harbour.say(.feedKeyChanged, [1, 2, 3])
        #expect(try harbour.count("shared_key_change") == 0)
        let reasons = try harbour.read { try harbour.feeds.voidEvents(in: $0) }
        #expect(reasons == ["out of turn": 1, "malformed payload": 1])
    }

    @Test func `comes out the same when the tables are made anew`() throws {
        try change(in: harbour, saying: [2])
        let before = try harbour.sharedRows()
        try harbour.database.write { try Feeds.rebuild(in: $0) }
        #expect(try harbour.sharedRows() == before)
    }

    @Test func `is gone where the feed is cut before it`() throws {
        try change(in: harbour, saying: [2])
        try send()
        _ = try reader.database.write { try reader.feeds.close(harbour.feed, after: 2, in: $0) }
        let keys = try reader.read { try reader.feeds.keys(in: $0)[harbour.feed] }
        #expect(keys?.changes.isEmpty == true)
    }
}
