import FoundationEssentials
public import Sodium

/// A chapter counted the published papers of another chapter's ballot.
///
/// Specification: Protocol/ballots.proto, kind 100.
public struct BallotRecounted: Hashable, Sendable {
    /// The ballot.
    public var ballot: ObjectID
    /// The hash of the closing's payload.
    public var resultHash: Bytes32
    /// Whether the own count gives the host's result in every number.
    public var agrees: Bool
    /// The own count for each option.
    public var counts: [Int]

    /// Collects a recount.
    public init(ballot: ObjectID, resultHash: Bytes32, agrees: Bool, counts: [Int]) {
        self.ballot = ballot
        self.resultHash = resultHash
        self.agrees = agrees
        self.counts = counts
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireBallotRecounted.self, payload)
        ballot = try Bounds.object(wire.ballot, "ballot")
        guard let hash = Bytes32(wire.resultHash) else { throw .outOfBounds("result_hash") }
        resultHash = hash
        agrees = wire.agrees
        guard BallotAnnounced.optionCount.contains(wire.counts.count) else {
            throw .outOfBounds("counts")
        }
        counts = wire.counts.map { Int($0) }
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireBallotRecounted()
        wire.ballot = Data(ballot.bytes)
        wire.resultHash = Data(resultHash.bytes)
        wire.agrees = agrees
        wire.counts = counts.map { UInt32($0) }
        return Bounds.encode(wire)
    }
}
