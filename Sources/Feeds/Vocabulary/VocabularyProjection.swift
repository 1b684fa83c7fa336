public import Federation
public import GRDB

/// What chapters call things: kinds of membership with their rules, and words for interests and
/// skills.
///
/// Of each chapter only the latest event counts, so a later one changes or takes back all of it.
public enum VocabularyProjection: ErasableProjection {
    /// Shared.
    public static var kinds: [Kind] { [.vocabularyShared] }
    /// Kinds of membership, words.
    public static var tables: [String] { ["shared_membership_kind", "shared_word"] }
    /// Days are MM-DD, as the chapter's own kinds have them.
    public static var schema: String {
        """
        CREATE TABLE shared_membership_kind (
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          number INTEGER NOT NULL,
          name TEXT NOT NULL,
          months INTEGER NOT NULL,
          year_starts TEXT,
          rollover TEXT,
          grace_days INTEGER NOT NULL,
          PRIMARY KEY (chapter, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_word (
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          about TEXT NOT NULL CHECK (about IN ('interest', 'skill')),
          number INTEGER NOT NULL,
          word TEXT NOT NULL,
          PRIMARY KEY (chapter, about, number)
        ) STRICT, WITHOUT ROWID;
        """
    }

    /// Removes what one chapter shares.
    public static func clear(_ chapter: ChapterID, in db: Database) throws {
        for table in tables {
            try db.execute(sql: "DELETE FROM \(table) WHERE chapter = ?", arguments: [chapter])
        }
    }

    /// Puts what the event says in the place of what the chapter had shared before.
    public static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        try VoidReason.orNil {
            let vocabulary = try VocabularyShared(payload: event.payload)
            try clear(event.chapter, in: db)
            for (number, kind) in vocabulary.kinds.enumerated() {
                try db.executePrepared(
                    sql: """
                        INSERT INTO shared_membership_kind
                          (chapter, number, name, months, year_starts, rollover, grace_days)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        event.chapter, number, kind.name, kind.months, day(kind.yearStarts),
                        day(kind.rollover), kind.graceDays,
                    ])
            }
            for (about, words) in [
                ("interest", vocabulary.interests), ("skill", vocabulary.skills),
            ] {
                for (number, word) in words.enumerated() {
                    try db.executePrepared(
                        sql: """
                            INSERT INTO shared_word (chapter, about, number, word)
                            VALUES (?, ?, ?, ?)
                            """, arguments: [event.chapter, about, number, word])
                }
            }
        }
    }

    /// “07-01” for 701; nil for 0.
    private static func day(_ number: Int) -> String? {
        guard number > 0 else { return nil }
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(number / 100))-\(padded(number % 100))"
    }
}
