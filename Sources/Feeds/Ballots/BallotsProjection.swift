public import Federation
import Foundation
public import GRDB

/// The ballots that chapters share: manifest and state, published papers, recounts.
///
/// Only the chapter whose feed announced a ballot reaches its row. A recount stands in the feed of
/// the chapter that counted and may arrive before the ballot: it is a row of its own.
public enum BallotsProjection: Projection {
    /// The opening or closing names another manifest than the announced one.
    static let otherManifest = VoidReason("other manifest")
    /// The trackers do not ascend from one event to the next.
    static let papersOutOfOrder = VoidReason("papers out of order")

    /// Everything about ballots.
    public static var kinds: [Kind] {
        [
            .ballotAnnounced, .ballotOpened, .ballotPapersPublished, .ballotClosed,
            .ballotRecounted, .ballotCancelled,
        ]
    }
    /// Ballots, the events that made them, papers, recounts.
    public static var tables: [String] {
        [
            "shared_ballot", "shared_ballot_event", "shared_paper", "shared_numbered_paper",
            "shared_recount",
        ]
    }
    /// Manifest and result are kept as they were signed: they are hashed and checked as bytes.
    public static var schema: String {
        """
        CREATE TABLE shared_ballot (
          ballot BLOB PRIMARY KEY CHECK (length(ballot) = 16),
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          state TEXT NOT NULL CHECK (state IN ('announced', 'open', 'closed', 'cancelled')),
          question TEXT NOT NULL,
          roll_size INTEGER NOT NULL,
          manifest BLOB NOT NULL,
          announcements INTEGER NOT NULL CHECK (announcements >= 1),
          announced_at INTEGER NOT NULL,
          closed_at INTEGER,
          result BLOB,
          reason TEXT NOT NULL,
          CHECK ((state = 'closed') = (result IS NOT NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_ballot_event (
          ballot BLOB NOT NULL CHECK (length(ballot) = 16),
          epoch INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          event BLOB NOT NULL CHECK (length(event) = 32),
          PRIMARY KEY (ballot, epoch, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_paper (
          ballot BLOB NOT NULL CHECK (length(ballot) = 16),
          tracker BLOB NOT NULL CHECK (length(tracker) = 16),
          choice INTEGER NOT NULL CHECK (choice >= 0),
          PRIMARY KEY (ballot, tracker)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_recount (
          ballot BLOB NOT NULL CHECK (length(ballot) = 16),
          chapter BLOB NOT NULL CHECK (length(chapter) = 32),
          result_hash BLOB NOT NULL CHECK (length(result_hash) = 32),
          agrees INTEGER NOT NULL CHECK (agrees IN (0, 1)),
          event BLOB NOT NULL CHECK (length(event) = 32),
          PRIMARY KEY (ballot, chapter)
        ) STRICT, WITHOUT ROWID;
        """
    }

    /// Papers of ballots whose papers have numbers.
    public static let numberedPapers = """
        CREATE TABLE shared_numbered_paper (
          ballot BLOB NOT NULL CHECK (length(ballot) = 16),
          tracker BLOB NOT NULL CHECK (length(tracker) = 16),
          numbers BLOB NOT NULL CHECK (length(numbers) >= 2),
          PRIMARY KEY (ballot, tracker)
        ) STRICT, WITHOUT ROWID;
        """

