import Federation
import Feeds
import GRDB

/// How fast a node takes in the history of another chapter.
struct CatchUp {
    let workspace: Workspace
    let history: History
    let events: Int
    private let author: FeedAuthor
    /// The database of the chapter that has the history, closed, to be copied for each round.
    private let original: String

    init(_ history: History, events: Int, in workspace: Workspace) async throws {
        self.history = history
        self.events = events
        self.workspace = workspace
        author = try newAuthor()
        let database = try workspace.database()
        let feeds = Feeds(database: database, author: author)
        try await feeds.open(named: "Harbour")
        try await history.write(events, to: feeds)
        try await database.writeWithoutTransaction { db in
            _ = try db.checkpoint(.truncate)
        }
        original = database.path
        try database.close()
    }

    /// Events a second between two nodes: from the link until all are stored and projected.
    func overLoopback(rounds: Int) async throws -> Double {
        try await median(rounds) { _ in try await oneCatchUp() }
    }

    private func oneCatchUp() async throws -> Double {
        let source = try workspace.database(copying: original)
        let serving = try await BenchNode(source, author: author, name: "Harbour")
        let target = try workspace.database()
        let receiving = try await BenchNode(target, author: try newAuthor(), name: "Riverside")
        let rate: Double
        do {
            rate = try await timeHistory(from: serving, to: receiving)
        } catch {
            tell("The serving node: \(await serving.situation())")
            tell("The receiving node: \(await receiving.situation())")
            throw error
        }
        await receiving.stop()
        await serving.stop()
        try workspace.remove(source)
        try workspace.remove(target)
        return rate
    }

    private func timeHistory(
        from serving: BenchNode, to receiving: BenchNode
    ) async throws -> Double {
        try await receiving.join(serving)
        try await receiving.waitForLink(to: serving)
        let feed = author.feed
        let before = try await receiving.held(feed)
        let total = try await serving.held(feed)
        let time = try await seconds {
            try await wait("the history") { try await receiving.held(feed) >= total }
        }
        return Double(total - before) / time
    }

    /// Events a second that are verified, stored and projected, with no network between.
    ///
    /// Where each is signed, every event comes with a signature that is checked.
    func storing(eachSigned: Bool, rounds: Int) async throws -> Double {
        let source = try workspace.database(copying: original)
        let from = Feeds(database: source, author: author)
        let runs = try await source.read { db in
            try Self.travelling(from, eachSigned: eachSigned, in: db)
        }
        try workspace.remove(source)
        return try await median(rounds) { _ in
            let target = try workspace.database()
            let feeds = Feeds(database: target, author: try newAuthor())
            let time = try await seconds { try await take(runs, into: feeds) }
            try workspace.remove(target)
            return Double(runs.reduce(0) { $0 + $1.count }) / time
        }
    }

    /// Runs as they travel, one after the other.
    private static func travelling(
        _ feeds: Feeds, eachSigned: Bool, in db: Database
    ) throws -> [TravellingRun] {
        var runs: [TravellingRun] = []
        var from: UInt64 = 1
        while true {
            let events = try feeds.run(feeds.author.feed, from: from, in: db)
            guard let last = events.last else { return runs }
            from = last.header.seq + 1
            if eachSigned {
                runs += events.compactMap { TravellingRun([$0]) }
            } else if let run = TravellingRun(events) {
                runs.append(run)
            }
        }
    }

    /// Verifies on one task and stores on another, as a node does.
    private func take(_ runs: [TravellingRun], into feeds: Feeds) async throws {
        let key = author.certificate.feedKey
        let (verified, continuation) = AsyncThrowingStream.makeStream(of: [VerifiedRun].self)
        let verifying = Task { @concurrent in
            var tip = Tip.empty
            var batch: [VerifiedRun] = []
            var count = 0
            for run in runs {
                do {
                    let run = try run.received().verified(after: tip, by: key)
                    tip = run.tip
                    count += run.events.count
                    batch.append(run)
                } catch {
                    continuation.finish(throwing: error)
                    return
                }
                guard count >= 4096 else { continue }
                continuation.yield(batch)
                batch = []
                count = 0
            }
            continuation.yield(batch)
            continuation.finish()
        }
        for try await batch in verified { try await feeds.receive(batch) }
        await verifying.value
    }
}
