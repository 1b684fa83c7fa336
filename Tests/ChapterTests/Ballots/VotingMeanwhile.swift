import Chapter
import Dispatch
import Federation
import Feeds
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@Suite struct `Voting while something long is written` {
    @Test func `a paper is cast while an import holds the database`() async throws {
        let directory = try TemporaryDirectory()
        let harbour = try chapter(in: directory)
        let database = harbour.chapter.feeds.database
        try await harbour.openFeed()
        let members = try await harbour.members(2)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Strike?"), papers: [0], by: members)

        // Whoever waits for the writer comes after the deadline, and the test says so.
        let (begun, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let isWriting = Mutex(true)
        let long = Task {
            try await database.write { db in
                try db.execute(sql: "UPDATE member SET version = version + 1")
                begun.signal()
                _ = done.wait(timeout: .now() + 20)
                isWriting.withLock { $0 = false }
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                begun.wait()
                continuation.resume()
            }
        }
        try await harbour.act(CastPaper(ballot, choice: 1), as: .plain(members[1]))
        #expect(isWriting.withLock { $0 }, "the paper waited for the import")
        done.signal()
        try await long.value
        let closed = try await harbour.act(CloseBallot(ballot))
        #expect(closed.counts == [1, 1, 0])
    }

    @Test func `a paper is cast once by ten sendings at the same time`() async throws {
        let directory = try TemporaryDirectory()
        let harbour = try chapter(in: directory)
        try await harbour.openFeed()
        let members = try await harbour.members(1)
        let ballot = try await harbour.openBallot(BallotPlan(motion: "Strike?"), papers: [], by: [])
        let tracker = CastPaper.newTracker()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    try await harbour.act(
                        CastPaper(ballot, choice: 0, tracker: tracker), as: .plain(members[0]))
                }
            }
            try await group.waitForAll()
        }
        let closed = try await harbour.act(CloseBallot(ballot))
        #expect(closed.counts == [1, 0, 0])
    }

    /// A chapter whose readers do not wait for its writer, as a node's.
    private func chapter(in directory: TemporaryDirectory) throws -> TestChapter {
        let database = try DatabasePool(path: directory.path + "/chapter.sqlite")
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        Chapter.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        return TestChapter(
            chapter: Chapter(
                feeds: Feeds(database: database, author: .named("Harbour")),
                ballotBoxes: BallotBoxes(
                    directory: URL(fileURLWithPath: directory.path + "/ballots", isDirectory: true))
            ))
    }
}
