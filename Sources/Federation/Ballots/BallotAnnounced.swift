import FoundationEssentials
public import Sodium

/// The manifest of a ballot: everything that is fixed before voting begins.
///
/// Specification: Protocol/ballots.proto, kind 96.
public struct BallotAnnounced: Hashable, Sendable {
    /// The longest question, in bytes of UTF-8.
    public static let questionBytes = 1000
    /// How many options a ballot may have.
    public static let optionCount = 2...32
    /// The longest option, in bytes of UTF-8.
    public static let optionBytes = 200
    /// The most points that a paper can give an option.
    public static let mostScore = 100
    /// The largest roll.
    public static let mostOnRoll = 1_000_000

    /// Sixteen random bytes that the ballot's id is derived from.
    public var nonce: [UInt8]
    /// What is asked.
    public var question: String
    /// The answers, in the order in which everything counts them.
    public var options: [String]
    /// How it is voted and counted.
    public var method: BallotMethod
    /// What the leading option needs.
    public var threshold: BallotThreshold
    /// The part of the roll that must vote, if any.
    public var quorum: BallotQuorum?
    /// Who may vote.
    public var electorate: BallotElectorate
    /// How many people may vote.
    public var rollSize: Int
    /// The Merkle root over the roll.
    public var rollRoot: Bytes32
    /// How many options are to be chosen.
    public var seats: Int
    /// The most points for an option where papers give points, otherwise 0.
    public var highestScore: Int
    /// The hash of the secret that the lots are drawn with; nil where papers name one option.
    public var lotCommitment: Bytes32?

    /// Collects a manifest.
    public init(
        nonce: [UInt8], question: String, options: [String], method: BallotMethod,
        threshold: BallotThreshold, quorum: BallotQuorum?, electorate: BallotElectorate,
        rollSize: Int, rollRoot: Bytes32, seats: Int = 1, highestScore: Int = 0,
        lotCommitment: Bytes32? = nil
    ) {
        self.nonce = nonce
        self.question = question
        self.options = options
        self.method = method
        self.threshold = threshold
        self.quorum = quorum
        self.electorate = electorate
        self.rollSize = rollSize
        self.rollRoot = rollRoot
        self.seats = seats
        self.highestScore = highestScore
        self.lotCommitment = lotCommitment
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireBallotAnnounced.self, payload)
        nonce = try Bounds.nonce(wire.nonce)
        question = wire.question
        options = wire.options
        guard let method = BallotMethod(wire.method) else { throw .outOfBounds("method") }
        self.method = method
        guard let threshold = BallotThreshold(wire.threshold) else {
            throw .outOfBounds("threshold")
        }
        self.threshold = threshold
        if wire.quorumNumerator == 0, wire.quorumDenominator == 0 {
            quorum = nil
        } else {
            quorum = BallotQuorum(Int(wire.quorumNumerator), of: Int(wire.quorumDenominator))
            guard quorum != nil else { throw .outOfBounds("quorum") }
        }
        guard wire.electorate == .members else { throw .outOfBounds("electorate") }
        electorate = .members
        rollSize = Int(wire.rollSize)
        guard let root = Bytes32(wire.rollRoot) else { throw .outOfBounds("roll_root") }
        rollRoot = root
        guard (wire.seats > 0) == method.hasNumbers else {
            throw .outOfBounds("seats")
        }
        seats = max(1, Int(wire.seats))
        highestScore = Int(wire.highestScore)
        lotCommitment = Bytes32(wire.lotCommitment)
        guard lotCommitment != nil || wire.lotCommitment.isEmpty else {
            throw .outOfBounds("lot_commitment")
        }
        try check()
        guard (lotCommitment != nil) == method.hasNumbers else {
            throw .outOfBounds("lot_commitment")
        }
    }

    /// Checks every limit, as the receiving nodes do, but for the commitment, which a draft has not.
    public func check() throws(PayloadError) {
        _ = try Bounds.text(question, "question", 1...Self.questionBytes)
        _ = try Bounds.lines(
            options, "options", count: Self.optionCount, bytes: 1...Self.optionBytes)
        if method == .yesNoAbstain {
            guard options.count == 3 else { throw .outOfBounds("options") }
            guard threshold != .most else { throw .outOfBounds("threshold") }
        }
        if method.hasNumbers {
            guard threshold == .most else { throw .outOfBounds("threshold") }
        }
        let most = !method.hasNumbers || method == .irv ? 1 : options.count
        guard (1...most).contains(seats) else { throw .outOfBounds("seats") }
        let scores = method.paperKind == .points ? 1...Self.mostScore : 0...0
        guard scores.contains(highestScore) else { throw .outOfBounds("highest_score") }
        guard (1...Self.mostOnRoll).contains(rollSize) else { throw .outOfBounds("roll_size") }
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireBallotAnnounced()
        wire.nonce = Data(nonce)
        wire.question = question
        wire.options = options
        wire.method = method.wire
        wire.threshold = threshold.wire
        wire.quorumNumerator = UInt32(quorum?.numerator ?? 0)
        wire.quorumDenominator = UInt32(quorum?.denominator ?? 0)
        wire.electorate = .members
        wire.rollSize = UInt32(rollSize)
        wire.rollRoot = Data(rollRoot.bytes)
        wire.seats = method.hasNumbers ? UInt32(seats) : 0
        wire.highestScore = UInt32(highestScore)
        wire.lotCommitment = Data(lotCommitment?.bytes ?? [])
        return Bounds.encode(wire)
    }

    /// What the opening and the closing name, so that the manifest cannot change in between.
    public static func hash(payload: [UInt8]) -> Bytes32 {
        digest("rhizome/ballot-manifest", payload)
    }
}

extension BallotMethod {
    fileprivate init?(_ wire: WireBallotMethod) {
        switch wire {
        case .yesNoAbstain: self = .yesNoAbstain
        case .singleChoice: self = .singleChoice
        case .approval: self = .approval
        case .score: self = .score
        case .star: self = .star
        case .borda: self = .borda
        case .irv: self = .irv
        case .scottishStv: self = .scottishSTV
        case .meekStv: self = .meekSTV
        case .schulze: self = .schulze
        case .rankedPairs: self = .rankedPairs
        case .minimax: self = .minimax
        case .copeland: self = .copeland
        default: return nil
        }
    }

    fileprivate var wire: WireBallotMethod {
        switch self {
        case .yesNoAbstain: .yesNoAbstain
        case .singleChoice: .singleChoice
        case .approval: .approval
        case .score: .score
        case .star: .star
        case .borda: .borda
        case .irv: .irv
        case .scottishSTV: .scottishStv
        case .meekSTV: .meekStv
        case .schulze: .schulze
        case .rankedPairs: .rankedPairs
        case .minimax: .minimax
        case .copeland: .copeland
        }
    }
}

extension BallotThreshold {
    fileprivate init?(_ wire: WireBallotThreshold) {
        switch wire {
        case .simpleMajority: self = .simpleMajority
        case .twoThirds: self = .twoThirds
        case .absoluteMajority: self = .absoluteMajority
        case .most: self = .most
        default: return nil
        }
    }

    fileprivate var wire: WireBallotThreshold {
        switch self {
        case .simpleMajority: .simpleMajority
        case .twoThirds: .twoThirds
        case .absoluteMajority: .absoluteMajority
        case .most: .most
        }
    }
}
