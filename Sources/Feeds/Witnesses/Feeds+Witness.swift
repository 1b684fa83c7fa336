public import Federation
import Foundation
public import GRDB
import Sodium

extension Feeds {
    /// When this chapter last said what it holds of the others' feeds.
    public func lastWitnessed(in db: Database) throws -> Timestamp? {
        try Int64.fetchOne(
            db, sql: "SELECT max(said_at) FROM shared_witness WHERE witness = ?",
            arguments: [chapter.data]
        ).map { Timestamp(milliseconds: $0) }
    }

    /// Says what this chapter holds of the others' feeds that it has not said yet, if it founded
    /// the federation: the words of others count for nothing.
    ///
    /// Feeds in which nothing but such words was added are passed over, or two founders would go on
    /// witnessing each other's words for ever.
    /// - Returns: how many events of others were named.
    @discardableResult
    public func witness(at now: Timestamp, in db: Database) throws -> Int {
        guard let certificate = try membership(in: db),
            certificate.genesis.founders.contains(chapter)
        else { return 0 }
        let closed = Epochs(try openings(in: db)).cuts
        var heads: [WitnessedHead] = []
        for held in try HeldFeed.all(in: db)
        where held.name.chapter != chapter && closed[held.name] == nil {
            heads += try news(of: held, in: db)
        }
        for start in stride(from: 0, to: heads.count, by: Limits.witnessedPlaces) {
            let part = heads[start..<min(start + Limits.witnessedPlaces, heads.count)]
            guard let said = HeadsWitnessed(Array(part)) else { continue }
            try append(.headsWitnessed, said.payload, at: now, in: db)
        }
        return heads.count
    }

    private func news(of held: HeldFeed, in db: Database) throws -> [WitnessedHead] {
        let last = try Int64.fetchOne(
            db,
            sql: """
                SELECT max(seq) FROM shared_witness
                WHERE chapter = ? AND epoch = ? AND witness = ?
                """, arguments: [held.name.chapter.data, held.name.epoch, chapter.data])
        let known = UInt64(last ?? 0)
        guard held.tip.seq > known else { return [] }
        let added = try held.events(from: known + 1, limit: Limits.runEvents, in: db)
        guard added.contains(where: { $0.suffix.kind != .headsWitnessed }) else { return [] }
        return try HeadsWitnessed.places(upTo: held.tip.seq, after: known).compactMap { seq in
            try held.id(at: seq, in: db).map { WitnessedHead(feed: held.name, seq: seq, id: $0) }
        }
    }

    /// What has been said about these feeds.
    func testimonies(about feeds: some Sequence<FeedName>, in db: Database) throws -> [Testimony] {
        var testimonies: [Testimony] = []
        for feed in feeds {
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM shared_witness WHERE chapter = ? AND epoch = ?",
                arguments: [feed.chapter.data, feed.epoch])
            for row in rows {
                guard let witness = Bytes32(row["witness"] as Data),
                    let id = Bytes32(row["id"] as Data)
                else { continue }
                testimonies.append(
                    Testimony(
                        witness: FeedName(
                            chapter: ChapterID(witness),
                            epoch: UInt32(row["witness_epoch"] as Int64)),
                        seq: UInt64(row["witness_seq"] as Int64),
                        head: WitnessedHead(
                            feed: feed, seq: UInt64(row["seq"] as Int64), id: EventID(id))))
            }
        }
        return testimonies
    }
}
