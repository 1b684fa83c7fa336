/// An Ed25519 signature: sixty-four bytes that somebody claims to be one, until a key says so.
public struct Signature: Hashable, Sendable {
    /// The bytes in order, without a heap allocation for each signature of a long feed.
    private let words: SIMD8<UInt64>

    /// Takes exactly 64 bytes; any other count gives nil.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 64 else { return nil }
        var words = SIMD8<UInt64>()
        Swift.withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.words = words
    }

    /// The bytes, first to last.
    public var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    /// Lends the bytes without copying them to the heap.
    public func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows
        -> Value
    {
        try Swift.withUnsafeBytes(of: words, body)
    }
}
