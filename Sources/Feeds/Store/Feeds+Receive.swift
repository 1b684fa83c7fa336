public import Federation
public import GRDB
import Synchronization

extension Feeds {
    /// Stores verified runs and projects them, all in one transaction.
    ///
    /// The chain is checked once more against what the store holds: what was verified and what is
    /// kept must be the same feed.
    /// - Throws: faults of the database only; then nothing of any run is kept.
    public func receive(_ runs: [VerifiedRun]) async throws {
        try await database.write { [self] db in
            for run in runs { try receive(run, in: db) }
        }
    }

    /// Stores one verified run inside a transaction.
    public func receive(_ run: VerifiedRun, in db: Database) throws {
        let held = try HeldFeed.findOrMake(run.feed, in: db)
        guard let first = run.events.first, let last = run.events.last,
            first.header.seq == held.tip.seq + 1, first.header.previous == held.tip.id
        else {
            throw OutOfOrder(feed: run.feed, held: held.tip.seq)
        }
        let gone = try Self.takenBack(in: run, in: db)
        for event in run.events {
            let event = gone.contains(event.id) ? event.withoutBody : event
            try insert(event, feed: held.number, in: db)
            try Self.project(event, feed: held.number, into: db)
        }
        for event in run.beyond {
            try setAside(
                gone.contains(event.id) ? event.withoutBody : event, feed: held.number, in: db)
        }
        try held.advance(to: last.tip, in: db)
        try forget(run.events, in: db)
        state.withLock { $0.latest = max($0.latest, last.suffix.time) }
    }
}

/// A run does not continue what the store holds of its feed.
///
/// Nothing of it was kept.
public struct OutOfOrder: Error, CustomStringConvertible {
    let feed: FeedName
    let held: UInt64

    /// Which feed, and how far it is held.
    public var description: String {
        "A run for chapter \(feed.chapter) does not continue event \(held); nothing was kept."
    }
}
