import Sodium
import SwiftProtobuf

/// The suffix of a header in meaning: when, what kind, and on which grounds.
public struct EventSuffix: Hashable, Sendable {
    /// What the author's clock said.
    public let time: HybridTime
    /// What the event says.
    public let kind: Kind

    /// A suffix that is about to be written.
    public init(time: HybridTime, kind: Kind) {
        self.time = time
        self.kind = kind
    }

    /// Reads a received suffix; nil when it is not one or names too many grounds.
    public init?(bytes: [UInt8]) {
        guard bytes.count <= Limits.suffixBytes,
            let wire = try? WireSuffix(serializedBytes: bytes), wire.kind != 0,
            wire.deps.count <= Limits.deps
        else { return nil }
        time = HybridTime(bits: wire.time)
        kind = Kind(rawValue: wire.kind)
    }

    /// The bytes to hash and send.
    ///
    /// Only an author makes them; nobody encodes them a second time.
    public var bytes: [UInt8] {
        var wire = WireSuffix()
        wire.time = time.bits
        wire.kind = kind.rawValue
        return wire.encoded
    }
}

extension SwiftProtobuf.Message {
    /// The message's bytes.
    ///
    /// Encoding a message without required fields cannot fail.
    package var encoded: [UInt8] {
        (try? serializedBytes()) ?? []
    }
}
