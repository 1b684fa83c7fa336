public import Federation
public import GRDB

/// When linked chapters said how far they hold this chapter's feed.
extension Feeds {
    /// So many of a chapter's latest words are remembered.
    ///
    /// What is older is then known by the oldest of them: somewhat later than it was.
    private static let wordsKept = 100

    /// Remembers that a chapter holds so many events of the present epoch of this chapter's feed.
    public func acknowledge(_ seq: UInt64, by other: ChapterID, at now: Timestamp, in db: Database)
        throws
    {
        let epoch = author.feed.epoch
        try db.execute(
            sql: """
                INSERT INTO acknowledgement (chapter, epoch, seq, at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, arguments: [other, epoch, Int64(clamping: seq), now.milliseconds])
        try db.execute(
            sql: """
                DELETE FROM acknowledgement WHERE chapter = :chapter AND (epoch, seq) <=
                  (SELECT epoch, seq FROM acknowledgement WHERE chapter = :chapter
                   ORDER BY epoch DESC, seq DESC LIMIT 1 OFFSET :kept)
                """, arguments: ["chapter": other, "kept": Self.wordsKept])
    }

    /// Who has said that they hold an event of the present epoch of this chapter's feed, and when
    /// they first did.
    public func acknowledged(_ seq: UInt64, in db: Database) throws -> [ChapterID: Timestamp] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT chapter, min(at) AS at FROM acknowledgement
                WHERE epoch = ? AND seq >= ? GROUP BY chapter
                """, arguments: [author.feed.epoch, Int64(clamping: seq)])
        return Dictionary(
            rows.map { ($0["chapter"] as ChapterID, Timestamp(milliseconds: $0["at"])) },
            uniquingKeysWith: { first, _ in first })
    }
}
