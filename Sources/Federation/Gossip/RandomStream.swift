public import Sodium

/// Random values drawn from one seed: nonces for links, and who is asked when.
///
/// The node seeds it from the operating system, the simulator from its own seed, so that the same
/// seed gives the same run.
public struct RandomStream: Sendable {
    private let seed: Bytes32
    private var drawn: UInt64 = 0

    /// A stream from 32 seed bytes, secret where its nonces must not be guessed.
    public init(seed: Bytes32) { self.seed = seed }

    /// Thirty-two bytes.
    public mutating func bytes32() -> Bytes32 {
        drawn += 1
        return digest("rhizome/random", seed.bytes, drawn.bigEndianBytes)
    }

    /// A number from 0 up to but not including `bound`.
    public mutating func number(below bound: UInt64) -> UInt64 {
        bytes32().withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) } % max(1, bound)
    }
}
