public import Sodium
import SwiftProtobuf

/// The root key's word for a feed key, and the keys that have followed it since.
///
/// It has been checked.
public struct FeedCertificate: Hashable, Sendable {
    /// The chapter's root public key.
    public let rootKey: PublicKey
    /// The key that the root key vouches for, and those that followed.
    public private(set) var keys: FeedKeys
    let rootSignature: Signature

    /// The feed's epoch.
    public var epoch: UInt32 { feed.epoch }
    /// The key that signs for the chapter: the last one.
    public var feedKey: PublicKey { keys.latest }

    /// Certifies a feed key; done where the root key is, once for each epoch.
    public init(
        rootKey: borrowing SigningKey, feedKey: PublicKey, epoch: UInt32
    ) {
        self.rootKey = rootKey.publicKey
        keys = FeedKeys(
            FeedName(chapter: ChapterID(rootKey: rootKey.publicKey.bytes), epoch: epoch),
            first: feedKey)
        rootSignature = rootKey.signature(
            for: Self.signedBytes(rootKey.publicKey, feedKey, epoch))
    }

    /// The same certificate once another key has followed; nil where the change does not count.
    public func followed(by change: KeyChange) -> FeedCertificate? {
        var certificate = self
        return certificate.keys.take(change) ? certificate : nil
    }

    /// Reads a received certificate; nil unless the keys are sound and all signatures hold.
    package init?(_ wire: WireFeedCertificate) {
        guard let root = Bytes32(wire.rootKey).flatMap(PublicKey.init),
            let feed = Bytes32(wire.feedKey).flatMap(PublicKey.init),
            let signature = Signature(wire.rootSignature), wire.epoch <= Limits.lastEpoch,
            wire.changes.count <= Limits.keyChanges,
            root.isValid(signature, for: Self.signedBytes(root, feed, wire.epoch))
        else { return nil }
        rootKey = root
        keys = FeedKeys(
            FeedName(chapter: ChapterID(rootKey: root.bytes), epoch: wire.epoch), first: feed)
        rootSignature = signature
        for change in wire.changes {
            guard let change = KeyChange(change), keys.take(change) else { return nil }
        }
    }

    /// Reads a certificate that was kept as bytes; nil unless it holds.
    public init?(bytes: [UInt8]) {
        guard let wire = try? WireFeedCertificate(serializedBytes: bytes) else { return nil }
        self.init(wire)
    }

    /// The certificate as bytes, to keep beside the key.
    public var bytes: [UInt8] { wire.encoded }

    /// The chapter that the root key stands for.
    public var chapter: ChapterID { feed.chapter }

    /// The feed that the certified key writes.
    public var feed: FeedName { keys.feed }

    package var wire: WireFeedCertificate {
        var wire = WireFeedCertificate()
        wire.rootKey = rootKey.bytes.data
        wire.feedKey = keys.first.bytes.data
        wire.epoch = epoch
        wire.rootSignature = rootSignature.data
        wire.changes = keys.changes.map(\.wire)
        return wire
    }

    private static func signedBytes(_ root: PublicKey, _ feed: PublicKey, _ epoch: UInt32)
        -> [UInt8]
    {
        let hash = digest("rhizome/feed-key-core", epoch.bigEndianBytes, feed.bytes.bytes)
        return Federation.signedBytes(
            "rhizome/feed-key", ChapterID(rootKey: root.bytes), hash)
    }
}
