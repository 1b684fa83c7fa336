public import Federation
public import Feeds
import Foundation
import GRDB
import Sodium

/// The real store on SQLite in memory: for tens of nodes.
public final class FeedsStore: SimulatedStore {
    public let feeds: Feeds
    private let database: DatabaseQueue
    /// The keys of the chapters that simulations are made of.
    private static let keys: [FeedName: PublicKey] = Dictionary(
        uniqueKeysWithValues: (UInt32(0)..<32).flatMap { number in
            (UInt32(0)..<3).map { epoch in
                let certificate = FeedAuthor.fixed(number, epoch: epoch).certificate
                return (certificate.feed, certificate.keys.first)
            }
        })

    public convenience init(author: FeedAuthor) throws {
        let database = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        self.init(author: author, database: database)
    }

    private init(author: FeedAuthor, database: DatabaseQueue) {
        self.database = database
        feeds = Feeds(database: database, author: author)
    }

    public func ends() throws -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead]) {
        try database.read { try feeds.ends(in: $0) }
    }

    // The roster of a simulation is in no feed, so the keys are taken from the authors.
    public func forks() throws -> [ForkVerdict] {
        try database.read { db in
            try feeds.forks(keys: Feeds.keys(from: Self.keys, in: db), in: db)
        }
    }

    public func receive(_ run: VerifiedRun) throws -> Tip {
        try database.write { try feeds.receive(run, in: $0) }
        return run.tip
    }

    public func run(_ feed: FeedName, from: UInt64) throws -> [Event] {
        try database.read { try feeds.run(feed, from: from, in: $0) }
    }

    public func compare(_ branch: VerifiedRun) throws -> GossipInput.Comparison {
        try database.read { try feeds.compare(branch, in: $0) }
    }

    public func weigh(_ proof: ForkProof?, founders: [ChapterID]) throws -> [ForkVerdict] {
        try database.write {
            try feeds.weigh(
                proof, keys: Feeds.keys(from: Self.keys, in: $0), founders: founders, in: $0)
        }
    }

    public func openings() throws -> [FeedOpening] {
        try database.read { try feeds.openings(in: $0) }
    }

    public func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    {
        let renewed = FeedsStore(author: author, database: database)
        _ = try database.write { try renewed.feeds.begin(opening, at: now, in: $0) }
        return renewed
    }

    public func close(_ feed: FeedName, after seq: UInt64) throws -> Tip {
        try database.write { try feeds.close(feed, after: seq, in: $0) }
    }

    public func keyChanges() throws -> [FeedName: [KeyChange]] {
        try database.read { try Feeds.keys(from: Self.keys, in: $0) }.mapValues(\.changes)
            .filter { !$0.value.isEmpty }
    }

    public func changeKey(seed: [UInt8], at now: Timestamp) throws -> (
        event: Event, author: FeedAuthor
    ) {
        try database.write { db in
            _ = try feeds.changeKey(
                at: now, in: db, to: { try SigningKey(seed: seed) }, keep: { _, _ in }
            ).get()
        }
        let feed = feeds.author.feed
        let event = try database.read { db in
            let held = try HeldFeed.find(feed, in: db)
            return try held?.events(from: held?.tip.seq ?? 0, limit: 1, in: db).last
        }
        guard let event else { throw Broken(what: "an appended event is not there") }
        return (event, feeds.author)
    }

    public func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event {
        try database.write { db in
            try feeds.append(kind, payload, at: now, in: db)
            let held = try HeldFeed.find(feeds.author.feed, in: db)
            let last = try held?.events(from: held?.tip.seq ?? 0, limit: 1, in: db).last
            guard let last else { throw Broken(what: "an appended event is not there") }
            return last
        }
    }

    public func log() throws -> [FeedName: [EventID]] {
        try database.read { db in
            var log: [FeedName: [EventID]] = [:]
            for held in try HeldFeed.all(in: db) where held.tip.seq > 0 {
                log[held.name] = try held.events(from: 1, limit: .max, in: db).map(\.id)
            }
            return log
        }
    }

    public func handed(to author: FeedAuthor) -> any SimulatedStore {
        FeedsStore(author: author, database: database)
    }

    public func copy() throws -> any SimulatedStore {
        let copy = try DatabaseQueue()
        try database.backup(to: copy)
        return FeedsStore(author: feeds.author, database: copy)
    }

    /// Every row of every shared table, byte for byte.
    public func sharedRows() throws -> [String] {
        try database.read { try feeds.sharedRows(in: $0) }
    }
}
