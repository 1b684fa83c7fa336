import FoundationEssentials
public import Sodium

/// Voting ended: the result, the root of the papers and the number of marks.
///
/// Specification: Protocol/ballots.proto, kind 99.
public struct BallotClosed: Hashable, Sendable {
    /// The ballot.
    public var ballot: ObjectID
    /// The hash of the announcement's payload, as in the opening.
    public var manifestHash: Bytes32
    /// What each option has, in the order of the manifest: papers that name it, points, or papers
    /// that rank it first.
    public var counts: [Int]
    /// Papers that name no option.
    public var invalid: Int
    /// How many papers were published.
    public var papers: Int
    /// How many people on the roll are marked as having voted.
    public var marks: Int
    /// The Merkle root over the papers in order of their trackers.
    public var papersRoot: Bytes32
    /// What came out.
    public var outcome: BallotOutcome
    /// The options that were chosen or are tied; where papers have numbers those that were chosen, in
    /// the order in which they were.
    public var leading: [Int]
    /// What the lots were drawn with and the hash of the result; nil where papers name one option.
    public var lots: Lots?

    /// What a result by numbers has besides.
    public struct Lots: Hashable, Sendable {
        /// Bytes of the secret.
        public static let secretBytes = 32

        /// The random bytes that the manifest has committed to.
        public var secret: [UInt8]
        /// The SHA-256 of the result as Protocol/RESULTS.md has it.
        public var countHash: Bytes32

        /// Names both.
        public init(secret: [UInt8], countHash: Bytes32) {
            self.secret = secret
            self.countHash = countHash
        }
    }

    /// Collects a result.
    public init(
        ballot: ObjectID, manifestHash: Bytes32, counts: [Int], invalid: Int, papers: Int,
        marks: Int, papersRoot: Bytes32, outcome: BallotOutcome, leading: [Int],
        lots: Lots? = nil
    ) {
        self.ballot = ballot
        self.manifestHash = manifestHash
        self.counts = counts
        self.invalid = invalid
        self.papers = papers
        self.marks = marks
        self.papersRoot = papersRoot
        self.outcome = outcome
        self.leading = leading
        self.lots = lots
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireBallotClosed.self, payload)
        ballot = try Bounds.object(wire.ballot, "ballot")
        guard let hash = Bytes32(wire.manifestHash) else { throw .outOfBounds("manifest_hash") }
        manifestHash = hash
        guard BallotAnnounced.optionCount.contains(wire.counts.count) else {
            throw .outOfBounds("counts")
        }
        counts = wire.counts.map { Int($0) }
        invalid = Int(wire.invalid)
        papers = Int(wire.papers)
        marks = Int(wire.marks)
        guard let root = Bytes32(wire.papersRoot) else { throw .outOfBounds("papers_root") }
        papersRoot = root
        guard let outcome = BallotOutcome(wire.outcome) else { throw .outOfBounds("outcome") }
        self.outcome = outcome
        leading = wire.leading.map { Int($0) }
        guard leading.count <= counts.count, leading.allSatisfy({ $0 < wire.counts.count }) else {
            throw .outOfBounds("leading")
        }
        guard !wire.lotSecret.isEmpty || !wire.countHash.isEmpty else { return }
        guard wire.lotSecret.count == Lots.secretBytes else { throw .outOfBounds("lot_secret") }
        guard let hash = Bytes32(wire.countHash) else { throw .outOfBounds("count_hash") }
        lots = Lots(secret: Array(wire.lotSecret), countHash: hash)
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireBallotClosed()
        wire.ballot = Data(ballot.bytes)
        wire.manifestHash = Data(manifestHash.bytes)
        wire.counts = counts.map { UInt32($0) }
        wire.invalid = UInt32(invalid)
        wire.papers = UInt32(papers)
        wire.marks = UInt32(marks)
        wire.papersRoot = Data(papersRoot.bytes)
        wire.outcome = outcome.wire
        wire.leading = leading.map { UInt32($0) }
        if let lots {
            wire.lotSecret = Data(lots.secret)
            wire.countHash = Data(lots.countHash.bytes)
        }
        return Bounds.encode(wire)
    }

    /// What a recount names, so that it speaks of this result and no other.
    public static func hash(payload: [UInt8]) -> Bytes32 {
        digest("rhizome/ballot-result", payload)
    }
}

extension BallotOutcome {
    fileprivate init?(_ wire: WireBallotOutcome) {
        switch wire {
        case .passed: self = .passed
        case .notPassed: self = .notPassed
        case .chosen: self = .chosen
        case .noneChosen: self = .noneChosen
        case .tied: self = .tied
        case .quorumMissed: self = .quorumMissed
        default: return nil
        }
    }

    fileprivate var wire: WireBallotOutcome {
        switch self {
        case .passed: .passed
        case .notPassed: .notPassed
        case .chosen: .chosen
        case .noneChosen: .noneChosen
        case .tied: .tied
        case .quorumMissed: .quorumMissed
        }
    }
}
