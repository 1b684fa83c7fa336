public import Federation
import Foundation
public import GRDB

/// Bodies that are missing though their author has not taken them back.
///
/// Whoever passes events on can leave bodies out. So a node that lacks one asks others for it.
extension Feeds {
    /// The first places of each feed whose body is missing and was not taken back.
    ///
    /// `chapter`: only of this chapter's feeds; those without such places come empty then.
    public func lacking(_ chapter: ChapterID? = nil, in db: Database) throws
        -> [FeedName: [UInt64]]
    {
        var lacking: [FeedName: [UInt64]] = [:]
        for held in try HeldFeed.all(in: db) {
            guard chapter == nil || held.name.chapter == chapter else { continue }
            let places = try held.lacking(limit: Gossip.lackingKept, in: db)
            if chapter != nil || !places.isEmpty { lacking[held.name] = places }
        }
        return lacking
    }

    /// Takes in bodies that were missing, where the ids are those that are held.
    public func fill(_ branch: VerifiedRun) async throws {
        try await database.write { [self] db in try fill(branch, in: db) }
    }

    /// Takes in bodies that were missing, inside a transaction.
    public func fill(_ branch: VerifiedRun, in db: Database) throws {
        guard let held = try HeldFeed.find(branch.feed, in: db) else { return }
        let gone = try Self.takenBack(in: branch, in: db)
        var kinds: Set<Kind> = []
        for event in branch.events where !gone.contains(event.id) {
            guard let body = event.body else { continue }
            try db.executePrepared(
                sql: """
                    UPDATE event SET body = ?, body_hash = NULL, body_length = NULL
                    WHERE feed = ? AND seq = ? AND id = ? AND body IS NULL
                    """,
                arguments: [
                    Data(body), held.number, Int64(event.header.seq), event.id,
                ])
            if db.changesCount > 0 { kinds.insert(event.suffix.kind) }
        }
        try Self.remake(kinds, of: branch.feed.chapter, in: db)
    }
}

extension HeldFeed {
    /// The first places whose body is missing though its author has not taken it back.
    func lacking(limit: Int, in db: Database) throws -> [UInt64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT seq FROM event
                    WHERE feed = ? AND body IS NULL AND NOT EXISTS (
                      SELECT 1 FROM shared_taken_back AS taken
                      WHERE chapter = ? AND epoch = ? AND taken.seq = event.seq
                        AND taken.id = event.id)
                    ORDER BY seq LIMIT ?
                    """),
            arguments: [number, name.chapter, name.epoch, limit]
        ).map(UInt64.init)
    }
}
