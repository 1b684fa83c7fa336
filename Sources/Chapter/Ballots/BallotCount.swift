import Federation
import Sodium
import Tally

extension BallotAnnounced {
    /// Counts papers by the rules of this manifest.
    func count(_ papers: [BallotPaper]) -> Count? {
        let rules = Rules(
            method: method.counted, options: options.count, threshold: threshold.counted,
            quorum: quorum.flatMap { Quorum($0.numerator, of: $0.denominator) },
            rollSize: rollSize)
        return rules.map { Count(papers.map(\.choice), rules: $0) }
    }

    /// What the host says at the close.
    func closing(_ ballot: ObjectID, manifestHash: Bytes32, papers: [BallotPaper], marks: Int)
        -> BallotClosed?
    {
        guard let count = count(papers) else { return nil }
        return BallotClosed(
            ballot: ballot, manifestHash: manifestHash, counts: count.counts,
            invalid: count.invalid, papers: papers.count, marks: marks,
            papersRoot: BallotPaper.root(papers), outcome: count.outcome.published.outcome,
            leading: count.outcome.published.leading)
    }
}

extension Outcome {
    /// The outcome as events say it.
    var published: (outcome: BallotOutcome, leading: [Int]) {
        switch self {
        case .passed: (.passed, [])
        case .notPassed: (.notPassed, [])
        case .chosen(let option): (.chosen, [option])
        case .noneChosen: (.noneChosen, [])
        case .tied(let options): (.tied, options)
        case .quorumMissed: (.quorumMissed, [])
        }
    }
}

extension BallotMethod {
    fileprivate var counted: Method {
        switch self {
        case .yesNoAbstain: .yesNoAbstain
        case .singleChoice: .singleChoice
        }
    }
}

extension BallotThreshold {
    fileprivate var counted: Threshold {
        switch self {
        case .simpleMajority: .simpleMajority
        case .twoThirds: .twoThirds
        case .absoluteMajority: .absoluteMajority
        case .most: .most
        }
    }
}
