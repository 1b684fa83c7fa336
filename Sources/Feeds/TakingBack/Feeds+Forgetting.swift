import Federation
import Foundation
import GRDB
import Sodium

/// Deleting the bodies that their author has taken back, and what they had made.
extension Feeds {
    /// Of the events of a run, those whose bodies were taken back before.
    ///
    /// Somebody who still has a body cannot bring it back.
    static func takenBack(in run: VerifiedRun, in db: Database) throws -> Set<EventID> {
        guard let first = run.events.first, let last = run.beyond.last ?? run.events.last else {
            return []
        }
        let find = try db.cachedStatement(
            sql: """
                SELECT id FROM shared_taken_back
                WHERE chapter = ? AND epoch = ? AND seq BETWEEN ? AND ?
                """)
        return try EventID.fetchSet(
            find,
            arguments: [
                run.feed.chapter, run.feed.epoch, Int64(first.header.seq), Int64(last.header.seq),
            ])
    }

    /// Deletes the bodies that these new events take back.
    func forget(_ events: [Event], in db: Database) throws {
        guard let chapter = events.first?.header.feed.chapter else { return }
        var gone: [ForgottenEvent] = []
        for event in events where event.suffix.kind == .bodiesTakenBack {
            let taken = event.payload.flatMap { BodiesTakenBack(payload: $0) }
            for place in taken?.places ?? [] {
                gone += try Self.forget(place, of: chapter, in: db)
            }
        }
        try Self.remake(without: gone, of: chapter, in: db)
        guard !gone.isEmpty else { return }
        // What was written before lies in the write-ahead log until that is emptied.
        db.afterNextTransaction { [self] db in emptyLog(db) }
    }

    /// Deletes whatever body is still there of all that was ever taken back.
    ///
    /// After a rebuild: a fork may have put takings back aside, and a new epoch said them again.
    static func forgetEverywhere(in db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT taken.chapter, taken.epoch, taken.seq, taken.id
                FROM shared_taken_back AS taken JOIN feed USING (chapter, epoch)
                JOIN event ON event.feed = number AND event.seq = taken.seq
                  AND event.id = taken.id
                WHERE body IS NOT NULL
                """)
        var gone: [ChapterID: [ForgottenEvent]] = [:]
        for row in rows {
            let chapter: ChapterID = row["chapter"]
            let place = BodiesTakenBack.Place(
                epoch: UInt32(row["epoch"] as Int64), seq: UInt64(row["seq"] as Int64),
                id: row["id"])
            gone[chapter, default: []] += try forget(place, of: chapter, in: db)
        }
        for chapter in gone.keys.sorted() {
            try remake(without: gone[chapter] ?? [], of: chapter, in: db)
        }
    }

    /// Deletes one body from the feed and from what was put aside, if it was validly taken back.
    private static func forget(
        _ place: BodiesTakenBack.Place, of chapter: ChapterID, in db: Database
    ) throws -> [ForgottenEvent] {
        let find = try db.cachedStatement(
            sql: """
                SELECT number FROM feed JOIN shared_taken_back AS taken USING (chapter, epoch)
                WHERE chapter = ? AND epoch = ? AND taken.seq = ? AND id = ?
                """)
        let seq = Int64(place.seq)
        guard
            let feed = try Int64.fetchOne(
                find, arguments: [chapter, place.epoch, seq, place.id])
        else { return [] }
        _ = try forget(in: "quarantine", feed, seq, place.id, db)
        guard let (kind, payload) = try forget(in: "event", feed, seq, place.id, db) else {
            return []
        }
        let posted = kind == .groupPosted ? try? GroupPosted(payload: payload) : nil
        return [
            ForgottenEvent(
                feed: feed, seq: seq, id: place.id, kind: kind,
                post: posted.map { ObjectID(chapter: chapter, nonce: $0.nonce) })
        ]
    }

    /// Deletes one body and gives the event's kind and what it said; nil where there was none.
    private static func forget(
        in table: StaticString, _ feed: Int64, _ seq: Int64, _ id: EventID, _ db: Database
    ) throws -> (Kind, payload: [UInt8])? {
        let find = try db.cachedStatement(
            sql: """
                SELECT suffix, body FROM \(table)
                WHERE feed = ? AND seq = ? AND id = ? AND body IS NOT NULL
                """)
        guard let row = try Row.fetchOne(find, arguments: [feed, seq, id]),
            let kind = EventSuffix(bytes: [UInt8](row["suffix"] as Data))?.kind,
            kind.mayBeTakenBack
        else { return nil }
        let body = [UInt8](row["body"] as Data)
        try db.executePrepared(
            sql: """
                UPDATE \(table) SET body = NULL, body_hash = ?, body_length = ?
                WHERE feed = ? AND seq = ?
                """,
            arguments: [digest("rhizome/body", body), body.count, feed, seq])
        return (kind, Array(body.dropFirst(Limits.saltBytes)))
    }

    /// Takes what these events had made out of the shared tables.
    private static func remake(
        without gone: [ForgottenEvent], of chapter: ChapterID, in db: Database
    ) throws {
        guard !gone.isEmpty else { return }
        let kinds = Set(gone.map(\.kind))
        // A post stands alone, unless another was refused for having its id.
        if kinds == [.groupPosted], try !hasRefusedPosts(chapter, in: db) {
            for event in gone {
                try db.executePrepared(
                    sql: "DELETE FROM void_event WHERE feed = ? AND seq = ?",
                    arguments: [event.feed, event.seq])
                try db.executePrepared(
                    sql: "DELETE FROM shared_post WHERE post = ? AND event = ?",
                    arguments: [event.post, event.id])
            }
            return
        }
        try remake(kinds, of: chapter, in: db)
    }

    private static func hasRefusedPosts(_ chapter: ChapterID, in db: Database) throws -> Bool {
        let suffixes = try Data.fetchAll(
            db,
            sql: """
                SELECT suffix FROM feed JOIN void_event ON void_event.feed = number
                JOIN event ON event.feed = number AND event.seq = void_event.seq
                WHERE chapter = ? AND reason = ?
                """, arguments: [chapter, VoidReason.outOfTurn.name])
        return suffixes.contains { EventSuffix(bytes: [UInt8]($0))?.kind == .groupPosted }
    }
}

/// An event whose body was just deleted.
private struct ForgottenEvent {
    let feed: Int64
    let seq: Int64
    let id: EventID
    let kind: Kind
    /// The post that it made, if it did.
    let post: ObjectID?
}
