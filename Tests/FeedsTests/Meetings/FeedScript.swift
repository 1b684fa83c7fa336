import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import Testing

/// Repeatable random numbers: the same seed gives the same order on every machine.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// What one chapter's feed says, event by event.
struct FeedScript {
    let chapter: ChapterID
    private(set) var events: [StoredEvent] = []

    init(of name: String) {
        chapter = ChapterID(digest("rhizome/test chapter", Array(name.utf8)))
    }

    @discardableResult
    mutating func say(_ kind: Kind, _ payload: [UInt8]) -> StoredEvent {
        let seq = UInt64(events.count + 1)
        let event = StoredEvent(
            chapter: chapter, epoch: 1, seq: seq,
            id: EventID(digest("rhizome/test event", chapter.bytes.bytes, [UInt8(seq & 255)])),
            time: HybridTime(bits: (1_777_636_800_000 + seq) << 16), kind: kind, payload: payload)
        events.append(event)
        return event
    }

    /// The id of the object that this chapter makes with a nonce of equal bytes.
    func object(_ byte: UInt8) -> ObjectID { ObjectID(chapter: chapter, nonce: nonce(byte)) }
}

/// Sixteen equal bytes.
func nonce(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 16) }

/// The tables of some projection, empty at first.
struct SharedTables<Shared: Projection> {
    let database: DatabaseQueue

    init(_ projection: Shared.Type) throws {
        database = try DatabaseQueue()
        try database.write { db in
            try db.execute(sql: Shared.schema)
            if Shared.self == MeetingsProjection.self {
                try db.execute(sql: MeetingsProjection.changes)
            }
            if Shared.self == BallotsProjection.self {
                try db.execute(sql: BallotsProjection.numberedPapers)
            }
        }
    }

    /// Projects one event and gives why it is void, if it is.
    func take(_ event: StoredEvent) throws -> VoidReason? {
        try database.write { try Shared.project(event, into: $0) }
    }

    /// Projects events and gives the ids of the void ones with their reasons.
    @discardableResult
    func take(_ events: [StoredEvent]) throws -> [EventID: VoidReason] {
        try database.write { db in
            var void: [EventID: VoidReason] = [:]
            for event in events { void[event.id] = try Shared.project(event, into: db) }
            return void
        }
    }

    /// Every row of every table, as text.
    func dump() throws -> [String] {
        try database.read { db in
            try Shared.tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table): \($0)" }
            }
        }
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row {
        try #require(try database.read { try Row.fetchOne($0, sql: sql, arguments: arguments) })
    }
}

/// An order in which the feeds may arrive: mixed, each in its own order.
func arrival(of feeds: [FeedScript], seed: UInt64) -> [StoredEvent] {
    var random = Seeded(state: seed)
    var waiting = feeds.map { $0.events[...] }
    var arrived: [StoredEvent] = []
    while let next = waiting.indices.filter({ !waiting[$0].isEmpty }).randomElement(using: &random)
    {
        arrived.append(waiting[next].removeFirst())
    }
    return arrived
}

/// Checks that all orders of arrival give the same rows and the same void events.
func expectSameRows<Shared: Projection>(
    _ projection: Shared.Type, _ feeds: [FeedScript], seeds: Range<UInt64> = 0..<40
) throws {
    let first = try SharedTables(projection)
    let void = try first.take(feeds.flatMap(\.events))
    let rows = try first.dump()
    #expect(!rows.isEmpty)
    for seed in seeds {
        let other = try SharedTables(projection)
        let otherVoid = try other.take(arrival(of: feeds, seed: seed))
        #expect(try other.dump() == rows, "seed \(seed)")
        #expect(otherVoid == void, "seed \(seed)")
    }
}
