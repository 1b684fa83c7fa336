import FoundationEssentials

/// A member joins a group under a handle of their choice.
///
/// Specification: Protocol/groups.proto, kind 81.
public struct GroupJoined: Hashable, Sendable {
    /// The longest handle name, in bytes of UTF-8.
    public static let nameBytes = 60

    /// The group, of whatever chapter.
    public var group: ObjectID
    /// Sixteen random bytes that the handle's id is derived from.
    public var nonce: [UInt8]
    /// What the member is called in this group.
    public var name: String
    /// Looks after the group; counts only for handles of the founding chapter.
    public var steward: Bool

    /// Names the group and the handle.
    public init(group: ObjectID, nonce: [UInt8], name: String, steward: Bool) {
        self.group = group
        self.nonce = nonce
        self.name = name
        self.steward = steward
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireGroupJoined.self, payload)
        group = try Bounds.object(wire.group, "group")
        nonce = try Bounds.nonce(wire.nonce)
        name = wire.name
        steward = wire.steward
        try check()
    }

    /// Checks every limit, as the receiving nodes do.
    public func check() throws(PayloadError) {
        _ = try Bounds.line(name, "name", 1...Self.nameBytes)
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireGroupJoined()
        wire.group = Data(group.bytes)
        wire.nonce = Data(nonce)
        wire.name = name
        wire.steward = steward
        return Bounds.encode(wire)
    }
}
