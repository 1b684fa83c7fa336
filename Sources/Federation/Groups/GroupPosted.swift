import FoundationEssentials

/// A handle says something in its group.
///
/// Specification: Protocol/groups.proto, kind 83.
public struct GroupPosted: Hashable, Sendable {
    /// The longest post, in bytes of UTF-8.
    public static let textBytes = 8192

    /// Sixteen random bytes that the post's id is derived from.
    public var nonce: [UInt8]
    /// The group.
    public var group: ObjectID
    /// Who says it: a handle that joined in the same feed and has not left.
    public var handle: ObjectID
    /// What is said.
    public var text: String
    /// The post that is answered, if one.
    public var replyTo: ObjectID?

    /// Collects a post.
    public init(
        nonce: [UInt8], group: ObjectID, handle: ObjectID, text: String, replyTo: ObjectID?
    ) {
        self.nonce = nonce
        self.group = group
        self.handle = handle
        self.text = text
        self.replyTo = replyTo
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireGroupPosted.self, payload)
        nonce = try Bounds.nonce(wire.nonce)
        group = try Bounds.object(wire.group, "group")
        handle = try Bounds.object(wire.handle, "handle")
        text = wire.text
        replyTo = wire.replyTo.isEmpty ? nil : try Bounds.object(wire.replyTo, "reply_to")
        try check()
    }

    /// Checks every limit, as the receiving nodes do.
    public func check() throws(PayloadError) {
        _ = try Bounds.text(text, "text", 1...Self.textBytes)
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireGroupPosted()
        wire.nonce = Data(nonce)
        wire.group = Data(group.bytes)
        wire.handle = Data(handle.bytes)
        wire.text = text
        wire.replyTo = Data(replyTo?.bytes ?? [])
        return Bounds.encode(wire)
    }
}
