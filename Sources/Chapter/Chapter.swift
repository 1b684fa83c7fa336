public import Feeds
public import GRDB

/// A chapter: its own database and everything a person can do in it.
///
/// Reads are plain queries on `read`; every change is an `Act` through `perform`.
public struct Chapter: Sendable {
    /// The feeds, on the same database as the chapter's own tables.
    public let feeds: Feeds

    /// A chapter on a migrated database.
    public init(feeds: Feeds) { self.feeds = feeds }

    /// Reads in one consistent snapshot.
    public func read<Value: Sendable>(_ query: @Sendable @escaping (Database) throws -> Value)
        async throws -> Value
    {
        try await feeds.database.read(query)
    }
}
