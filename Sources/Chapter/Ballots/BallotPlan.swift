public import Federation
import Sodium

/// What people write down about a ballot.
public struct BallotPlan: Hashable, Sendable {
    /// The options of a motion, if nobody words them otherwise.
    public static let yesNoAbstain = ["Yes", "No", "Abstain"]
    /// The most points for an option, if nobody says otherwise.
    public static let usualHighestScore = 5
    /// How long a ballot may be open if it closes by itself: 366 days, in milliseconds.
    public static let longestOpen: Int64 = 366 * 86_400_000

    /// What is asked.
    public var question: String
    /// The answers in their order; of a motion always for, against and abstaining.
    public var options: [String]
    /// How it is voted and counted.
    public var method: BallotMethod
    /// What the leading option needs.
    public var threshold: BallotThreshold
    /// The part of the roll that must vote, if any.
    public var quorum: BallotQuorum?
    /// How many options are to be chosen; 1 where papers name one option.
    public var seats: Int
    /// The most points for an option where papers give points, otherwise 0.
    public var highestScore: Int
    /// Who may vote.
    public var electorate: BallotElectorate
    /// When the chapter's computer closes it by itself; nil where a coordinator does.
    ///
    /// The linked chapters do not learn of it: they hear of the close.
    public var closes: Timestamp?

    /// A motion: yes, no or abstaining.
    public init(
        motion question: String, threshold: BallotThreshold = .simpleMajority,
        quorum: BallotQuorum? = nil, closes: Timestamp? = nil
    ) {
        self.init(
            question: question, options: Self.yesNoAbstain, method: .yesNoAbstain,
            threshold: threshold, quorum: quorum, closes: closes)
    }

    /// A choice of one option.
    public init(
        choice question: String, of options: [String], threshold: BallotThreshold = .most,
        quorum: BallotQuorum? = nil, closes: Timestamp? = nil
    ) {
        self.init(
            question: question, options: options, method: .singleChoice, threshold: threshold,
            quorum: quorum, closes: closes)
    }

    /// A choice of one or several options by papers with a number beside each option.
    public init(
        election question: String, of options: [String], by method: BallotMethod, seats: Int = 1,
        highestScore: Int? = nil, quorum: BallotQuorum? = nil, closes: Timestamp? = nil
    ) {
        self.init(
            question: question, options: options, method: method, threshold: .most, quorum: quorum,
            closes: closes, seats: seats,
            highestScore: highestScore ?? (method.paperKind == .points ? Self.usualHighestScore : 0)
        )
    }

    init(
        question: String, options: [String], method: BallotMethod, threshold: BallotThreshold,
        quorum: BallotQuorum?, closes: Timestamp?, seats: Int = 1, highestScore: Int = 0
    ) {
        self.question = question
        self.options = options
        self.method = method
        self.threshold = threshold
        self.quorum = quorum
        self.seats = seats
        self.highestScore = highestScore
        electorate = .members
        self.closes = closes
    }

    /// The plan as it is kept; what does not fit is thrown as a refusal.
    func checked(at now: Timestamp) throws -> BallotPlan {
        try checkClosing(at: now)
        var plan = self
        plan.question = question.entered
        plan.options = options.map(\.entered)
        guard Set(plan.options.map { foldedName($0) }).count == plan.options.count else {
            throw Refusal.invalid("options", "Two options read the same. Word them differently.")
        }
        // The roll is not known yet; any size stands for it.
        let manifest = plan.manifest(nonce: [], rollSize: 1, rollRoot: RollEntry.root([]))
        do {
            try manifest.check()
        } catch .malformed {
            throw Refusal(.invalid, "This is not a ballot.")
        } catch .outOfBounds(let field) {
            throw Self.refusal(of: field)
        }
        return plan
    }

    /// Checks that the ballot would be open for a while, and not for ever.
    func checkClosing(at now: Timestamp) throws {
        guard let closes else { return }
        guard closes > now else {
            throw Refusal.invalid("closes", "This closing time has passed. Choose a later one.")
        }
        guard closes - now <= Self.longestOpen else {
            throw Refusal.invalid(
                "closes", "A vote is open for a year at most. Choose an earlier day.")
        }
    }

    /// What everybody learns of the ballot before it opens.
    func manifest(
        nonce: [UInt8], rollSize: Int, rollRoot: Bytes32, lotCommitment: Bytes32? = nil
    ) -> BallotAnnounced {
        BallotAnnounced(
            nonce: nonce, question: question, options: options, method: method,
            threshold: threshold, quorum: quorum, electorate: electorate, rollSize: rollSize,
            rollRoot: rollRoot, seats: seats, highestScore: highestScore,
            lotCommitment: lotCommitment)
    }

    private static func refusal(of field: String) -> Refusal {
        switch field {
        case "question":
            .invalid(
                "question", "A question has 1 to \(BallotAnnounced.questionBytes) bytes of text.")
        case "threshold":
            .invalid(
                "threshold",
                "A motion needs a majority, and where options have numbers the method alone "
                    + "decides (“most”).")
        case "seats":
            .invalid(
                "seats",
                "A ballot chooses at least one of its options and at most all of them; an instant "
                    + "run-off, a motion and a choice of one choose exactly one.")
        case "highest_score":
            .invalid(
                "highest_score",
                "The most points for an option are 1 to \(BallotAnnounced.mostScore), and only "
                    + "where papers give points.")
        default:
            .invalid(
                "options",
                "A ballot has \(BallotAnnounced.optionCount.lowerBound) to "
                    + "\(BallotAnnounced.optionCount.upperBound) options, each one line of at most "
                    + "\(BallotAnnounced.optionBytes) bytes; a motion has exactly three.")
        }
    }
}
