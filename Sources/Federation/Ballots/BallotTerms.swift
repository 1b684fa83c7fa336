/// How a ballot is voted and counted.
public enum BallotMethod: String, CaseIterable, Hashable, Sendable {
    /// For, against, abstaining.
    case yesNoAbstain = "yes-no-abstain"
    /// One option of several.
    case singleChoice = "single-choice"
    /// Everything that will do.
    case approval
    /// Points.
    case score
    /// Points, then a run-off between the two with most.
    case star
    /// Ranks, which are worth points.
    case borda
    /// Ranks; whoever is last is excluded until one has more than half.
    case irv
    /// Ranks; several seats in proportion, by the Scottish rules.
    case scottishSTV = "scottish-stv"
    /// Ranks; several seats in proportion, by Meek's rules.
    case meekSTV = "meek-stv"
    /// Ranks, compared pair by pair, by beat paths.
    case schulze
    /// Ranks, compared pair by pair, the strongest defeats first.
    case rankedPairs = "ranked-pairs"
    /// Ranks, compared pair by pair, by the worst defeat.
    case minimax
    /// Ranks, compared pair by pair, by wins less losses.
    case copeland

    /// What a paper of the method says of the options.
    public enum PaperKind: Hashable, Sendable {
        /// The number of one option.
        case choice
        /// The number 1 beside some options.
        case approvals
        /// Points for some options.
        case points
        /// Ranks for some options, which several may share.
        case ranks
        /// Ranks for some options, each of them once.
        case strictRanks
    }

    /// Whether papers have a number for each option, and do not name one.
    public var hasNumbers: Bool { paperKind != .choice }

    /// The highest number that papers can have beside an option.
    public func mostNumber(options: Int, highestScore: Int) -> Int {
        switch paperKind {
        case .choice, .approvals: 1
        case .points: highestScore
        case .ranks, .strictRanks: options
        }
    }

    /// What a paper of the method says of the options.
    public var paperKind: PaperKind {
        switch self {
        case .yesNoAbstain, .singleChoice: .choice
        case .approval: .approvals
        case .score, .star: .points
        case .borda, .schulze, .rankedPairs, .minimax, .copeland, .meekSTV: .ranks
        case .irv, .scottishSTV: .strictRanks
        }
    }
}

/// What the leading option needs.
public enum BallotThreshold: String, CaseIterable, Hashable, Sendable {
    /// More than half of yes and no, or of the valid papers.
    case simpleMajority = "simple-majority"
    /// At least two thirds of the same.
    case twoThirds = "two-thirds"
    /// More than half of the roll.
    case absoluteMajority = "absolute-majority"
    /// More papers than any other option, or whatever the method says; not for a motion.
    case most
}

/// Who may vote.
public enum BallotElectorate: String, CaseIterable, Hashable, Sendable {
    /// Everyone with the status member when the roll is frozen.
    case members
}

/// The part of the roll that must vote for the result to count.
public struct BallotQuorum: Hashable, Sendable {
    /// The largest denominator.
    public static let mostParts = 100

    /// How many parts.
    public let numerator: Int
    /// Of how many.
    public let denominator: Int

    /// A part of the roll, from 1/100 to the whole; nil when it is anything else.
    public init?(_ numerator: Int, of denominator: Int) {
        guard (1...Self.mostParts).contains(denominator), (1...denominator).contains(numerator)
        else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }
}

/// What came out.
public enum BallotOutcome: String, CaseIterable, Hashable, Sendable {
    /// The motion has its threshold.
    case passed
    /// It has not.
    case notPassed = "not passed"
    /// One option has its threshold.
    case chosen
    /// None has.
    case noneChosen = "none chosen"
    /// Two or more lead with the same number; people decide what happens.
    case tied
    /// Too few voted.
    case quorumMissed = "quorum missed"
}
