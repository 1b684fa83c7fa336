import Chapter
import Federation

/// What a vote is for, in plain words; each stands for one way to count, and some for others too.
enum VoteKind: String, CaseIterable, Sendable {
    /// Yes, no or abstain.
    case motion
    /// One option.
    case choice
    /// Everything that will do: a day, a place.
    case approval
    /// Ranks, one wins: an office.
    case ranking
    /// Ranks, several seats in proportion: a committee.
    case committee
    /// Points.
    case points

    /// How it is counted where nobody names another rule.
    var usual: BallotMethod {
        switch self {
        case .motion: .yesNoAbstain
        case .choice: .singleChoice
        case .approval: .approval
        case .ranking: .irv
        case .committee: .scottishSTV
        case .points: .star
        }
    }

    /// Other rules for the same papers.
    var others: [BallotMethod] {
        switch self {
        case .motion, .choice, .approval: []
        case .ranking: [.schulze, .rankedPairs, .minimax, .copeland, .borda]
        case .committee: [.meekSTV, .schulze, .borda]
        case .points: [.score]
        }
    }

    /// Whether the majority is for the chapter to choose.
    var hasThreshold: Bool { self == .motion || self == .choice }

    /// The kind of a vote that was written down.
    init(_ method: BallotMethod, seats: Int) {
        self =
            switch method {
            case .yesNoAbstain: .motion
            case .singleChoice: .choice
            case .approval: .approval
            case .score, .star: .points
            case .scottishSTV, .meekSTV: .committee
            case .irv, .rankedPairs, .minimax, .copeland: .ranking
            case .schulze, .borda: seats > 1 ? .committee : .ranking
            }
    }
}
