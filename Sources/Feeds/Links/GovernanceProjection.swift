import Federation
import Foundation
import GRDB

/// Who the chapters are and who vouched for whom.
///
/// Payloads are kept whole: the roster is computed from them by `Roster`, a pure function.
enum GovernanceProjection: Projection {
    static let kinds: [Kind] = [
        .feedOpened, .nodeRecorded, .chapterDescribed, .feedKeyChanged, .federationJoined,
        .chapterEndorsed, .federationLeft,
    ]

    static let tables = [
        "shared_chapter", "shared_node", "shared_membership", "shared_endorsement",
        "shared_key_change",
    ]

    static let schema = """
        CREATE TABLE shared_chapter (
            chapter BLOB PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            profile TEXT NOT NULL,
            certificate BLOB           -- the payload of the feed's first event
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_node (
            chapter BLOB PRIMARY KEY NOT NULL,
            record BLOB NOT NULL       -- the payload of the latest node record
        ) STRICT, WITHOUT ROWID;
        -- The last time each chapter joined each federation, and left it.
        CREATE TABLE shared_membership (
            chapter BLOB NOT NULL,
            federation BLOB NOT NULL,
            joined INTEGER NOT NULL,   -- place in the chapter's feed, 0 for never
            left_at INTEGER NOT NULL,  -- likewise
            certificate BLOB,
            PRIMARY KEY (chapter, federation)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_endorsement (
            endorser BLOB NOT NULL,
            seq INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (endorser, seq)
        ) STRICT, WITHOUT ROWID;
        """

    /// The column of `feeds-0003`: which epoch's opening the row holds.
    static let epoch = """
        ALTER TABLE shared_chapter ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
        """

    /// The column of `links-0002`: where the record stands in its chapter's history.
    ///
    /// Records that were kept before it came count as the last of the chapter's epoch then.
    static let nodePlace = """
        ALTER TABLE shared_node ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
        UPDATE shared_node SET place = (1 << 40) - 1 + (1 << 40) * coalesce(
            (SELECT epoch FROM shared_chapter WHERE shared_chapter.chapter = shared_node.chapter), 0);
        """

    /// The table of `keys-0001`: what feeds say of their next keys.
    ///
    /// Whether a change counts depends on the key before it; `FeedKeys` says so.
    static let keyChanges = """
        CREATE TABLE shared_key_change (
            chapter BLOB NOT NULL,
            epoch INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            change BLOB NOT NULL,      -- the payload of the event
            PRIMARY KEY (chapter, epoch, seq)
        ) STRICT, WITHOUT ROWID;
        """

    static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        switch event.kind {
        case .feedOpened: try open(event, in: db)
        case .nodeRecorded: try record(event, in: db)
        case .chapterDescribed: try describe(event, in: db)
        case .feedKeyChanged: try changeKey(event, in: db)
        case .federationJoined: try join(event, in: db)
        case .chapterEndorsed: try endorse(event, in: db)
        default: try leave(event, in: db)
        }
    }

    private static func open(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard event.seq == 1 else { return .outOfTurn }
        guard let opening = FeedOpening(payload: event.payload) else { return .malformed }
        guard opening.feed == FeedName(chapter: event.chapter, epoch: event.epoch) else {
            return .notItsOwn
        }
        try db.executePrepared(
            sql: """
                INSERT OR REPLACE INTO shared_chapter (chapter, name, profile, certificate, epoch)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                event.chapter.data, opening.profile.name, opening.profile.profile,
                Data(event.payload), event.epoch,
            ])
        return nil
    }

    private static func describe(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard let profile = ChapterProfile(payload: event.payload) else { return .malformed }
        try db.executePrepared(
            sql: "UPDATE shared_chapter SET name = ?, profile = ? WHERE chapter = ?",
            arguments: [profile.name, profile.profile, event.chapter.data])
        return nil
    }

    private static func record(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard NodeRecord(payload: event.payload) != nil else { return .malformed }
        try db.executePrepared(
            sql: "INSERT OR REPLACE INTO shared_node (chapter, record, place) VALUES (?, ?, ?)",
            arguments: [event.chapter.data, Data(event.payload), Int64(event.place)])
        return nil
    }

    private static func changeKey(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard let change = KeyChange(payload: event.payload) else { return .malformed }
        guard change.seq == event.seq else { return .outOfTurn }
        try db.executePrepared(
            sql: """
                INSERT INTO shared_key_change (chapter, epoch, seq, change) VALUES (?, ?, ?, ?)
                """,
            arguments: [
                event.chapter.data, event.epoch, Int64(event.seq), Data(event.payload),
            ])
        return nil
    }

    private static func join(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard let certificate = FederationCertificate(payload: event.payload) else {
            return .malformed
        }
        try db.executePrepared(
            sql: """
                INSERT INTO shared_membership (chapter, federation, joined, left_at, certificate)
                VALUES (?, ?, ?, 0, ?)
                ON CONFLICT (chapter, federation) DO UPDATE
                SET joined = excluded.joined, certificate = excluded.certificate
                """,
            arguments: [
                event.chapter.data, certificate.federation.bytes.data, Int64(event.place),
                Data(event.payload),
            ])
        return nil
    }

    private static func endorse(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard Endorsement(payload: event.payload) != nil else { return .malformed }
        try db.executePrepared(
            sql: "INSERT INTO shared_endorsement (endorser, seq, payload) VALUES (?, ?, ?)",
            arguments: [event.chapter.data, Int64(event.place), Data(event.payload)])
        return nil
    }

    private static func leave(_ event: StoredEvent, in db: Database) throws -> VoidReason? {
        guard let departure = Departure(payload: event.payload) else { return .malformed }
        try db.executePrepared(
            sql: """
                INSERT INTO shared_membership (chapter, federation, joined, left_at, certificate)
                VALUES (?, ?, 0, ?, NULL)
                ON CONFLICT (chapter, federation) DO UPDATE SET left_at = excluded.left_at
                """,
            arguments: [
                event.chapter.data, departure.federation.bytes.data, Int64(event.place),
            ])
        return nil
    }
}
