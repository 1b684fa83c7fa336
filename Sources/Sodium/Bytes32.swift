/// Thirty-two bytes as one value: the shape of every hash and public key.
///
/// Four big-endian words, so that comparing values orders their bytes, and no heap is touched.
public struct Bytes32: Hashable, Comparable, Sendable {
    private let word0: UInt64
    private let word1: UInt64
    private let word2: UInt64
    private let word3: UInt64

    /// Thirty-two zero bytes.
    public static let zero = Bytes32(0, 0, 0, 0)

    private init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Takes exactly 32 bytes; any other count gives nil.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
        self.init(
            UInt64(bigEndian: words.0), UInt64(bigEndian: words.1),
            UInt64(bigEndian: words.2), UInt64(bigEndian: words.3))
    }

    /// Takes 64 hexadecimal digits of either case; anything else gives nil.
    public init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes)
    }

    /// The bytes, first to last.
    public var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    /// The bytes as 64 lower-case hexadecimal digits.
    public var hex: String { Hex.text(bytes) }

    /// Lends the bytes without copying them to the heap.
    public func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows
        -> Value
    {
        let words = (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)
        return try Swift.withUnsafeBytes(of: words, body)
    }

    /// Orders values as their bytes are ordered.
    public static func < (left: Bytes32, right: Bytes32) -> Bool {
        (left.word0, left.word1, left.word2, left.word3)
            < (right.word0, right.word1, right.word2, right.word3)
    }
}
