import Chapter
import Feeds
import GRDB
import Synchronization

extension TestChapter {
    /// How many transactions the chapter's database begins while something is done; a read is one.
    public func transactions(during work: () async throws -> Void) async throws -> Int {
        let counter = Counter()
        try await chapter.feeds.database.writeWithoutTransaction { db in
            db.trace { if "\($0)".hasPrefix("BEGIN") { counter.begun.withLock { $0 += 1 } } }
        }
        try await work()
        try await chapter.feeds.database.writeWithoutTransaction { $0.trace(options: []) }
        return counter.begun.withLock { $0 }
    }

    private final class Counter: Sendable {
        let begun = Mutex(0)
    }
}
