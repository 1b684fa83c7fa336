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
}
