public import Federation
import Sodium

/// What people write down about a ballot.
public struct BallotPlan: Hashable, Sendable {
    /// The options of a motion, if nobody words them otherwise.
    public static let yesNoAbstain = ["Yes", "No", "Abstain"]

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
    /// Who may vote.
    public var electorate: BallotElectorate

    /// A motion: yes, no or abstaining.
    public init(
        motion question: String, threshold: BallotThreshold = .simpleMajority,
        quorum: BallotQuorum? = nil
    ) {
        self.init(
            question: question, options: Self.yesNoAbstain, method: .yesNoAbstain,
            threshold: threshold, quorum: quorum)
    }

    /// A choice of one option.
    public init(
        choice question: String, of options: [String], threshold: BallotThreshold = .most,
        quorum: BallotQuorum? = nil
    ) {
        self.init(
            question: question, options: options, method: .singleChoice, threshold: threshold,
            quorum: quorum)
    }

    init(
        question: String, options: [String], method: BallotMethod, threshold: BallotThreshold,
        quorum: BallotQuorum?
    ) {
        self.question = question
        self.options = options
        self.method = method
        self.threshold = threshold
        self.quorum = quorum
        electorate = .members
    }

    /// The plan as it is kept; what does not fit is thrown as a refusal.
    func checked() throws -> BallotPlan {
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

    /// What everybody learns of the ballot before it opens.
    func manifest(nonce: [UInt8], rollSize: Int, rollRoot: Bytes32) -> BallotAnnounced {
        BallotAnnounced(
            nonce: nonce, question: question, options: options, method: method,
            threshold: threshold, quorum: quorum, electorate: electorate, rollSize: rollSize,
            rollRoot: rollRoot)
    }

    private static func refusal(of field: String) -> Refusal {
        switch field {
        case "question":
            .invalid(
                "question", "A question has 1 to \(BallotAnnounced.questionBytes) bytes of text.")
        case "threshold":
            .invalid("threshold", "A motion needs a majority; “most” is for a choice of options.")
        default:
            .invalid(
                "options",
                "A ballot has \(BallotAnnounced.optionCount.lowerBound) to "
                    + "\(BallotAnnounced.optionCount.upperBound) options, each one line of at most "
                    + "\(BallotAnnounced.optionBytes) bytes; a motion has exactly three.")
        }
    }
}
