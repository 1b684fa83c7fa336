import Federation
import Feeds
import Foundation
import Sodium

/// The secret keys of a chapter in its data directory, one file each.
enum ChapterKeys {
    /// Makes all keys of a new chapter.
    ///
    /// Nothing that exists is written over.
    ///
    /// The root key is needed again only when the feed key is lost or the feed has forked: the
    /// operator is told to take `root.key` off the machine.
    static func create(in directory: DataDirectory) throws -> FeedAuthor {
        let root = try SigningKey()
        try KeyFile.create(root, at: directory.rootKey)
        try KeyFile.create(try TransportKey(), at: directory.transportKey)
        return try createFeedKey(of: 0, under: root, in: directory)
    }

    /// Makes the feed key of an epoch and its certificate.
    static func createFeedKey(
        of epoch: UInt32, under root: borrowing SigningKey, in directory: DataDirectory
    ) throws -> FeedAuthor {
        let feed = try SigningKey()
        let certificate = FeedCertificate(rootKey: root, feedKey: feed.publicKey, epoch: epoch)
        try KeyFile.create(feed, at: directory.feedKey(of: epoch))
        try Data(certificate.bytes).write(
            to: URL(fileURLWithPath: directory.feedCertificate(of: epoch)), options: .atomic)
        return FeedAuthor(certificate: certificate, key: feed)
    }

    /// Makes the keys of a chapter that comes back with its root key alone, for a new epoch.
    static func createAgain(
        _ epoch: UInt32, under root: borrowing SigningKey, in directory: DataDirectory
    ) throws -> FeedAuthor {
        try KeyFile.create(try TransportKey(), at: directory.transportKey)
        return try createFeedKey(of: epoch, under: root, in: directory)
    }

    /// The chapter that lives in a directory, by its certificates.
    ///
    /// One that has come back has none of its first epoch.
    static func chapter(in directory: DataDirectory) throws -> ChapterID {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.keys)
        let epochs = names.filter { $0.hasSuffix(".certificate") }
            .compactMap { UInt32($0.dropFirst("feed-".count).dropLast(".certificate".count)) }
        let first = names.contains("feed.certificate") ? 0 : epochs.min()
        return try certificate(of: first ?? 0, in: directory).chapter
    }

    /// Takes the feed key of the latest of these epochs that has one here into guarded memory.
    ///
    /// `changes`: what the database says of the keys that followed the first one of each epoch. Where
    /// an attempt to change the key was interrupted, the database says which key is in force; one that
    /// is not any more is removed.
    static func author(
        of epochs: [UInt32] = [0], in directory: DataDirectory,
        changes: (FeedCertificate) throws -> [KeyChange] = { _ in [] }
    ) throws -> FeedAuthor {
        let epoch = epochs.filter { !directory.feedKeyNumbers(of: $0).isEmpty }.max() ?? 0
        let numbers = directory.feedKeyNumbers(of: epoch)
        var certificate = try certificate(of: epoch, in: directory)
        for change in try changes(certificate) {
            certificate = certificate.followed(by: change) ?? certificate
        }
        let number = certificate.keys.changes.count
        if !numbers.contains(number), let latest = numbers.max() {
            // A database that is older than the keys: the newest is the one that others know.
            guard latest > number else {
                throw DataDirectoryError.unreadable(
                    path: directory.feedKey(of: epoch, latest),
                    reason: "The chapter has changed its key since. Put the newer one back, "
                        + "\(directory.feedKey(of: epoch, number)).")
            }
            certificate = try self.certificate(of: epoch, latest, in: directory)
        }
        let path = directory.feedKey(of: epoch, certificate.keys.changes.count)
        let key = try KeyFile.signingKey(at: path)
        guard key.publicKey == certificate.feedKey else {
            throw DataDirectoryError.unreadable(
                path: path, reason: "It is not the key that the certificate names.")
        }
        try directory.removeRetiredKeys(of: certificate)
        return FeedAuthor(certificate: certificate, key: key)
    }

    /// Keeps the key that is to follow, before any event names it.
    ///
    /// One that an interrupted attempt has left in its place was never used.
    static func keep(
        _ key: borrowing SigningKey, _ certificate: FeedCertificate, in directory: DataDirectory
    ) throws {
        let number = certificate.keys.changes.count
        let path = directory.feedKey(of: certificate.epoch, number)
        if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
        let url = URL(
            fileURLWithPath: directory.feedCertificate(of: certificate.epoch, number))
        try Data(certificate.bytes).write(to: url, options: .atomic)
        try FileHandle(forReadingFrom: url).synchronize()
        // The key comes last: a key that is here has its certificate beside it.
        try KeyFile.create(key, at: path)
    }

    private static func certificate(
        of epoch: UInt32, _ number: Int = 0, in directory: DataDirectory
    ) throws -> FeedCertificate {
        let path = directory.feedCertificate(of: epoch, number)
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        guard let certificate = FeedCertificate(bytes: [UInt8](data)) else {
            throw DataDirectoryError.unreadable(
                path: path, reason: "It is not a feed certificate.")
        }
        return certificate
    }

}

extension DataDirectory {
    /// The chapter's root key; it belongs on paper or on a stick, not here.
    var rootKey: String { keys + "/root.key" }
    /// The key that signs the events of an epoch, after it was changed so often.
    func feedKey(of epoch: UInt32, _ number: Int = 0) -> String {
        keys + "/feed\(Self.suffix(epoch, number)).key"
    }

    /// The root key's word for that key, and the keys that led to it; not secret.
    func feedCertificate(of epoch: UInt32, _ number: Int = 0) -> String {
        keys + "/feed\(Self.suffix(epoch, number)).certificate"
    }

    /// Which keys of an epoch are here.
    func feedKeyNumbers(of epoch: UInt32) -> [Int] {
        (0...Limits.keyChanges).filter {
            FileManager.default.fileExists(atPath: feedKey(of: epoch, $0))
        }
    }

    /// Takes away the keys that the last one of a certificate has followed.
    func removeRetiredKeys(of certificate: FeedCertificate) throws {
        for number in feedKeyNumbers(of: certificate.epoch)
        where number < certificate.keys.changes.count {
            try FileManager.default.removeItem(atPath: feedKey(of: certificate.epoch, number))
        }
    }

    private static func suffix(_ epoch: UInt32, _ number: Int) -> String {
        (epoch == 0 ? "" : "-\(epoch)") + (number == 0 ? "" : ".\(number)")
    }
}
