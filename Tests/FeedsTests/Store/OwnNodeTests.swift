import Federation
import Feeds
import GRDB
import Sodium
import TestSupport
import Testing

@Suite struct `What a chapter has said of its own node` {
    private let store: MemoryStore
    private let bob = FeedAuthor.named("Bob").feed.chapter
    private let carol = FeedAuthor.named("Carol").feed.chapter

    init() throws {
        store = try MemoryStore()
        let opening = FeedOpening(
            certificate: store.feeds.author.certificate,
            profile: ChapterProfile(name: "Harbour", profile: "tenants-union"))
        try store.say(.feedOpened, opening.payload)
    }

    private func record(_ number: UInt8) -> NodeRecord {
        NodeRecord(
            transportKey: digest("rhizome/test", [number]), otherKey: digest("rhizome/test", [0]),
            endpoints: [])
    }

    private func acknowledge(_ seq: UInt64, by other: ChapterID) throws {
        try store.database.write { db in
            try store.feeds.acknowledge(seq, by: other, at: .noon, in: db)
        }
    }

    private var said: OwnNode? {
        get throws { try store.read { try store.feeds.ownNode(in: $0) } }
    }

    @Test func `is the latest record, when it was written and who has it`() throws {
        #expect(try said == nil)
        try store.say(.nodeRecorded, record(1).payload)
        try store.say(Kind(rawValue: 1000), [1])
        try acknowledge(2, by: bob)
        try acknowledge(1, by: carol)
        #expect(try said?.record == record(1))
        #expect(try said?.at == .noon)
        #expect(try said?.holders == [bob])
        try store.say(.nodeRecorded, record(2).payload, at: .noon + 5_000)
        #expect(try said?.record == record(2))
        #expect(try said?.at == .noon + 5_000)
        #expect(try said?.holders == [], "what they hold is older")
        try acknowledge(4, by: carol)
        #expect(try said?.holders == [carol])
    }

    @Test func `keeps both keys in its payload, and refuses others than of 32 bytes`() throws {
        let payload = record(1).payload
        #expect(NodeRecord(payload: payload) == record(1))
        #expect(record(1).keys == [digest("rhizome/test", [1]), digest("rhizome/test", [0])])
        let alone = NodeRecord(transportKey: digest("rhizome/test", [1]), endpoints: [])
        #expect(NodeRecord(payload: alone.payload) == alone)
        #expect(alone.keys == [digest("rhizome/test", [1])])
        // Field 3 of 31 bytes.
        let short = alone.payload + [0x1A, 31] + [UInt8](repeating: 7, count: 31)
        #expect(NodeRecord(payload: short) == nil)
    }
}
