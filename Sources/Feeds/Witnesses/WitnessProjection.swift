import Federation
import Foundation
import GRDB

/// What chapters have witnessed of the feeds of others.
enum WitnessProjection: Projection {
    /// So many places are kept of each feed for each witness, the latest ones: one witness names
    /// about as many again whenever a feed has doubled.
    static let placesKept = 24

    static let kinds: [Kind] = [.headsWitnessed]
    static let tables = ["shared_witness"]
    static let schema = """
        CREATE TABLE shared_witness (
            chapter BLOB NOT NULL CHECK (length(chapter) = 32),
            epoch INTEGER NOT NULL,
            witness BLOB NOT NULL CHECK (length(witness) = 32),
            seq INTEGER NOT NULL CHECK (seq >= 1),
            id BLOB NOT NULL CHECK (length(id) = 32),
            witness_epoch INTEGER NOT NULL,  -- where the witness said so first
            witness_seq INTEGER NOT NULL,
            said_at INTEGER NOT NULL,        -- when, by the clock of the witness
            PRIMARY KEY (chapter, epoch, witness, seq, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shared_witness_by_witness ON shared_witness (witness, said_at);
        """

    static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason? {
        guard let witnessed = HeadsWitnessed(payload: event.payload) else { return .malformed }
        for head in witnessed.heads {
            try db.executePrepared(
                sql: """
                    INSERT OR IGNORE INTO shared_witness
                      (chapter, epoch, witness, seq, id, witness_epoch, witness_seq, said_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    head.feed.chapter.data, head.feed.epoch, event.chapter.data, Int64(head.seq),
                    head.id.data, event.epoch, Int64(event.seq), event.time.moment.milliseconds,
                ])
        }
        for feed in Set(witnessed.heads.map(\.feed)) {
            let key: StatementArguments = [feed.chapter.data, feed.epoch, event.chapter.data]
            try db.executePrepared(
                sql: """
                    DELETE FROM shared_witness
                    WHERE chapter = ? AND epoch = ? AND witness = ? AND seq <=
                      (SELECT seq FROM shared_witness WHERE chapter = ? AND epoch = ? AND witness = ?
                       ORDER BY seq DESC LIMIT 1 OFFSET ?)
                    """, arguments: key + key + [placesKept])
        }
        return nil
    }
}
