public import Federation
import Foundation
public import GRDB
import Sodium

extension Feeds {
    /// Compares somebody's branch of a feed with ours.
    public func compare(_ branch: VerifiedRun, in db: Database) throws -> GossipInput.Comparison {
        guard let first = branch.events.first, let held = try HeldFeed.find(branch.feed, in: db)
        else { return .same }
        let start = first.header.seq
        if start > 1 {
            guard let before = try held.id(at: start - 1, in: db) else { return .same }
            if before != first.header.previous { return .earlier(start) }
        }
        for (index, theirs) in branch.events.enumerated() {
            guard let ours = try held.id(at: theirs.header.seq, in: db) else { return .same }
            guard ours != theirs.id else { continue }
            let chain = try held.events(
                from: theirs.header.seq, limit: Limits.runEvents, in: db)
            guard let proof = ForkProof(chain, Array(branch.events[index...])) else {
                return .same
            }
            return .fork(proof)
        }
        return .same
    }

    /// Keeps a proof and ends the feed before its fork.
    ///
    /// Later events are kept as evidence and taken out of the shared tables, which are made anew.
    /// - Returns: the end of the feed.
    public func cut(_ proof: ForkProof) async throws -> Tip {
        try await database.write { [self] db in try cut(proof, in: db) }
    }

    /// Keeps a proof and ends the feed before its fork, inside a transaction.
    public func cut(_ proof: ForkProof, in db: Database) throws -> Tip {
        let held = try HeldFeed.findOrMake(proof.feed, in: db)
        try db.execute(
            sql: """
                INSERT INTO fork (feed, seq, proof) VALUES (?, ?, ?)
                ON CONFLICT (feed) DO UPDATE SET seq = excluded.seq, proof = excluded.proof
                """,
            arguments: [held.number, Int64(proof.seq), Data(proof.bytes)])
        return try end(held, after: proof.seq - 1, in: db)
    }

    /// Ends a feed after a place, because its chapter has gone on in a later epoch.
    ///
    /// Later events are kept as evidence and taken out of the shared tables, which are made anew.
    /// - Returns: the end of the feed.
    public func close(_ feed: FeedName, after seq: UInt64) async throws -> Tip {
        try await database.write { [self] db in try close(feed, after: seq, in: db) }
    }

    /// Ends a feed after a place, inside a transaction.
    public func close(_ feed: FeedName, after seq: UInt64, in db: Database) throws -> Tip {
        try end(try HeldFeed.findOrMake(feed, in: db), after: seq, in: db)
    }

    private func end(_ held: HeldFeed, after seq: UInt64, in db: Database) throws -> Tip {
        guard held.tip.seq > seq else { return held.tip }
        let place: StatementArguments = [held.number, Int64(seq)]
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO quarantine
                  (feed, seq, id, suffix, body, body_hash, body_length, signature)
                SELECT feed, seq, id, suffix, body, body_hash, body_length, signature FROM event
                WHERE feed = ? AND seq > ?
                """, arguments: place)
        try db.execute(sql: "DELETE FROM event WHERE feed = ? AND seq > ?", arguments: place)
        let tip =
            seq == 0
            ? Tip.empty : try held.events(from: seq, limit: 1, in: db).last?.tip ?? .empty
        try held.advance(to: tip, in: db)
        try Self.rebuild(in: db)
        return tip
    }

    /// The chapters that have written two histories and have not begun anew since.
    public func forkedChapters(in db: Database) throws -> Set<ChapterID> {
        let chapters = try Data.fetchAll(
            db,
            sql: """
                SELECT chapter FROM fork JOIN feed ON feed.number = fork.feed
                WHERE epoch = (SELECT max(epoch) FROM feed AS later
                  WHERE later.chapter = feed.chapter AND later.seq > 0)
                """)
        return Set(chapters.compactMap { Bytes32($0).map { ChapterID($0) } })
    }

    /// Keeps an event that counts no more, for the signature that proves the ones before it.
    func setAside(_ event: Event, feed number: Int64, in db: Database) throws {
        try insert(event, feed: number, with: "INSERT OR REPLACE INTO quarantine", in: db)
    }

    /// The forks that were proven, by feed.
    public func forks(in db: Database) throws -> [FeedName: ForkProof] {
        let keys = try keys(in: db)
        var forks: [FeedName: ForkProof] = [:]
        for held in try HeldFeed.all(in: db) {
            let proof = try Data.fetchOne(
                db, sql: "SELECT proof FROM fork WHERE feed = ?", arguments: [held.number])
            guard let proof else { continue }
            forks[held.name] = ForkProof(bytes: [UInt8](proof), key: { keys[$0]?.key(at: $1) })
        }
        return forks
    }
}
