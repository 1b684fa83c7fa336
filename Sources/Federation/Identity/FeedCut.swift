public import Sodium
import SwiftProtobuf

/// Where an earlier epoch of a chapter ends, by its root key's word.
///
/// What comes after this event in the earlier epoch does not count, whoever signed it.
public struct FeedCut: Hashable, Sendable {
    /// The earlier epoch.
    public let epoch: UInt32
    /// The place of its last event that counts, 0 for none.
    public let seq: UInt64
    /// That event's id.
    public let id: EventID
    let rootSignature: Signature

    /// Ends an earlier epoch at `tip`; done where the root key is, together with the certificate of
    /// the new epoch.
    public init(
        _ epoch: UInt32, at tip: Tip, for certificate: FeedCertificate,
        rootKey: borrowing SigningKey
    ) {
        self.epoch = epoch
        seq = tip.seq
        id = tip.id
        rootSignature = rootKey.signature(
            for: Self.signedBytes(epoch, tip.seq, tip.id, certificate))
    }

    /// Reads a received cut; nil unless it is of an earlier epoch than the certificate's and the
    /// signature holds.
    init?(_ wire: WireFeedCut, for certificate: FeedCertificate) {
        guard wire.epoch < certificate.epoch, wire.seq <= Limits.lastSeq,
            let id = Bytes32(wire.id).map({ EventID($0) }), (wire.seq == 0) == (id == .none),
            let signature = Signature(wire.rootSignature),
            certificate.rootKey.isValid(
                signature, for: Self.signedBytes(wire.epoch, wire.seq, id, certificate))
        else { return nil }
        epoch = wire.epoch
        seq = wire.seq
        self.id = id
        rootSignature = signature
    }

    var wire: WireFeedCut {
        var wire = WireFeedCut()
        wire.epoch = epoch
        wire.seq = seq
        wire.id = id.data
        wire.rootSignature = rootSignature.data
        return wire
    }

    private static func signedBytes(
        _ epoch: UInt32, _ seq: UInt64, _ id: EventID, _ certificate: FeedCertificate
    ) -> [UInt8] {
        let hash = digest(
            "rhizome/feed-cut-core", certificate.epoch.bigEndianBytes,
            certificate.keys.first.bytes.bytes, epoch.bigEndianBytes, seq.bigEndianBytes,
            id.bytes.bytes)
        return Federation.signedBytes("rhizome/feed-cut", certificate.chapter, hash)
    }
}
