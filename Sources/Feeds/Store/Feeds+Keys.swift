public import Federation
import Foundation
public import GRDB
public import Sodium
import Synchronization

/// Why the key of the chapter's feed was not changed.
public enum KeyChangeRefusal: Error, Hashable, Sendable {
    /// The chapter may not write to its feed now.
    case mayNotWrite
    /// The chapter has written nothing yet.
    case nothingWritten
    /// The key was changed as often as it can be in this epoch.
    case tooOften
}

extension Feeds {
    /// Hands the chapter's feed over to a new key, inside a write transaction.
    ///
    /// The event is signed by the old key, as every event up to here. Whatever follows in this
    /// transaction is signed by the new one; after the commit everything is, and after a rollback
    /// nothing. `keep` puts certificate and key on the disk, before anything is written; the old key
    /// is needed until the transaction is committed.
    public func changeKey(
        at now: Timestamp, in db: Database,
        to newKey: () throws -> SigningKey = { try SigningKey() },
        keep: (FeedCertificate, borrowing SigningKey) throws -> Void
    ) throws -> Result<FeedCertificate, KeyChangeRefusal> {
        guard gateIsOpen else { return .failure(.mayNotWrite) }
        let author = author
        guard let tip = try HeldFeed.find(author.feed, in: db)?.tip, tip.seq > 0 else {
            return .failure(.nothingWritten)
        }
        let key = try newKey()
        let change = author.withKey { old in
            KeyChange(to: key, at: tip.seq + 1, in: author.feed, signedBy: old)
        }
        guard let certificate = author.certificate.followed(by: change) else {
            return .failure(.tooOften)
        }
        try keep(certificate, key)
        try write(.feedKeyChanged, change.payload, at: now, in: db)
        let next = FeedAuthor(certificate: certificate, key: key)
        state.withLock { $0.nextAuthor = next }
        return .success(certificate)
    }

    /// The keys of feeds with all changes that count; `first` has their first keys.
    public static func keys(from first: [FeedName: PublicKey], in db: Database) throws
        -> [FeedName: FeedKeys]
    {
        var keys: [FeedName: FeedKeys] = [:]
        for (feed, key) in first { keys[feed] = FeedKeys(feed, first: key) }
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT chapter, epoch, change FROM shared_key_change ORDER BY chapter, epoch, seq"
        )
        while let row = try rows.next() {
            let feed = FeedName(chapter: row["chapter"], epoch: UInt32(row["epoch"] as Int64))
            guard let change = KeyChange(payload: [UInt8](row["change"] as Data)) else { continue }
            _ = keys[feed]?.take(change)
        }
        return keys
    }
}
