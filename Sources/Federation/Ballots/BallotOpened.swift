import FoundationEssentials
public import Sodium

/// Voting begins.
///
/// Specification: Protocol/ballots.proto, kind 97.
public struct BallotOpened: Hashable, Sendable {
    /// The ballot.
    public var ballot: ObjectID
    /// The hash of the announcement's payload.
    public var manifestHash: Bytes32

    /// Names the ballot and its manifest.
    public init(ballot: ObjectID, manifestHash: Bytes32) {
        self.ballot = ballot
        self.manifestHash = manifestHash
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireBallotOpened.self, payload)
        ballot = try Bounds.object(wire.ballot, "ballot")
        guard let hash = Bytes32(wire.manifestHash) else { throw .outOfBounds("manifest_hash") }
        manifestHash = hash
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireBallotOpened()
        wire.ballot = Data(ballot.bytes)
        wire.manifestHash = Data(manifestHash.bytes)
        return Bounds.encode(wire)
    }
}
