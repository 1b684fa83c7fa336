public import Federation
public import Feeds
import Foundation
import GRDB
import Sodium
import Synchronization

/// The real store on SQLite in memory: for tens of nodes.
public final class FeedsStore: SimulatedStore {
    public let feeds: Feeds
    private let database: DatabaseQueue
    private let salts: Salts?
    private let highWater: HighWater?
    /// The keys of the chapters that simulations are made of.
    private static let keys: [FeedName: PublicKey] = Dictionary(
        uniqueKeysWithValues: (UInt32(0)..<32).flatMap { number in
            (UInt32(0)..<3).map { epoch in
                let certificate = FeedAuthor.fixed(number, epoch: epoch).certificate
                return (certificate.feed, certificate.keys.first)
            }
        })

    /// `salts`: where the salts of events come from; the operating system unless a seed is named.
    public convenience init(
        author: FeedAuthor, salts seed: UInt64? = nil, highWater: HighWater? = nil
    ) throws {
        let database = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        self.init(
            author: author, database: database, salts: seed.map { Salts(seed: $0) },
            highWater: highWater)
    }

    private init(
        author: FeedAuthor, database: DatabaseQueue, salts: Salts?, highWater: HighWater?
    ) {
        self.database = database
        self.salts = salts
        self.highWater = highWater
        feeds =
            if let salts {
                Feeds(
                    database: database, author: author, highWater: highWater,
                    salt: { salts.next() })
            } else {
                Feeds(database: database, author: author, highWater: highWater)
            }
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

    public func fill(_ branch: VerifiedRun) throws {
        try database.write { try feeds.fill(branch, in: $0) }
    }

    public func lacking(_ chapter: ChapterID?) throws -> [FeedName: [UInt64]] {
        try database.read { try feeds.lacking(chapter, in: $0) }
    }

    public func openings() throws -> [FeedOpening] {
        try database.read { try feeds.openings(in: $0) }
    }

    public func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    {
        let renewed = FeedsStore(
            author: author, database: database, salts: salts, highWater: highWater)
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
        FeedsStore(author: author, database: database, salts: salts, highWater: highWater)
    }

    public func copy(highWater: HighWater?) throws -> any SimulatedStore {
        let copy = try DatabaseQueue()
        try database.backup(to: copy)
        return FeedsStore(
            author: feeds.author, database: copy, salts: salts?.another(), highWater: highWater)
    }

    /// Whether the shared tables are what the feeds alone would make of them.
    public func tablesFollow() throws -> Bool {
        let before = try sharedRows()
        try database.write { try Feeds.rebuild(in: $0) }
        return try sharedRows() == before
    }

    /// Every row of every shared table, byte for byte.
    public func sharedRows() throws -> [String] {
        try database.read { try feeds.sharedRows(in: $0) }
    }
}

/// Salts that follow from a seed, so that a simulation is the same each time.
private final class Salts: Sendable {
    private let random: Mutex<SplitMix64>

    init(seed: UInt64) { random = Mutex(SplitMix64(seed: seed)) }

    func next() -> [UInt8] {
        random.withLock { random in
            (0..<Limits.saltBytes).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
    }

    func another() -> Salts { Salts(seed: random.withLock { $0.next() }) }
}
