import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import SwiftProtobuf
import TestSupport

/// A chapter's feeds in memory.
struct MemoryStore {
    let feeds: Feeds
    let database: DatabaseQueue

    init(_ name: String = "Harbour", gateIsOpen: Bool = true) throws {
        try self.init(.named(name), gateIsOpen: gateIsOpen)
    }

    init(_ author: FeedAuthor, gateIsOpen: Bool = true) throws {
        database = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        feeds = Feeds(database: database, author: author, gateIsOpen: gateIsOpen)
    }

    var feed: FeedName { feeds.author.feed }
    var key: PublicKey { feeds.author.certificate.feedKey }
    var keys: FeedKeys { feeds.author.certificate.keys }

    func read<Value>(_ query: (Database) throws -> Value) throws -> Value {
        try database.read(query)
    }

    func execute(_ sql: String) throws {
        try database.write { try $0.execute(sql: sql) }
    }

    /// Appends one event in a transaction of its own.
    func say(_ kind: Kind, _ payload: [UInt8], at now: Timestamp = .noon) throws {
        try database.write { try feeds.append(kind, payload, at: now, in: $0) }
    }

    /// Appends so many events that no shared table shows.
    func chat(_ count: Int, size: Int = 8) throws {
        try database.write { db in
            for number in 0..<count {
                let payload = UInt64(number).bigEndianBytes + [UInt8](repeating: 7, count: size)
                try feeds.append(Kind(rawValue: 1000), payload, at: .noon, in: db)
            }
        }
    }

    /// The stored events of a feed, its own where none is named.
    func events(_ feed: FeedName? = nil) throws -> [Event] {
        try database.read { db in
            guard let held = try HeldFeed.find(feed ?? self.feed, in: db) else { return [] }
            return try held.events(from: 1, limit: .max, in: db)
        }
    }

    func tip(_ feed: FeedName? = nil) throws -> Tip? {
        try database.read { try HeldFeed.find(feed ?? self.feed, in: $0)?.tip }
    }

    func count(_ table: String) throws -> Int {
        try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }

    /// The next run for somebody who holds the own feed up to a place.
    func run(after seq: UInt64) throws -> [Event] {
        try database.read { try feeds.run(feed, from: seq + 1, in: $0) }
    }

    /// Sends what another store lacks of a feed, run by run, through bytes and checks.
    func send(_ feed: FeedName, key: PublicKey, to other: MemoryStore, runs: Int = .max) throws {
        for _ in 0..<runs {
            let held = try other.tip(feed) ?? .empty
            let events = try database.read { try feeds.run(feed, from: held.seq + 1, in: $0) }
            guard !events.isEmpty else { return }
            let run = try received(events).verified(after: held, by: key)
            try other.database.write { try other.feeds.receive(run, in: $0) }
        }
    }

    /// Every row of every shared table and every void event, byte for byte.
    func sharedRows() throws -> [String] {
        try database.read { try feeds.sharedRows(in: $0) }
    }
}

/// The run as somebody gets it who has only its bytes.
func received(_ events: [Event]) throws -> ReceivedRun {
    guard let wire = WireRun(carrying: events) else { throw Broken(what: "run without signature") }
    return try ReceivedRun(WireRun(serializedBytes: wire.encoded))
}

extension Meetings {
    /// A meeting with a nonce of equal bytes.
    static func event(_ byte: UInt8, title: String = "Assembly") -> [UInt8] {
        MeetingScheduled(
            nonce: nonce(byte), title: title, place: "Hall", onlineLink: "",
            start: Timestamp(seconds: 1_777_650_000), end: Timestamp(seconds: 1_777_657_200),
            timeZone: "Europe/Lisbon", utcOffset: 60, agenda: "", audience: .linked
        ).payload()
    }
}

/// A place for what tests say about meetings.
enum Meetings {}
