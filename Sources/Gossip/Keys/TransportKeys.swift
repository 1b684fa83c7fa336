public import Sodium
public import Transport

/// The transport keys of a node: the one in force and, while it is being changed, another one.
public struct TransportKeys: Sendable {
    /// What the other key is for.
    public enum Other: Sendable {
        /// It was announced and is to follow.
        case next(CurveKeyPair)
        /// It was in force before, and the others still admit it.
        case previous(CurveKeyPair)
    }

    /// The key in force.
    public var current: CurveKeyPair
    /// The key that is to follow it or was there before it, while there is one.
    public var other: Other?

    /// The keys that a node has.
    public init(current: CurveKeyPair, other: Other? = nil) {
        self.current = current
        self.other = other
    }

    /// The public half of the other key.
    var otherKey: Bytes32? {
        switch other {
        case .next(let pair), .previous(let pair): pair.key
        case nil: nil
        }
    }
}

/// Where a node keeps its transport keys.
///
/// Each step is on the disk when it returns. A step that is interrupted leaves the state before it
/// or after it.
public protocol TransportKeyStore: Sendable {
    /// Makes the key that is to follow and keeps it beside the one in force.
    func makeNext() throws -> CurveKeyPair
    /// Puts the next key into force; the one before is kept.
    func promoteNext() throws
    /// Removes the key that was in force before.
    func removePrevious() throws
}

extension CurveKeyPair {
    /// A transport key in the form in which the transport takes it.
    public init(_ key: borrowing TransportKey) {
        self.init(publicKey: key.publicKey.bytes, secret: key.withSecret { Array($0) })
    }

    /// The public half.
    var key: Bytes32 { Bytes32(publicKey) ?? .zero }
}
