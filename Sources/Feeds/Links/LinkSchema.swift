import GRDB

extension Feeds {
    /// What the node itself remembers of its links.
    ///
    /// None of it is shared.
    static let linkTables = """
        CREATE TABLE invitation (
            guest_key BLOB PRIMARY KEY CHECK (length(guest_key) = 32), -- the one-time transport key
            expires INTEGER NOT NULL,
            auto_confirm INTEGER NOT NULL CHECK (auto_confirm IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE blocked_chapter (
            chapter BLOB PRIMARY KEY CHECK (length(chapter) = 32),
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What is remembered of linked chapters' nodes, so that people see it also after a restart.
    static let contactTable = """
        CREATE TABLE chapter_contact (
            chapter BLOB PRIMARY KEY CHECK (length(chapter) = 32),
            heard INTEGER NOT NULL,                              -- when it was last heard
            they_have INTEGER NOT NULL CHECK (they_have >= 0),   -- of this chapter's feed
            they_wrote INTEGER NOT NULL CHECK (they_wrote >= 0)  -- in its own feed
        ) STRICT, WITHOUT ROWID;
        """

    /// When each chapter said that it holds so much of this chapter's feed.
    static let acknowledgementTable = """
        CREATE TABLE acknowledgement (
            chapter BLOB NOT NULL CHECK (length(chapter) = 32),
            epoch INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (chapter, epoch, seq)
        ) STRICT, WITHOUT ROWID;
        """
}
