import FoundationEssentials

/// A shared meeting will not take place, or is no longer shared; the reason says which.
///
/// Specification: Protocol/meetings.proto, kind 65.
public struct MeetingCancelled: Hashable, Sendable {
    /// The longest reason, in bytes of UTF-8.
    public static let reasonBytes = Bounds.reasonBytes

    /// The meeting.
    public var meeting: ObjectID
    /// Why, for people to read.
    public var reason: String

    /// Names the meeting and the reason.
    public init(meeting: ObjectID, reason: String) {
        self.meeting = meeting
        self.reason = reason
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireMeetingCancelled.self, payload)
        meeting = try Bounds.object(wire.meeting, "meeting")
        reason = try Bounds.line(wire.reason, "reason", 0...Self.reasonBytes)
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireMeetingCancelled()
        wire.meeting = Data(meeting.bytes)
        wire.reason = reason
        return Bounds.encode(wire)
    }
}
