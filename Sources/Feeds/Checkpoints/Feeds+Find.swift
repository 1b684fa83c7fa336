public import Federation
import Foundation
public import GRDB

extension Feeds {
    /// Where a chapter has said what holds of a meeting, group, post or ballot of its own.
    ///
    /// Papers of a ballot are left out: its close has the root over them. No table knows these
    /// places, so the chapter's feeds are read; nobody asks often.
    public func places(about object: ObjectID, of chapter: ChapterID, in db: Database) throws
        -> [(feed: FeedName, seq: UInt64)]
    {
        var found: [(feed: FeedName, seq: UInt64)] = []
        for held in try HeldFeed.all(in: db) where held.name.chapter == chapter {
            for seq in try held.places(of: Kind.aboutObjects, in: db) {
                guard let event = try held.events(from: seq, limit: 1, in: db).first,
                    let payload = event.payload,
                    event.suffix.kind.object(of: payload, by: chapter) == object
                else { continue }
                if event.suffix.kind.isWholeState { found = [] }
                found.append((held.name, seq))
            }
        }
        return found
    }

    /// Where an event stands, if it is held.
    ///
    /// Ids have no index, so every feed is looked through.
    public func place(of event: EventID, in db: Database) throws -> (feed: FeedName, seq: UInt64)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT chapter, epoch, event.seq AS place
                FROM event JOIN feed ON feed.number = event.feed WHERE id = ?
                """, arguments: [event])
        return row.map { row in
            (
                FeedName(chapter: row["chapter"], epoch: UInt32(row["epoch"] as Int64)),
                UInt64(row["place"] as Int64)
            )
        }
    }
}

extension HeldFeed {
    /// The places of events of these kinds.
    ///
    /// Kinds have no index, so all suffixes are read, a row at a time.
    func places(of kinds: Set<Kind>, in db: Database) throws -> [UInt64] {
        var places: [UInt64] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT seq, suffix FROM event WHERE feed = ? ORDER BY seq",
            arguments: [number])
        while let row = try rows.next() {
            guard let kind = EventSuffix(bytes: [UInt8](row["suffix"] as Data))?.kind,
                kinds.contains(kind)
            else { continue }
            places.append(UInt64(row["seq"] as Int64))
        }
        return places
    }
}
