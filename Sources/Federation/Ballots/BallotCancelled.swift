import FoundationEssentials

/// A ballot will not take place, or ends without a count.
///
/// Specification: Protocol/ballots.proto, kind 101.
public struct BallotCancelled: Hashable, Sendable {
    /// The longest reason, in bytes of UTF-8.
    public static let reasonBytes = Bounds.reasonBytes

    /// The ballot.
    public var ballot: ObjectID
    /// Why, for people to read.
    public var reason: String

    /// Names the ballot and the reason.
    public init(ballot: ObjectID, reason: String) {
        self.ballot = ballot
        self.reason = reason
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireBallotCancelled.self, payload)
        ballot = try Bounds.object(wire.ballot, "ballot")
        reason = try Bounds.line(wire.reason, "reason", 0...Self.reasonBytes)
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireBallotCancelled()
        wire.ballot = Data(ballot.bytes)
        wire.reason = reason
        return Bounds.encode(wire)
    }
}
