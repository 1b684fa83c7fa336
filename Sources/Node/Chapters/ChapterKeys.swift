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
    /// The root key is needed again only when the feed key is lost: the operator is told to take
    /// `root.key` off the machine.
    static func create(in directory: DataDirectory) throws -> FeedAuthor {
        let root = try SigningKey()
        let feed = try SigningKey()
        let certificate = FeedCertificate(rootKey: root, feedKey: feed.publicKey, epoch: 0)
        try KeyFile.create(root, at: directory.rootKey)
        try KeyFile.create(feed, at: directory.feedKey)
        try KeyFile.create(try TransportKey(), at: directory.transportKey)
        try Data(certificate.bytes).write(
            to: URL(fileURLWithPath: directory.feedCertificate), options: .atomic)
        return FeedAuthor(certificate: certificate, key: feed)
    }

    /// Takes the feed key out of its file into guarded memory.
    static func author(in directory: DataDirectory) throws -> FeedAuthor {
        let path = directory.feedCertificate
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        guard let certificate = FeedCertificate(bytes: [UInt8](data)) else {
            throw DataDirectoryError.unreadable(
                path: path, reason: "It is not a feed certificate.")
        }
        let key = try KeyFile.signingKey(at: directory.feedKey)
        guard key.publicKey == certificate.feedKey else {
            throw DataDirectoryError.unreadable(
                path: directory.feedKey, reason: "It is not the key that the certificate names.")
        }
        return FeedAuthor(certificate: certificate, key: key)
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
    /// The key that signs events.
    var feedKey: String { keys + "/feed.key" }
    /// The key that links are encrypted with.
    var transportKey: String { keys + "/transport.key" }
    /// The root key's word for the feed key; not secret.
    var feedCertificate: String { keys + "/feed.certificate" }
}
