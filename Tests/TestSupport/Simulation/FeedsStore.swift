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
                return (certificate.feed, certificate.feedKey)
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

    public func forks() throws -> [FeedName: ForkProof] {
        try database.read { db in
            var proofs: [FeedName: ForkProof] = [:]
            // The roster of a simulation is in no feed, so the keys are taken from the authors.
            for held in try HeldFeed.all(in: db) {
                let bytes = try Data.fetchOne(
                    db, sql: "SELECT proof FROM fork WHERE feed = ?", arguments: [held.number])
                guard let bytes else { continue }
                proofs[held.name] = ForkProof(bytes: [UInt8](bytes)) { Self.keys[$0] }
            }
            return proofs
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

    public func cut(_ proof: ForkProof) throws -> Tip {
        try database.write { try feeds.cut(proof, in: $0) }
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
        let renewed = FeedsStore(author: author, database: database)
        _ = try database.write { try renewed.feeds.begin(opening, at: now, in: $0) }
        return renewed
    }

    public func close(_ feed: FeedName, after seq: UInt64) throws -> Tip {
        try database.write { try feeds.close(feed, after: seq, in: $0) }
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
