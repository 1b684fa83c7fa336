import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `Witnessing the feeds of others` {
    private let harbour: MemoryStore
    private let riverside: MemoryStore

    init() throws {
        harbour = try MemoryStore("Harbour")
        riverside = try MemoryStore("Riverside")
    }

    /// Both found a federation; each holds what the other has written.
    private func found() throws {
        let certificate = try FederationCertificate.founded(
            "Riverside Federation", by: [harbour, riverside])
        for store in [harbour, riverside] {
            let opening = FeedOpening(
                certificate: store.feeds.author.certificate,
                profile: ChapterProfile(name: "Chapter", profile: "union-local"))
            try store.say(.feedOpened, opening.payload)
            try store.say(.federationJoined, certificate.payload)
        }
        try bring(harbour, to: riverside)
        try bring(riverside, to: harbour)
    }

    private func bring(_ author: MemoryStore, to reader: MemoryStore) throws {
        let held = try reader.tip(author.feed)?.seq ?? 0
        try receive(Array(author.events().dropFirst(Int(held))), in: reader)
    }

    private func receive(_ events: [Event], in store: MemoryStore) throws {
        for event in events {
            try store.database.write { db in
                try store.feeds.receive(VerifiedRun(written: event), in: db)
            }
        }
    }

    private func witness(_ store: MemoryStore, at now: Timestamp = .noon) throws -> Int {
        try store.database.write { try store.feeds.witness(at: now, in: $0) }
    }

    @Test func `names what is held, and only what is new the next time`() throws {
        try found()
        try riverside.chat(5)
        try bring(riverside, to: harbour)
        let count = Int(try #require(try harbour.tip(riverside.feed)).seq)
        #expect(
            try witness(harbour) == HeadsWitnessed.places(upTo: UInt64(count), after: 0).count)
        #expect(try witness(harbour) == 0)
        try riverside.chat(1)
        try bring(riverside, to: harbour)
        #expect(try witness(harbour) > 0)
        let last = try harbour.read { try harbour.feeds.lastWitnessed(in: $0) }
        #expect(last == .noon)
    }

    @Test func `does not go on for ever between two who witness each other`() throws {
        try found()
        #expect(try witness(harbour) > 0)
        try bring(harbour, to: riverside)
        #expect(try witness(riverside) > 0)
        try bring(riverside, to: harbour)
        #expect(try witness(harbour) == 0)
    }

    @Test func `is left to founders`() throws {
        let stranger = try MemoryStore("Stranger")
        try found()
        try bring(harbour, to: stranger)
        #expect(try witness(stranger) == 0)
    }

    @Test func `is forgotten but for the latest places of each feed`() throws {
        try found()
        for _ in 0..<30 {
            try riverside.chat(3)
            try bring(riverside, to: harbour)
            _ = try witness(harbour)
        }
        #expect(try harbour.count("shared_witness") == 24)
        let before = try harbour.sharedRows()
        try harbour.database.write { try Feeds.rebuild(in: $0) }
        #expect(try harbour.sharedRows() == before)
    }

    /// With two founders the other one's word is enough.
    @Test func `settles a feed that has forked, and what was put aside comes back`() async throws {
        try found()
        try riverside.chat(2)
        try bring(riverside, to: harbour)
        let common = try riverside.events()
        let copy = try MemoryStore(riverside.feeds.author)
        try receive(common, in: copy)
        try riverside.chat(6)
        try copy.chat(1, size: 9)
        try bring(riverside, to: harbour)
        let length = try harbour.tip(riverside.feed)
        let branches = try [riverside, copy].map { Array(try $0.events()[common.count...]) }
        let proof = try #require(ForkProof(branches[0], branches[1]))
        // Nobody has witnessed it yet: it is cut.
        var verdicts = try await harbour.feeds.weigh(proof)
        #expect(verdicts.map(\.cutting) == [proof])
        #expect(try harbour.tip(riverside.feed)?.seq == UInt64(common.count))
        #expect(
            try harbour.read { try harbour.feeds.forkedChapters(in: $0) }
                == [riverside.feed.chapter])
        // Harbour's word, said before the fork was found, reaches it from another copy of its own.
        let events = try riverside.events()
        let said = try #require(
            HeadsWitnessed(
                HeadsWitnessed.places(upTo: UInt64(events.count), after: 0).map {
                    WitnessedHead(feed: riverside.feed, seq: $0, id: events[Int($0) - 1].id)
                }))
        try harbour.say(.headsWitnessed, said.payload)
        verdicts = try await harbour.feeds.weigh()
        #expect(verdicts.map(\.past) == [proof])
        #expect(verdicts.map(\.cutting) == [nil])
        #expect(try harbour.tip(riverside.feed) == length)
        #expect(try harbour.count("quarantine") == 0)
        #expect(try harbour.read { try harbour.feeds.forkedChapters(in: $0) }.isEmpty)
        #expect(
            try harbour.read { try harbour.feeds.chaptersThatWithstood(in: $0) }
                == [riverside.feed.chapter])
        // After a restart it is the same.
        let again = Feeds(database: harbour.database, author: harbour.feeds.author)
        #expect(try harbour.read { try again.forks(in: $0) } == verdicts)
        #expect(try await again.weigh(proof) == verdicts)
    }
}
