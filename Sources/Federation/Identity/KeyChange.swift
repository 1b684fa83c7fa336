public import Sodium
import SwiftProtobuf

/// A feed key's word for the key that follows it: the payload of a `feedKeyChanged` event.
///
/// It stands for itself, so that whoever has not got the event yet can check it too. What it is
/// worth only `FeedKeys` can say: it knows the key before.
public struct KeyChange: Hashable, Sendable {
    /// The new key.
    public let key: PublicKey
    /// The place of the event that brings it, the last one under the key before.
    public let seq: UInt64
    let signature: Signature
    let possession: Signature

    /// Hands a feed over to another key; done where both keys are.
    public init(
        to key: borrowing SigningKey, at seq: UInt64, in feed: FeedName,
        signedBy before: borrowing SigningKey
    ) {
        let signed = Self.signedBytes(feed, seq, key.publicKey)
        self.key = key.publicKey
        self.seq = seq
        signature = before.signature(for: signed)
        possession = key.signature(for: signed)
    }

    init?(_ wire: WireKeyChange) {
        guard let key = Bytes32(wire.feedKey).flatMap(PublicKey.init),
            let signature = Signature(wire.signature),
            let possession = Signature(wire.possession), (2...Limits.lastSeq).contains(wire.seq)
        else { return nil }
        self.key = key
        seq = wire.seq
        self.signature = signature
        self.possession = possession
    }

    /// Reads the payload of a `feedKeyChanged` event; nil when it is none.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireKeyChange(serializedBytes: payload) else { return nil }
        self.init(wire)
    }

    /// The payload of a `feedKeyChanged` event.
    public var payload: [UInt8] { wire.encoded }

    var wire: WireKeyChange {
        var wire = WireKeyChange()
        wire.feedKey = key.bytes.data
        wire.seq = seq
        wire.signature = signature.data
        wire.possession = possession.data
        return wire
    }

    /// Whether the key before and the new one have both signed it.
    func holds(under before: PublicKey, in feed: FeedName) -> Bool {
        let signed = Self.signedBytes(feed, seq, key)
        return before.isValid(signature, for: signed) && key.isValid(possession, for: signed)
    }

    /// Whether it says the same as another one.
    func isSame(as other: KeyChange) -> Bool { seq == other.seq && key == other.key }

    private static func signedBytes(_ feed: FeedName, _ seq: UInt64, _ key: PublicKey) -> [UInt8] {
        Federation.signedBytes(
            "rhizome/key-change", feed.chapter,
            digest(
                "rhizome/key-change-core", feed.epoch.bigEndianBytes, seq.bigEndianBytes,
                key.bytes.bytes))
    }
}
