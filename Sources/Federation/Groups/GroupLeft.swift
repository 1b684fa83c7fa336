import FoundationEssentials

/// A handle leaves its group; what it said stays.
///
/// Specification: Protocol/groups.proto, kind 82.
public struct GroupLeft: Hashable, Sendable {
    /// The group.
    public var group: ObjectID
    /// A handle that joined in the same feed.
    public var handle: ObjectID

    /// Names the group and the handle.
    public init(group: ObjectID, handle: ObjectID) {
        self.group = group
        self.handle = handle
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireGroupLeft.self, payload)
        group = try Bounds.object(wire.group, "group")
        handle = try Bounds.object(wire.handle, "handle")
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireGroupLeft()
        wire.group = Data(group.bytes)
        wire.handle = Data(handle.bytes)
        return Bounds.encode(wire)
    }
}
