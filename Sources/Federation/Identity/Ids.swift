public import Sodium

/// A chapter, for good: the hash of its root public key.
///
/// It survives every change of keys.
public struct ChapterID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The hash.
    public let bytes: Bytes32

    /// Wraps a hash that was computed or received.
    public init(_ bytes: Bytes32) { self.bytes = bytes }

    /// The id of the chapter that holds this root key.
    public init(rootKey: Bytes32) { bytes = digest("rhizome/chapter", rootKey.bytes) }

    /// Reads 64 hexadecimal digits; nil when it is anything else.
    public init?(_ text: String) {
        guard let bytes = Bytes32(hex: text) else { return nil }
        self.bytes = bytes
    }

    /// Sixty-four hexadecimal digits.
    public var description: String { bytes.hex }

    /// Orders ids as their bytes are ordered.
    public static func < (left: ChapterID, right: ChapterID) -> Bool { left.bytes < right.bytes }
}

/// An event: the hash of its header.
public struct EventID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The hash.
    public let bytes: Bytes32

    /// What the first event of a feed names as its predecessor.
    public static let none = EventID(.zero)

    /// Wraps a hash that was computed or received.
    public init(_ bytes: Bytes32) { self.bytes = bytes }

    /// Reads 64 hexadecimal digits; nil when it is anything else.
    public init?(_ text: String) {
        guard let bytes = Bytes32(hex: text) else { return nil }
        self.bytes = bytes
    }

    /// Sixty-four hexadecimal digits.
    public var description: String { bytes.hex }

    /// Orders ids as their bytes are ordered.
    public static func < (left: EventID, right: EventID) -> Bool { left.bytes < right.bytes }
}

/// A thing that chapters talk about: a meeting, a group, a post, a ballot.
///
/// Sixteen bytes, derived from the chapter that made it and a random nonce that its first event
/// carries: `H("rhizome/object", chapter || nonce)`, cut to 16 bytes. So no chapter can take the
/// id of another chapter's object, and whoever projects the event checks it.
public struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Sixteen bytes.
    public let bytes: [UInt8]

    /// The id of the object that `chapter` made with this nonce of 16 bytes.
    public init(chapter: ChapterID, nonce: [UInt8]) {
        bytes = Array(digest("rhizome/object", chapter.bytes.bytes, nonce).bytes.prefix(16))
    }

    /// Takes exactly 16 bytes; any other count gives nil.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads 32 hexadecimal digits; nil when it is anything else.
    public init?(_ text: String) {
        guard let bytes = Hex.bytes(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Thirty-two hexadecimal digits.
    public var description: String { Hex.text(bytes) }

    /// Orders ids as their bytes are ordered.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
