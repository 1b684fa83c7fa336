import FoundationEssentials

/// How many people came to a shared meeting; never who.
///
/// Specification: Protocol/meetings.proto, kind 66.
public struct MeetingCounted: Hashable, Sendable {
    /// The largest head-count.
    public static let most = 1_000_000

    /// The meeting.
    public var meeting: ObjectID
    /// How many people came.
    public var headCount: Int

    /// Names the meeting and the head-count.
    public init(meeting: ObjectID, headCount: Int) {
        self.meeting = meeting
        self.headCount = headCount
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireMeetingCounted.self, payload)
        meeting = try Bounds.object(wire.meeting, "meeting")
        headCount = Int(wire.headCount)
        guard headCount <= Self.most else { throw .outOfBounds("head_count") }
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireMeetingCounted()
        wire.meeting = Data(meeting.bytes)
        wire.headCount = UInt32(headCount)
        return Bounds.encode(wire)
    }
}
