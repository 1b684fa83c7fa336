import Federation
import Feeds
import Foundation
import Sodium
import Transport

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
    static func author(
        of epochs: [UInt32] = [0], in directory: DataDirectory
    ) throws -> FeedAuthor {
        let there = epochs.filter {
            FileManager.default.fileExists(atPath: directory.feedKey(of: $0))
        }
        let epoch = there.max() ?? 0
        let certificate = try certificate(of: epoch, in: directory)
        let key = try KeyFile.signingKey(at: directory.feedKey(of: epoch))
        guard key.publicKey == certificate.feedKey else {
            throw DataDirectoryError.unreadable(
                path: directory.feedKey(of: epoch),
                reason: "It is not the key that the certificate names.")
        }
        return FeedAuthor(certificate: certificate, key: key)
    }

    private static func certificate(
        of epoch: UInt32, in directory: DataDirectory
    ) throws -> FeedCertificate {
        let path = directory.feedCertificate(of: epoch)
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        guard let certificate = FeedCertificate(bytes: [UInt8](data)) else {
            throw DataDirectoryError.unreadable(
                path: path, reason: "It is not a feed certificate.")
        }
        return certificate
    }

    /// The transport keys in the form in which the transport takes them.
    static func curve(in directory: DataDirectory) throws -> CurveKeyPair {
        let key = try KeyFile.transportKey(at: directory.transportKey)
        return CurveKeyPair(
            publicKey: key.publicKey.bytes, secret: key.withSecret { Array($0) })
    }
}

extension DataDirectory {
    /// The chapter's root key; it belongs on paper or on a stick, not here.
    var rootKey: String { keys + "/root.key" }
    /// The key that links are encrypted with.
    var transportKey: String { keys + "/transport.key" }

    /// The key that signs the events of an epoch.
    func feedKey(of epoch: UInt32) -> String { keys + "/feed\(Self.suffix(epoch)).key" }

    /// The root key's word for that key; not secret.
    func feedCertificate(of epoch: UInt32) -> String {
        keys + "/feed\(Self.suffix(epoch)).certificate"
    }

    private static func suffix(_ epoch: UInt32) -> String { epoch == 0 ? "" : "-\(epoch)" }
}
