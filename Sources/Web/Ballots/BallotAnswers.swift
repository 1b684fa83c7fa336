import Chapter
import Federation

/// The id of a ballot that was made or changed.
public struct BallotIDAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var ballotID: String
    /// How many may vote; left out where nothing was frozen.
    public var rollSize: Int?

    /// Names a ballot.
    init(_ ballot: ObjectID, rollSize: Int? = nil) {
        ballotID = ballot.description
        self.rollSize = rollSize
    }
}

/// One ballot, this chapter's or a linked one's.
public struct BallotAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var ballotID: String
    /// Whose ballot it is.
    public var chapterID: String
    /// What is asked.
    public var question: String
    /// What can be chosen, in order.
    public var options: [String]
    /// `draft`, `announced`, `open`, `closed` or `cancelled`.
    public var state: String
    /// How it is voted and counted, such as `yes-no-abstain` or `scottish-stv`.
    public var method: String
    /// How many options are chosen.
    public var seats: Int
    /// The most points that a paper can give an option; null where papers give no points.
    @Nullable public var highestScore: Int?
    /// What the leading option needs.
    public var threshold: String
    /// The part of the roll that must vote, such as `1/2`; null if none.
    @Nullable public var quorum: String?
    /// How many may vote; null for a draft.
    @Nullable public var rollSize: Int?
    /// How it concerns the viewer: `noRight`, `mayVote` or `hasVoted`.
    public var standing: String
    /// Who can see how somebody votes, in one sentence.
    public var secrecy: String
    /// Why it was cancelled; empty if nobody said.
    public var reason: String

    init(_ ballot: BallotRecord) {
        ballotID = ballot.id.description
        chapterID = ballot.chapter.description
        question = ballot.question
        options = ballot.options
        state = ballot.state.rawValue
        method = ballot.method.rawValue
        seats = ballot.seats
        highestScore = ballot.highestScore == 0 ? nil : ballot.highestScore
        threshold = ballot.threshold.rawValue
        quorum = ballot.quorum.map { "\($0.numerator)/\($0.denominator)" }
        rollSize = ballot.rollSize
        standing = ballot.standing.rawValue
        secrecy = ballot.secrecySentence
        reason = ballot.reason
    }
}

/// How a ballot went.
public struct BallotResultAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var ballotID: String
    /// What was asked.
    public var question: String
    /// How it stands, as in `BallotAnswer`.
    public var state: String
    /// What each option has: papers that name it or approve of it, points, or papers that rank it first alone;
    /// empty until the close.
    public var counts: [String: Int]
    /// Papers that name no option.
    public var invalid: Int
    /// How many have voted; null where that is not known here before the close.
    @Nullable public var turnout: Int?
    /// How many may vote; null for a draft.
    @Nullable public var rollSize: Int?
    /// What came out, such as `passed`; null until the close.
    @Nullable public var outcome: String?
    /// The options that were chosen, in the order in which they were, or that are tied.
    public var leading: [String]
    /// What other chapters found when they counted the published papers.
    public var recounts: [RecountAnswer]

    init(_ ballot: BallotRecord) {
        ballotID = ballot.id.description
        question = ballot.question
        state = ballot.state.rawValue
        counts = [:]
        leading = []
        invalid = ballot.result?.invalid ?? 0
        if let result = ballot.result {
            for (option, count) in zip(ballot.options, result.counts) { counts[option] = count }
            leading = result.leading.filter(ballot.options.indices.contains)
                .map { ballot.options[$0] }
        }
        turnout = ballot.turnout
        rollSize = ballot.rollSize
        outcome = ballot.result?.outcome.rawValue
        recounts = ballot.recounts.map(RecountAnswer.init)
    }
}

/// What another chapter found when it counted.
public struct RecountAnswer: Codable, Hashable, Sendable {
    /// Who counted.
    public var chapterID: String
    /// Whether it came to the same.
    public var agrees: Bool

    init(_ recount: RecountShown) {
        chapterID = recount.chapter.description
        agrees = recount.agrees
    }
}

/// What a voter keeps.
public struct PaperAnswer: Codable, Hashable, Sendable {
    /// The ballot.
    public var ballotID: String
    /// Under this code the paper is published after the close.
    public var tracker: String

    init(_ receipt: PaperReceipt) {
        ballotID = receipt.ballot.description
        tracker = receipt.code
    }
}

/// What checking a ballot has found.
public struct BallotVerdictAnswer: Codable, Hashable, Sendable {
    /// Whether nothing is wrong.
    public var valid: Bool
    /// One sentence for each thing that is wrong.
    public var findings: [String]

    init(_ verification: BallotVerification) {
        valid = verification.valid
        findings = verification.findings
    }
}
