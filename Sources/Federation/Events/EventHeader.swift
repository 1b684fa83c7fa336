public import Sodium

/// The header of an event: its place in the feed and what its body hashes to.
///
/// `prefix || suffix`, where the prefix is 113 bytes: version (1), chapter (32), epoch (4),
/// seq (8), previous id (32), body length (4), body hash (32), integers big-endian.
/// Protocol/README.md, "Events".
public struct EventHeader: Hashable, Sendable {
    /// The only version there is.
    public static let version: UInt8 = 1
    /// The fixed part's length in bytes.
    public static let prefixBytes = 113

    /// The feed the event belongs to.
    public let feed: FeedName
    /// Its place, from 1.
    public let seq: UInt64
    /// The id of the event before it; zeros for the first.
    public let previous: EventID
    /// The body's length in bytes, salt included.
    public let bodyLength: UInt32
    /// `H("rhizome/body", body)`.
    public let bodyHash: Bytes32
    /// The Protocol Buffers suffix as received.
    public let suffix: [UInt8]

    /// A header of known parts.
    public init(
        feed: FeedName, seq: UInt64, previous: EventID, bodyLength: UInt32, bodyHash: Bytes32,
        suffix: [UInt8]
    ) {
        self.feed = feed
        self.seq = seq
        self.previous = previous
        self.bodyLength = bodyLength
        self.bodyHash = bodyHash
        self.suffix = suffix
    }

    /// Reads a header's bytes; nil for another version, a missing part or too long a suffix.
    public init?(bytes: [UInt8]) {
        guard bytes.count > Self.prefixBytes, bytes[0] == Self.version,
            bytes.count <= Self.prefixBytes + Limits.suffixBytes,
            let chapter = Bytes32(bytes[1..<33]), let previous = Bytes32(bytes[45..<77]),
            let bodyHash = Bytes32(bytes[81..<113])
        else { return nil }
        feed = FeedName(chapter: ChapterID(chapter), epoch: UInt32(bigEndian: bytes[33..<37]))
        seq = UInt64(bigEndian: bytes[37..<45])
        self.previous = EventID(previous)
        bodyLength = UInt32(bigEndian: bytes[77..<81])
        self.bodyHash = bodyHash
        suffix = Array(bytes[113...])
    }

    /// The header as it is hashed.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.prefixBytes + suffix.count)
        bytes.append(Self.version)
        bytes += feed.chapter.bytes.bytes
        bytes += feed.epoch.bigEndianBytes
        bytes += seq.bigEndianBytes
        bytes += previous.bytes.bytes
        bytes += bodyLength.bigEndianBytes
        bytes += bodyHash.bytes
        bytes += suffix
        return bytes
    }

    /// The event's id: `H("rhizome/event", header)`.
    public var id: EventID { EventID(digest("rhizome/event", bytes)) }

    /// What the author signs for this event: see `signedBytes`.
    public static func signedBytes(_ chapter: ChapterID, _ id: EventID) -> [UInt8] {
        Federation.signedBytes("rhizome/sig", chapter, id.bytes)
    }
}

/// What a chapter signs: `length(context) (1 byte) || context || chapter || hash`.
///
/// Each use has a context of its own, so that no signature can stand for another.
public func signedBytes(_ context: StaticString, _ chapter: ChapterID, _ hash: Bytes32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 + context.utf8CodeUnitCount + 64)
    bytes.append(UInt8(context.utf8CodeUnitCount))
    bytes += UnsafeBufferPointer(start: context.utf8Start, count: context.utf8CodeUnitCount)
    bytes += chapter.bytes.bytes
    bytes += hash.bytes
    return bytes
}

extension FixedWidthInteger {
    /// The value's bytes, most significant first.
    package var bigEndianBytes: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0) }
    }

    /// Reads a value from its bytes, most significant first.
    package init(bigEndian bytes: ArraySlice<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Self($1) }
    }
}
