public import Federation
import Foundation
public import GRDB

extension Feeds {
    /// Writes a checkpoint into the chapter's own feed if one is due; most of the time it only
    /// looks.
    ///
    /// - Returns: whether one was written.
    @discardableResult
    public func writeDueCheckpoint(at now: Timestamp) async throws -> Bool {
        guard gateIsOpen,
            try await database.read({ [self] db in try isCheckpointDue(at: now, in: db) })
        else { return false }
        return try await database.write { [self] db in try writeDueCheckpoint(at: now, in: db) }
    }

    /// Writes a checkpoint if one is due, inside a transaction.
    ///
    /// Never while the gate is closed: it would be said later, after other events than it counts.
    public func writeDueCheckpoint(at now: Timestamp, in db: Database) throws -> Bool {
        let feed = author.feed
        guard gateIsOpen, try isCheckpointDue(at: now, in: db),
            let tip = try HeldFeed.find(feed, in: db)?.tip
        else { return false }
        let tree = try CheckpointProjection.tree(of: feed, through: tip.seq, in: db)
        try write(.checkpoint, Checkpoint(tree).payload, at: now, in: db)
        return true
    }

    /// Whether many events have come since the last checkpoint, or something was said long ago.
    ///
    /// A time that lies ahead, from a clock that was wrong, is waited for: nobody depends on it.
    private func isCheckpointDue(at now: Timestamp, in db: Database) throws -> Bool {
        guard let held = try HeldFeed.find(author.feed, in: db) else { return false }
        let last = try CheckpointProjection.edge(of: held.name, in: db).map { $0.size + 1 } ?? 0
        guard held.tip.seq < last + Limits.checkpointEvents else { return true }
        let suffixes = try Data.fetchCursor(
            db, sql: "SELECT suffix FROM event WHERE feed = ? AND seq > ? ORDER BY seq",
            arguments: [held.number, Int64(last)])
        while let bytes = try suffixes.next() {
            guard let suffix = EventSuffix(bytes: [UInt8](bytes)),
                !Checkpoint.routine.contains(suffix.kind)
            else { continue }
            return suffix.time.moment + Limits.checkpointTime <= now
        }
        return false
    }
}
