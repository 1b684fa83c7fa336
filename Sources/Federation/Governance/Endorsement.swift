import Sodium
import SwiftProtobuf

/// A chapter vouches for another: the payload of a `chapterEndorsed` event.
public struct Endorsement: Hashable, Sendable {
    /// The federation the candidate is to belong to.
    public let federation: FederationID
    /// Who is vouched for.
    public let candidate: Introduction

    /// An endorsement of one's own.
    public init(federation: FederationID, candidate: Introduction) {
        self.federation = federation
        self.candidate = candidate
    }

    /// Reads a payload; nil unless the introduction holds.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireChapterEndorsed(serializedBytes: payload),
            let federation = Bytes32(wire.federation),
            let candidate = Introduction(wire.candidate)
        else { return nil }
        self.init(federation: FederationID(federation), candidate: candidate)
    }

    /// The payload of a `chapterEndorsed` event.
    public var payload: [UInt8] {
        var wire = WireChapterEndorsed()
        wire.federation = federation.bytes.data
        wire.candidate = candidate.wire
        return wire.encoded
    }
}

/// A chapter leaves: the payload of a `federationLeft` event.
public struct Departure: Hashable, Sendable {
    /// The federation it leaves.
    public let federation: FederationID
    /// Why, in the chapter's words; may be empty.
    public let reason: String

    /// A departure of one's own.
    public init(federation: FederationID, reason: String) {
        self.federation = federation
        self.reason = reason
    }

    /// Reads a payload; nil when it is outside the limits.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireFederationLeft(serializedBytes: payload),
            let federation = Bytes32(wire.federation),
            wire.reason.utf8.count <= Limits.departureReasonBytes
        else { return nil }
        self.init(federation: FederationID(federation), reason: wire.reason)
    }

    /// The payload of a `federationLeft` event.
    public var payload: [UInt8] {
        var wire = WireFederationLeft()
        wire.federation = federation.bytes.data
        wire.reason = reason
        return wire.encoded
    }
}
