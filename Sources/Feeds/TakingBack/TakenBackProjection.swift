public import Federation
import Foundation
public import GRDB

/// The events whose bodies their author has taken back.
///
/// It follows from the takings back alone, which keep their own bodies for good: so everybody
/// knows the same holes, whether they have ever had the bodies or not, and in whatever order
/// things came.
public enum TakenBackProjection: Projection {
    /// An event names one of a kind that nobody may take back.
    static let notAllowed = VoidReason("not to be taken back")

    /// Bodies taken back.
    public static var kinds: [Kind] { [.bodiesTakenBack] }
    /// One table.
    public static var tables: [String] { ["shared_taken_back"] }
    /// One row an event; of what was said in groups it says where that stood.
    public static var schema: String {
        """
        CREATE TABLE shared_taken_back (
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          epoch INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          id BLOB NOT NULL CHECK (length(id) = 32),
          post BLOB CHECK (length(post) = 16),
          group_id BLOB CHECK (length(group_id) = 16),
          reply_to BLOB CHECK (length(reply_to) = 16),
          posted_at INTEGER,  -- when it was said, and the place of that in the group's talk;
          clock INTEGER,      -- both only of posts
          event BLOB NOT NULL CHECK (length(event) = 32),
          PRIMARY KEY (chapter, epoch, seq, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shared_taken_back_by_group ON shared_taken_back (group_id)
          WHERE group_id IS NOT NULL;
        """
    }

    /// Adds one event to the table; whoever stores it deletes the bodies.
    public static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        guard let taken = BodiesTakenBack(payload: event.payload) else { return .malformed }
        guard taken.isAllBefore(epoch: event.epoch, seq: event.seq) else { return .outOfTurn }
        // Everything that is named and counts is held already: histories are stored in order.
        let suffixes = try taken.places.map { try suffix(of: $0, by: event.chapter, in: db) }
        guard suffixes.allSatisfy({ $0?.kind.mayBeTakenBack != false }) else { return notAllowed }
        for (place, suffix) in zip(taken.places, suffixes) {
            let post = suffix?.kind == .groupPosted ? place.post : nil
            try db.executePrepared(
                sql: """
                    INSERT INTO shared_taken_back (chapter, epoch, seq, id, post, group_id,
                      reply_to, posted_at, clock, event)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    event.chapter, place.epoch, Int64(place.seq), place.id, post?.id, post?.group,
                    post?.replyTo,
                    post == nil ? nil : suffix?.time.moment.milliseconds,
                    post == nil ? nil : suffix.map { Int64(clamping: $0.time.bits) }, event.id,
                ])
        }
        return nil
    }

    /// What the header of a named event says; nil where the history has no such event there.
    private static func suffix(
        of place: BodiesTakenBack.Place, by chapter: ChapterID, in db: Database
    ) throws -> EventSuffix? {
        let find = try db.cachedStatement(
            sql: """
                SELECT suffix FROM feed JOIN event ON event.feed = feed.number
                WHERE chapter = ? AND epoch = ? AND event.seq = ? AND id = ?
                """)
        let suffix = try Data.fetchOne(
            find, arguments: [chapter, place.epoch, Int64(place.seq), place.id])
        return suffix.flatMap { EventSuffix(bytes: [UInt8]($0)) }
    }
}
