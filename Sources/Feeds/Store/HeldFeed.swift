public import Federation
import Foundation
public import GRDB
import Sodium

/// A feed in the store: its row number and how far it goes.
public struct HeldFeed: Sendable {
    /// The row.
    public let number: Int64
    /// The feed.
    public let name: FeedName
    /// Its end.
    public let tip: Tip

    private static let columns = "number, chapter, epoch, seq, tip, time"

    private init(_ row: Row) throws {
        let chapter: Data = row["chapter"]
        let id: Data = row["tip"]
        guard let chapter = Bytes32(chapter), let id = Bytes32(id) else {
            throw StoreDamage(what: "feed \(row["number"] as Int64)")
        }
        number = row["number"]
        name = FeedName(chapter: ChapterID(chapter), epoch: UInt32(row["epoch"] as Int64))
        tip = Tip(
            seq: UInt64(row["seq"] as Int64), id: EventID(id),
            time: HybridTime(bits: UInt64(bitPattern: row["time"] as Int64)))
    }

    /// Every feed, by chapter and epoch.
    public static func all(in db: Database) throws -> [HeldFeed] {
        try Row.fetchAll(db, sql: "SELECT \(columns) FROM feed ORDER BY chapter, epoch")
            .map(HeldFeed.init)
    }

    /// One feed, if any of it is held.
    public static func find(_ name: FeedName, in db: Database) throws -> HeldFeed? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM feed WHERE chapter = ? AND epoch = ?")
        return try Row.fetchOne(statement, arguments: [name.chapter.data, name.epoch])
            .map(HeldFeed.init)
    }

    /// The feed's row, made where there was none.
    static func findOrMake(_ name: FeedName, in db: Database) throws -> HeldFeed {
        if let held = try find(name, in: db) { return held }
        try db.execute(
            sql: "INSERT INTO feed (chapter, epoch, seq, tip, time) VALUES (?, ?, 0, ?, 0)",
            arguments: [name.chapter.data, name.epoch, EventID.none.data])
        guard let held = try find(name, in: db) else { throw StoreDamage(what: "new feed") }
        return held
    }

    /// Moves the end of the feed.
    func advance(to tip: Tip, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE feed SET seq = ?, tip = ?, time = ? WHERE number = ?")
        try statement.execute(arguments: [
            Int64(tip.seq), tip.id.data, Int64(bitPattern: tip.time.bits), number,
        ])
    }

    /// Stored events in order, from a place on.
    public func events(from: UInt64, limit: Int, in db: Database) throws -> [Event] {
        guard let previous = from > 1 ? try id(at: from - 1, in: db) : EventID.none else {
            return []
        }
        return try events(in: "event", from: from, after: previous, limit: limit, in: db)
    }

    /// Reads the whole feed in order, a thousand events at a time.
    func eachEvent(in db: Database, _ body: (Event) throws -> Void) throws {
        var from: UInt64 = 1
        while from <= tip.seq {
            let events = try events(from: from, limit: 1000, in: db)
            guard let last = events.last else { return }
            for event in events { try body(event) }
            from = last.header.seq + 1
        }
    }

    /// What the feed's first event says, if it is held and opens this feed.
    func opening(in db: Database) throws -> FeedOpening? {
        guard let first = try events(from: 1, limit: 1, in: db).first,
            first.suffix.kind == .feedOpened, let payload = first.payload,
            let opening = FeedOpening(payload: payload), opening.feed == name
        else { return nil }
        return opening
    }

    /// Events after the end of the feed that were put aside and continue it.
    func eventsAside(limit: Int, in db: Database) throws -> [Event] {
        let aside = try events(
            in: "quarantine", from: tip.seq + 1, after: tip.id, limit: limit, in: db)
        return Array(
            zip(aside, (tip.seq + 1)...).prefix { $0.header.seq == $1 && $0.header.id == $0.id }
                .map(\.0))
    }

    private func events(
        in table: StaticString, from: UInt64, after id: EventID, limit: Int, in db: Database
    ) throws -> [Event] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT seq, id, suffix, body, body_hash, body_length, signature FROM \(table)
                WHERE feed = ? AND seq >= ? ORDER BY seq LIMIT ?
                """)
        let rows = try Row.fetchCursor(statement, arguments: [number, Int64(from), limit])
        var previous = id
        var events: [Event] = []
        while let row = try rows.next() {
            let event = try event(row, previous: previous)
            events.append(event)
            previous = event.id
        }
        return events
    }

    /// The id of the event at a place.
    public func id(at seq: UInt64, in db: Database) throws -> EventID? {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM event WHERE feed = ? AND seq = ?")
        return try Data.fetchOne(statement, arguments: [number, Int64(seq)])
            .flatMap { Bytes32($0) }.map { EventID($0) }
    }

    private func event(_ row: Row, previous: EventID) throws -> Event {
        let seq: Int64 = row["seq"]
        let suffixBytes = [UInt8](row["suffix"] as Data)
        let body = (row["body"] as Data?).map { [UInt8]($0) }
        let hash = try body.map { digest("rhizome/body", $0) } ?? Self.storedHash(row)
        let length = body.map { UInt32($0.count) } ?? UInt32(row["body_length"] as Int64? ?? 0)
        guard let id = Bytes32(row["id"] as Data), let hash,
            let suffix = EventSuffix(bytes: suffixBytes)
        else { throw StoreDamage(what: "event \(seq) of chapter \(name.chapter)") }
        return Event(
            header: EventHeader(
                feed: name, seq: UInt64(seq), previous: previous, bodyLength: length,
                bodyHash: hash, suffix: suffixBytes),
            id: EventID(id), suffix: suffix, body: body,
            signature: (row["signature"] as Data?).flatMap { Signature($0) })
    }

    private static func storedHash(_ row: Row) throws -> Bytes32? {
        (row["body_hash"] as Data?).flatMap { Bytes32($0) }
    }
}

/// The database holds something that this program never writes.
public struct StoreDamage: Error, CustomStringConvertible {
    let what: String

    /// What is damaged and what to do.
    public var description: String {
        "The database is damaged at \(what). Stop the node, keep a copy of its directory, and "
            + "restore from a backup."
    }
}
