public import Sodium
import SwiftProtobuf

/// The root key's word for a feed key.
///
/// It has been checked.
public struct FeedCertificate: Hashable, Sendable {
    /// The chapter's root public key.
    public let rootKey: PublicKey
    /// The key that signs the feed's events.
    public let feedKey: PublicKey
    /// The feed's epoch.
    public let epoch: UInt32
    let rootSignature: Signature

    /// Certifies a feed key; done where the root key is, once for each epoch.
    public init(
        rootKey: borrowing SigningKey, feedKey: PublicKey, epoch: UInt32
    ) {
        self.rootKey = rootKey.publicKey
        self.feedKey = feedKey
        self.epoch = epoch
        rootSignature = rootKey.signature(
            for: Self.signedBytes(rootKey.publicKey, feedKey, epoch))
    }

    /// Reads a received certificate; nil unless both keys are sound and the signature holds.
    package init?(_ wire: WireFeedCertificate) {
        guard let root = Bytes32(wire.rootKey).flatMap(PublicKey.init),
            let feed = Bytes32(wire.feedKey).flatMap(PublicKey.init),
            let signature = Signature(wire.rootSignature), wire.epoch <= Limits.lastEpoch,
            root.isValid(signature, for: Self.signedBytes(root, feed, wire.epoch))
        else { return nil }
        rootKey = root
        feedKey = feed
        epoch = wire.epoch
        rootSignature = signature
    }

    /// Reads a certificate that was kept as bytes; nil unless it holds.
    public init?(bytes: [UInt8]) {
        guard let wire = try? WireFeedCertificate(serializedBytes: bytes) else { return nil }
        self.init(wire)
    }

    /// The certificate as bytes, to keep beside the key.
    public var bytes: [UInt8] { wire.encoded }

    /// The chapter that the root key stands for.
    public var chapter: ChapterID { ChapterID(rootKey: rootKey.bytes) }

    /// The feed that the certified key writes.
    public var feed: FeedName { FeedName(chapter: chapter, epoch: epoch) }

    package var wire: WireFeedCertificate {
        var wire = WireFeedCertificate()
        wire.rootKey = rootKey.bytes.data
        wire.feedKey = feedKey.bytes.data
        wire.epoch = epoch
        wire.rootSignature = rootSignature.data
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
