import Federation
import Foundation
import GRDB
import Sodium

/// The checkpoints that hold, and how far each feed is hashed.
///
/// `shared_edge` has the right edge of the Merkle tree over each feed up to its latest checkpoint,
/// also one that does not hold. So each event is hashed once, when the first checkpoint after it
/// comes: a feed without checkpoints costs nothing, and wrong ones cost no more than right ones.
enum CheckpointProjection: Projection {
    /// The root is not that of the events before it, or their number is not.
    static let wrongRoot = VoidReason("wrong root")

    static let kinds: [Kind] = [.checkpoint]
    static let tables = ["shared_checkpoint", "shared_edge"]
    static let schema = """
        CREATE TABLE shared_checkpoint (
            chapter BLOB NOT NULL CHECK (length(chapter) = 32),
            epoch INTEGER NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 2),  -- it covers all events before this place
            event BLOB NOT NULL CHECK (length(event) = 32),
            PRIMARY KEY (chapter, epoch, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE shared_edge (
            chapter BLOB NOT NULL CHECK (length(chapter) = 32),
            epoch INTEGER NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 1),        -- so many events, from the first on
            edge BLOB NOT NULL CHECK (length(edge) % 32 = 0), -- roots of whole subtrees, largest first
            PRIMARY KEY (chapter, epoch)
        ) STRICT, WITHOUT ROWID;
        """

    static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        guard let checkpoint = Checkpoint(payload: event.payload) else { return .malformed }
        guard checkpoint.size == event.seq - 1 else { return wrongRoot }
        let feed = FeedName(chapter: event.chapter, epoch: event.epoch)
        let tree = try tree(of: feed, through: checkpoint.size, in: db)
        try db.executePrepared(
            sql: """
                INSERT INTO shared_edge (chapter, epoch, size, edge) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET size = excluded.size, edge = excluded.edge
                """,
            arguments: [
                event.chapter, event.epoch, Int64(tree.size), Data(tree.edge.flatMap(\.bytes)),
            ])
        guard tree.root == checkpoint.root else { return wrongRoot }
        try db.executePrepared(
            sql: "INSERT INTO shared_checkpoint (chapter, epoch, seq, event) VALUES (?, ?, ?, ?)",
            arguments: [event.chapter, event.epoch, Int64(event.seq), event.id])
        return nil
    }

    /// The tree over the ids of a feed's events up to a place, from the kept edge on.
    static func tree(of feed: FeedName, through end: UInt64, in db: Database) throws -> MerkleTree {
        var tree = try edge(of: feed, in: db) ?? MerkleTree()
        if tree.size > end { tree = MerkleTree() }
        try HeldFeed.find(feed, in: db)?.eachID(from: tree.size + 1, through: end, in: db) {
            tree.append($0.bytes)
        }
        guard tree.size == end else { throw StoreDamage(what: "events of chapter \(feed.chapter)") }
        return tree
    }

    /// How far a feed is hashed: up to the event before its latest checkpoint.
    static func edge(of feed: FeedName, in db: Database) throws -> MerkleTree? {
        let find = try db.cachedStatement(
            sql: "SELECT size, edge FROM shared_edge WHERE chapter = ? AND epoch = ?")
        guard let row = try Row.fetchOne(find, arguments: [feed.chapter, feed.epoch]) else {
            return nil
        }
        let bytes = [UInt8](row["edge"] as Data)
        let edge = stride(from: 0, to: bytes.count, by: 32).compactMap {
            Bytes32(bytes[$0..<min($0 + 32, bytes.count)])
        }
        return MerkleTree(size: UInt64(row["size"] as Int64), edge: edge)
    }
}

extension HeldFeed {
    /// Reads ids alone, in order and one at a time, so that long feeds need no more memory.
    func eachID(
        from: UInt64, through end: UInt64, in db: Database, _ body: (EventID) throws -> Void
    ) throws {
        let find = try db.cachedStatement(
            sql: "SELECT id FROM event WHERE feed = ? AND seq BETWEEN ? AND ? ORDER BY seq")
        let ids = try Data.fetchCursor(find, arguments: [number, Int64(from), Int64(end)])
        while let data = try ids.next() {
            guard let id = Bytes32(data) else {
                throw StoreDamage(what: "events of chapter \(name.chapter)")
            }
            try body(EventID(id))
        }
    }
}
