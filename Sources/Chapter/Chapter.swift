public import Feeds
public import GRDB

/// A chapter: its own database and everything a person can do in it.
///
/// Reads are plain queries on `read`; every change is an `Act` through `perform`.
public struct Chapter: Sendable {
    /// The feeds, on the same database as the chapter's own tables.
    public let feeds: Feeds

    /// Where marks and papers of ballots are, outside the node's one database.
    public let ballotBoxes: BallotBoxes

    /// A chapter on a migrated database.
    ///
    /// A node gives the boxes a directory; without one they live in memory, for tests, and every
    /// open ballot is lost at the end of the process.
    public init(feeds: Feeds, ballotBoxes: BallotBoxes = .inMemory()) {
        self.feeds = feeds
        self.ballotBoxes = ballotBoxes
    }

    /// Reads in one consistent snapshot.
    public func read<Value: Sendable>(_ query: @Sendable @escaping (Database) throws -> Value)
        async throws -> Value
    {
        try await feeds.database.read(query)
    }
}
