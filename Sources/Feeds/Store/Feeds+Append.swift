public import Federation
import Foundation
public import GRDB
import Sodium
import Synchronization

extension Feeds {
    /// Appends an event to the chapter's own feed, inside the act's own write transaction.
    ///
    /// The event is projected at once, so that what follows in the same transaction sees it.
    /// After the commit the high-water file is written, then the listener is told. While the
    /// gate is closed the event waits in the outbox, in order.
    public func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp, in db: Database) throws
    {
        guard gateIsOpen else {
            try db.execute(
                sql: "INSERT INTO outbox (kind, payload, at) VALUES (?, ?, ?)",
                arguments: [kind.rawValue, Data(payload), now.milliseconds])
            return
        }
        try write(kind, payload, at: now, in: db)
    }

    /// Opens the gate and writes what has been waiting; where that fails, the gate stays closed.
    public func openGate() async throws {
        try await database.write { [self] db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT number, kind, payload, at FROM outbox ORDER BY number")
            for row in rows {
                try write(
                    Kind(rawValue: UInt32(row["kind"] as Int64)), [UInt8](row["payload"] as Data),
                    at: Timestamp(milliseconds: row["at"]), in: db)
            }
            try db.execute(sql: "DELETE FROM outbox")
            db.afterNextTransaction { [self] _ in state.withLock { $0.gateIsOpen = true } }
            // What was restored has caught up: from here on this place holds the feed.
            if rows.isEmpty, let tip = try HeldFeed.find(author.feed, in: db)?.tip, tip.seq > 0 {
                highWater?.raise(to: tip, of: author.feed)
            }
        }
    }

    /// Closes the gate: acts fill the outbox from here on.
    public func closeGate() {
        state.withLock { $0.gateIsOpen = false }
    }

    /// How many events wait for the gate.
    public func waiting(in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox") ?? 0
    }

    func write(_ kind: Kind, _ payload: [UInt8], at now: Timestamp, in db: Database) throws {
        let author = state.withLock { $0.nextAuthor ?? $0.author }
        let held = try HeldFeed.findOrMake(author.feed, in: db)
        let bound = HybridTime(now: now + Limits.clockPull, after: HybridTime(bits: 0))
        let seen = state.withLock { min($0.latest, bound) }
        let time = HybridTime(now: now, after: max(held.tip.time, seen))
        let event = author.withKey { key in
            EventAuthor.write(
                kind, payload, salt: salt(), time: time, after: held.tip,
                in: author.feed, signedBy: key)
        }
        try insert(event, feed: held.number, in: db)
        try held.advance(to: event.tip, in: db)
        try Self.project(event, feed: held.number, into: db)
        try forget([event], in: db)
        note(event, in: db)
    }

    /// Remembers an event until its transaction ends one way or the other.
    private func note(_ event: Event, in db: Database) {
        let first = state.withLock { state in
            state.uncommitted.append(event)
            state.latest = max(state.latest, event.suffix.time)
            return state.uncommitted.count == 1
        }
        guard first else { return }
        db.afterNextTransaction(
            onCommit: { [self] _ in committed() },
            onRollback: { [self] _ in
                state.withLock { state in
                    state.uncommitted = []
                    state.nextAuthor = nil
                }
            })
    }

    private func committed() {
        let (events, listener) = state.withLock { state in
            defer { state.uncommitted = [] }
            state.author = state.nextAuthor ?? state.author
            state.nextAuthor = nil
            return (state.uncommitted, state.onCommit)
        }
        if let tip = events.last?.tip { highWater?.raise(to: tip, of: author.feed) }
        listener?(events)
    }

    func insert(
        _ event: Event, feed number: Int64, with verb: StaticString = "INSERT INTO event",
        in db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                \(verb) (feed, seq, id, suffix, body, body_hash, body_length, signature)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let redacted = event.body == nil
        statement.setUncheckedArguments([
            number, Int64(event.header.seq), event.id.data, Data(event.header.suffix),
            event.body.map { Data($0) },
            redacted ? event.header.bodyHash.data : nil,
            redacted ? Int64(event.header.bodyLength) : nil,
            event.signature.map { $0.data },
        ])
        try statement.execute()
    }
}