    /// Adds one event to the tables.
    public static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        try VoidReason.orNil {
            switch event.kind {
            case .ballotAnnounced: try announce(event, into: db)
            case .ballotOpened: try open(event, into: db)
            case .ballotPapersPublished: try publish(event, into: db)
            case .ballotClosed: try close(event, into: db)
            case .ballotRecounted: try recount(event, into: db)
            default: try cancel(event, into: db)
            }
        }
    }

    /// A second announcement changes nothing but the number of announcements, which is a finding.
    private static func announce(_ event: StoredEvent, into db: Database) throws {
        let ballot = try BallotAnnounced(payload: event.payload)
        let id = ObjectID(chapter: event.chapter, nonce: ballot.nonce)
        try db.executePrepared(
            sql: """
                INSERT INTO shared_ballot (ballot, chapter, state, question, roll_size, manifest,
                  announcements, announced_at, reason)
                VALUES (?, ?, 'announced', ?, ?, ?, 1, ?, '')
                ON CONFLICT (ballot) DO UPDATE SET announcements = announcements + 1
                """,
            arguments: [
                id, event.chapter, ballot.question, ballot.rollSize, Data(event.payload),
                event.time.moment.milliseconds,
            ])
        try keep(event, of: id, in: db)
    }

    private static func open(_ event: StoredEvent, into db: Database) throws {
        let opened = try BallotOpened(payload: event.payload)
        let row = try own(opened.ballot, event, in: ["announced"], db)
        guard BallotAnnounced.hash(payload: row.manifest) == opened.manifestHash else {
            throw otherManifest
        }
        try db.executePrepared(
            sql: "UPDATE shared_ballot SET state = 'open' WHERE ballot = ?",
            arguments: [opened.ballot])
        try keep(event, of: opened.ballot, in: db)
    }

    private static func publish(_ event: StoredEvent, into db: Database) throws {
        let published = try BallotPapersPublished(payload: event.payload)
        let row = try own(published.ballot, event, in: ["open"], db)
        let hasNumbers = try BallotAnnounced(payload: row.manifest).method.hasNumbers
        guard published.papers.allSatisfy({ ($0.choice == nil) == hasNumbers }) else {
            throw VoidReason.outOfBounds
        }
        let table = hasNumbers ? "shared_numbered_paper" : "shared_paper"
        let find = try db.cachedStatement(
            sql: "SELECT max(tracker) FROM \(table) WHERE ballot = ?")
        let last = try Data.fetchOne(find, arguments: [published.ballot])
        if let last, let first = published.papers.first,
            !last.lexicographicallyPrecedes(first.tracker)
        {
            throw papersOutOfOrder
        }
        let insert = try db.cachedStatement(
            sql: "INSERT INTO \(table) VALUES (?, ?, ?)")
        for paper in published.papers {
            let tracker = Data(paper.tracker)
            switch paper.content {
            case .choice(let choice):
                try insert.execute(arguments: [published.ballot, tracker, choice])
            case .numbers(let numbers):
                try insert.execute(arguments: [published.ballot, tracker, Data(numbers)])
            }
        }
        try keep(event, of: published.ballot, in: db)
    }

    private static func close(_ event: StoredEvent, into db: Database) throws {
        let closed = try BallotClosed(payload: event.payload)
        let row = try own(closed.ballot, event, in: ["open"], db)
        guard BallotAnnounced.hash(payload: row.manifest) == closed.manifestHash else {
            throw otherManifest
        }
        let announced = try BallotAnnounced(payload: row.manifest)
        guard closed.counts.count == announced.options.count,
            (closed.lots != nil) == announced.method.hasNumbers
        else { throw VoidReason.outOfBounds }
        try db.executePrepared(
            sql: """
                UPDATE shared_ballot SET state = 'closed', closed_at = ?, result = ?
                WHERE ballot = ?
                """,
            arguments: [
                event.time.moment.milliseconds, Data(event.payload), closed.ballot,
            ])
        try keep(event, of: closed.ballot, in: db)
    }

    private static func recount(_ event: StoredEvent, into db: Database) throws {
        let recount = try BallotRecounted(payload: event.payload)
        try db.executePrepared(
            sql: """
                INSERT INTO shared_recount (ballot, chapter, result_hash, agrees, event)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (ballot, chapter) DO UPDATE SET result_hash = excluded.result_hash,
                  agrees = excluded.agrees, event = excluded.event
                """,
            arguments: [
                recount.ballot, event.chapter, recount.resultHash, recount.agrees ? 1 : 0,
                event.id,
            ])
    }

    private static func cancel(_ event: StoredEvent, into db: Database) throws {
        let cancelled = try BallotCancelled(payload: event.payload)
        _ = try own(cancelled.ballot, event, in: ["announced", "open"], db)
        try db.executePrepared(
            sql: "UPDATE shared_ballot SET state = 'cancelled', reason = ? WHERE ballot = ?",
            arguments: [cancelled.reason, cancelled.ballot])
        try keep(event, of: cancelled.ballot, in: db)
    }

    /// The manifest of the feed's own ballot, if it is in one of these states.
    ///
    /// The reason is the same whether the ballot is another chapter's or nobody's: which of the two
    /// it is depends on what has arrived so far.
    private static func own(
        _ ballot: ObjectID, _ event: StoredEvent, in states: [String], _ db: Database
    ) throws -> (manifest: [UInt8], state: String) {
        let find = try db.cachedStatement(
            sql: "SELECT manifest, state FROM shared_ballot WHERE ballot = ? AND chapter = ?")
        let row = try Row.fetchOne(find, arguments: [ballot, event.chapter])
        guard let row else { throw VoidReason.unknownObject }
        let state: String = row["state"]
        guard states.contains(state) else { throw VoidReason.outOfTurn }
        let manifest: Data = row["manifest"]
        return (Array(manifest), state)
    }

    /// Remembers which events made the ballot, for whoever verifies it.
    private static func keep(_ event: StoredEvent, of ballot: ObjectID, in db: Database) throws {
        try db.executePrepared(
            sql: """
                INSERT INTO shared_ballot_event (ballot, epoch, seq, kind, event)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                ballot, event.epoch, Int64(event.seq), event.kind.rawValue, event.id,
            ])
    }
}
