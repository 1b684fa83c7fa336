public import Federation
import Foundation
public import GRDB

extension Feeds {
    /// Takes the bodies of own events back, inside the act's own write transaction.
    ///
    /// They go from this store at once, and from every other one that hears of it. What was put
    /// aside with the same words goes too. What may not be taken back, and what is gone already,
    /// is passed over.
    /// - Returns: how many bodies are taken back.
    public func takeBack(_ events: [EventID], at now: Timestamp, in db: Database) throws -> Int {
        var places: [BodiesTakenBack.Place] = []
        for id in events { places += try self.places(of: id, in: db) }
        for start in stride(from: 0, to: places.count, by: Limits.takenBack) {
            let part = places[start..<min(start + Limits.takenBack, places.count)]
            guard let taken = BodiesTakenBack(Array(part)) else { continue }
            try append(.bodiesTakenBack, taken.payload, at: now, in: db)
        }
        return places.count
    }

    /// Where an own event stands, and where the same was said in what was put aside.
    private func places(of id: EventID, in db: Database) throws -> [BodiesTakenBack.Place] {
        guard let own = try place(ofOwn: id, in: db),
            let held = try HeldFeed.find(
                FeedName(chapter: chapter, epoch: own.epoch), in: db),
            let event = try held.events(from: own.seq, limit: 1, in: db).last,
            event.suffix.kind.mayBeTakenBack, let payload = event.payload
        else { return [] }
        let here = BodiesTakenBack.Place(
            epoch: own.epoch, seq: own.seq, id: id, post: post(event, payload))
        let aside = try Row.fetchAll(
            db,
            sql: """
                SELECT epoch, quarantine.seq AS place, id
                FROM feed JOIN quarantine ON quarantine.feed = number
                WHERE chapter = ? AND suffix IS NOT NULL AND substr(body, ?) = ?
                """, arguments: [chapter, Limits.saltBytes + 1, Data(payload)])
        return [here]
            + aside.map { row in
                BodiesTakenBack.Place(
                    epoch: UInt32(row["epoch"] as Int64), seq: UInt64(row["place"] as Int64),
                    id: row["id"])
            }
    }

    private func post(_ event: Event, _ payload: [UInt8]) -> BodiesTakenBack.Post? {
        guard event.suffix.kind == .groupPosted, let posted = try? GroupPosted(payload: payload)
        else { return nil }
        return BodiesTakenBack.Post(
            id: ObjectID(chapter: chapter, nonce: posted.nonce), group: posted.group,
            replyTo: posted.replyTo)
    }
}
