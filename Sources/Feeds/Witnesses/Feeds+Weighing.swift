public import Federation
import Foundation
public import GRDB
import Sodium

extension Feeds {
    /// Keeps a proof, weighs every fork that is known against what others have witnessed, and lets
    /// each feed end where it then does.
    ///
    /// Events after a fork are kept as evidence and taken out of the shared tables, which are made
    /// anew; they come back where others turn out to have witnessed them. Feeds whose epoch the
    /// root key has closed are left alone.
    public func weigh(_ proof: ForkProof? = nil) async throws -> [ForkVerdict] {
        try await database.write { [self] db in try weigh(proof, in: db) }
    }

    /// Weighs every fork that is known, inside a transaction.
    public func weigh(_ proof: ForkProof? = nil, in db: Database) throws -> [ForkVerdict] {
        // Mostly nobody has forked, and words of witnesses come often.
        guard try proof != nil || hasForks(in: db) else { return [] }
        return try weigh(
            proof, keys: try keys(in: db),
            founders: try membership(in: db)?.genesis.founders ?? [], in: db)
    }

    /// Weighs every fork that is known, where these are the keys of the feeds and the founders.
    public func weigh(
        _ proof: ForkProof?, keys: [FeedName: FeedKeys], founders: [ChapterID], in db: Database
    ) throws -> [ForkVerdict] {
        let closed = Epochs(try openings(in: db)).cuts
        var proofs: [FeedName: [ForkProof]] = [:]
        for known in try forks(keys: keys, in: db) where closed[known.feed] == nil {
            proofs[known.feed] = [known.cutting, known.past].compactMap { $0 }
        }
        if let proof, closed[proof.feed] == nil { proofs[proof.feed, default: []].append(proof) }
        var verdicts: [ForkVerdict] = []
        // A feed that comes back may bring the words of a witness, so it is done until nothing
        // changes: each time but the last another feed's end has moved.
        for _ in 0...proofs.count {
            let settlement = Settlement(
                founders: founders, testimonies: try testimonies(about: proofs.keys, in: db),
                forks: proofs.mapValues { $0.map(\.seq) })
            var changed = false
            verdicts = []
            for feed in proofs.keys.sorted() {
                let settled = settlement.heads[feed]
                let (cutting, past) = ForkVerdict.weigh(proofs[feed] ?? [], settled: settled)
                let held = try HeldFeed.findOrMake(feed, in: db)
                try keep(cutting, past, settled, of: held, in: db)
                let tip = try settle(held, cutting, past, settled, in: db)
                changed = changed || tip != held.tip
                verdicts.append(
                    ForkVerdict(
                        feed: feed, settled: settled, cutting: cutting, past: past, tip: tip))
            }
            guard changed else { break }
        }
        let changes = try Self.keys(from: keys.mapValues(\.first), in: db)
        return verdicts.map { $0.with(changes[$0.feed]?.changes ?? []) }
    }

    private func hasForks(in db: Database) throws -> Bool {
        let count = try Int.fetchOne(
            db, sql: "SELECT (SELECT count(*) FROM fork) + (SELECT count(*) FROM past_fork)")
        return count ?? 0 > 0
    }

    private func keep(
        _ cutting: ForkProof?, _ past: ForkProof?, _ settled: WitnessedHead?, of held: HeldFeed,
        in db: Database
    ) throws {
        for table in ["fork", "past_fork"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE feed = ?", arguments: [held.number])
        }
        if let cutting {
            try db.execute(
                sql: "INSERT INTO fork (feed, seq, proof) VALUES (?, ?, ?)",
                arguments: [held.number, Int64(cutting.seq), Data(cutting.bytes)])
        }
        if let past, let settled {
            try db.execute(
                sql: """
                    INSERT INTO past_fork (feed, seq, proof, settled_seq, settled_id)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    held.number, Int64(past.seq), Data(past.bytes), Int64(settled.seq), settled.id,
                ])
        }
    }

    /// Lets a feed end where its forks say.
    private func settle(
        _ held: HeldFeed, _ cutting: ForkProof?, _ past: ForkProof?, _ settled: WitnessedHead?,
        in db: Database
    ) throws -> Tip {
        if let past, let settled {
            if held.tip.seq >= settled.seq {
                guard try held.id(at: settled.seq, in: db) == settled.id else {
                    return try end(held, after: past.seq - 1, in: db)
                }
            } else {
                try bringBack(held, through: settled, before: cutting, in: db)
            }
        }
        let now = try HeldFeed.find(held.name, in: db) ?? held
        guard let cutting else { return now.tip }
        return try end(now, after: cutting.seq - 1, in: db)
    }

    /// Takes back what was put aside, where it is the branch that others have witnessed.
    private func bringBack(
        _ held: HeldFeed, through settled: WitnessedHead, before fork: ForkProof?, in db: Database
    ) throws {
        let aside = try held.eventsAside(limit: .max, in: db)
        guard aside.contains(where: { $0.header.seq == settled.seq && $0.id == settled.id })
        else { return }
        let events = aside.prefix { $0.header.seq < fork?.seq ?? .max }
        guard let last = events.last else { return }
        for event in events { try insert(event, feed: held.number, in: db) }
        try db.execute(
            sql: "DELETE FROM quarantine WHERE feed = ? AND seq <= ?",
            arguments: [held.number, Int64(last.header.seq)])
        try held.advance(to: last.tip, in: db)
        try Self.rebuild(in: db)
    }

    /// The forks that were proven, and what they do, by feed.
    ///
    /// Proofs of feeds whose key is not known any more are passed over.
    public func forks(in db: Database) throws -> [ForkVerdict] {
        try forks(keys: keys(in: db), in: db)
    }

    /// The forks that were proven, where these are the keys of the feeds.
    public func forks(keys: [FeedName: FeedKeys], in db: Database) throws -> [ForkVerdict] {
        try HeldFeed.all(in: db).compactMap { held in
            let cutting = try Row.fetchOne(
                db, sql: "SELECT proof FROM fork WHERE feed = ?", arguments: [held.number])
            let past = try Row.fetchOne(
                db, sql: "SELECT * FROM past_fork WHERE feed = ?", arguments: [held.number])
            guard cutting != nil || past != nil else { return nil }
            let proofs = [cutting, past].map { row in
                row.flatMap {
                    ForkProof(bytes: [UInt8]($0["proof"] as Data), key: { keys[$0]?.key(at: $1) })
                }
            }
            guard (proofs[0] == nil) == (cutting == nil), (proofs[1] == nil) == (past == nil)
            else { return nil }
            let settled: WitnessedHead? = past.flatMap { row in
                Bytes32(row["settled_id"] as Data).map {
                    WitnessedHead(
                        feed: held.name, seq: UInt64(row["settled_seq"] as Int64), id: EventID($0))
                }
            }
            return ForkVerdict(
                feed: held.name, settled: settled, cutting: proofs[0], past: proofs[1],
                tip: held.tip)
        }
    }
}
