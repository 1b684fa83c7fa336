public import Sodium
import SwiftProtobuf

/// A root over all events of a feed before this one: the payload of a `checkpoint` event.
///
/// The signature over it is one over each of them, so that any one can be proven alone with a
/// short path.
public struct Checkpoint: Hashable, Sendable {
    /// How many events come before it in its feed.
    public let size: UInt64
    /// The Merkle root over their ids.
    public let root: Bytes32

    /// What an author says after these events.
    public init(_ tree: MerkleTree) {
        size = tree.size
        root = tree.root
    }

    /// Reads the payload of a `checkpoint` event; nil when it is none.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireCheckpoint(serializedBytes: payload),
            let root = Bytes32(wire.root), (1..<Limits.lastSeq).contains(wire.size)
        else { return nil }
        size = wire.size
        self.root = root
    }

    /// The payload of a `checkpoint` event.
    public var payload: [UInt8] {
        var wire = WireCheckpoint()
        wire.size = size
        wire.root = root.bytes.data
        return wire.encoded
    }

    /// What a chapter's computer writes without anybody having said anything: alone it gives no
    /// reason for a checkpoint, or two chapters would go on for ever answering each other.
    public static let routine: Set<Kind> = [
        .feedOpened, .nodeRecorded, .headsWitnessed, .checkpoint,
    ]
}
