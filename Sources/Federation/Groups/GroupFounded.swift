import FoundationEssentials

/// A member founds an interest group.
///
/// Specification: Protocol/groups.proto, kind 80.
public struct GroupFounded: Hashable, Sendable {
    /// The longest name, in bytes of UTF-8.
    public static let nameBytes = 100
    /// The longest purpose, in bytes of UTF-8.
    public static let purposeBytes = 2000
    /// The most interests of one group.
    public static let mostInterests = 16
    /// The longest interest, in bytes of UTF-8.
    public static let interestBytes = 60
    /// The longest charter, in bytes of UTF-8.
    public static let charterBytes = 8192

    /// Sixteen random bytes that the group's id is derived from.
    public var nonce: [UInt8]
    /// What it is called.
    public var name: String
    /// What it is for.
    public var purpose: String
    /// What its members care about.
    public var interests: [String]
    /// How it decides and whom it takes, or nothing.
    public var charter: String

    /// Collects what the linked chapters learn of a new group.
    public init(
        nonce: [UInt8], name: String, purpose: String, interests: [String], charter: String
    ) {
        self.nonce = nonce
        self.name = name
        self.purpose = purpose
        self.interests = interests
        self.charter = charter
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireGroupFounded.self, payload)
        nonce = try Bounds.nonce(wire.nonce)
        name = wire.name
        purpose = wire.purpose
        interests = wire.interests
        charter = wire.charter
        try check()
    }

    /// Checks every limit, as the receiving nodes do.
    public func check() throws(PayloadError) {
        _ = try Bounds.line(name, "name", 1...Self.nameBytes)
        _ = try Bounds.text(purpose, "purpose", 1...Self.purposeBytes)
        _ = try Bounds.lines(
            interests, "interests", count: 0...Self.mostInterests, bytes: 1...Self.interestBytes)
        _ = try Bounds.text(charter, "charter", 0...Self.charterBytes)
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireGroupFounded()
        wire.nonce = Data(nonce)
        wire.name = name
        wire.purpose = purpose
        wire.interests = interests
        wire.charter = charter
        return Bounds.encode(wire)
    }
}
