/// One stage of a count: the totals as they stood, and then what was decided on them.
public struct Stage: Hashable, Sendable {
    /// What the totals count.
    public enum Measure: String, Hashable, Sendable {
        /// Papers or their value.
        case votes
        /// Points.
        case points
        /// Points for each paper that gives any.
        case averages
        /// Papers that prefer one finalist to the other.
        case preferences
        /// The strength of the worst defeat; less is better.
        case worstDefeat
        /// Wins less losses.
        case winsLessLosses
    }

    /// Why somebody is excluded.
    public enum Reason: String, Hashable, Sendable {
        /// The fewest votes.
        case fewestVotes
        /// The quotas on seats leave no room.
        case quotasOnSeats
        /// Too few prefer this to the default option, by number or by share.
        case belowDefault
        /// Too few papers give points.
        case littleSupport
    }

    /// What the totals count.
    public internal(set) var measure: Measure = .votes
    /// The total of each candidate by number; 0 for whoever is no longer in the count.
    public internal(set) var totals: [Fixed] = []
    /// Whom the stage is about, in order of their numbers; empty means everybody who stands.
    public internal(set) var among: [Int] = []
    /// What is enough to be elected, where there is such a number.
    public internal(set) var quota: Fixed?
    /// The value of papers that name nobody who could still have it.
    public internal(set) var exhausted: Fixed?
    /// The value that was lost to rounding.
    public internal(set) var residual: Fixed?
    /// Which part of each paper each candidate keeps (Meek), by number.
    public internal(set) var keepFactors: [Fixed] = []
    /// Who was elected, in order.
    public internal(set) var elected: [Int] = []
    /// Who was excluded, in order.
    public internal(set) var excluded: [Int] = []
    /// Why; nil if nobody was.
    public internal(set) var reason: Reason?
    /// Whoever would have been excluded but must be kept for a quota on seats.
    public internal(set) var guarded: [Int] = []
    /// What moved after that; it leads to the next stage.
    public internal(set) var transfers: [Transfer] = []
    /// The ties that had to be resolved, in order.
    public internal(set) var ties: [Tie] = []
}

/// Papers that moved from one candidate to another.
public struct Transfer: Hashable, Sendable {
    /// From whom.
    public let from: Int
    /// To whom; nil if they name nobody who could still have them.
    public let to: Int?
    /// How many papers.
    public let papers: Int
    /// The value with which they count from now on, all together.
    public let value: Fixed
    /// Whether a surplus moved, and not everything.
    public let isSurplus: Bool

    /// Papers that moved.
    public init(from: Int, to: Int?, papers: Int, value: Fixed, isSurplus: Bool) {
        self.from = from
        self.to = to
        self.papers = papers
        self.value = value
        self.isSurplus = isSurplus
    }
}

/// Candidates who were equal where only some could be taken, and what decided.
public struct Tie: Hashable, Sendable {
    /// What was asked.
    public enum Question: String, Hashable, Sendable {
        /// Who wins.
        case winner
        /// Who goes into the run-off.
        case finalist
        /// Whose surplus moves first.
        case surplus
        /// Who is elected first.
        case election
        /// Who is excluded.
        case exclusion
        /// Which of equally strong defeats is looked at first.
        case defeats
    }

    /// What decided.
    public enum Resolution: Hashable, Sendable {
        /// The most recent earlier stage, from 1, in which they differed.
        case earlierStage(Int)
        /// What papers say about them pair by pair.
        case headToHead
        /// Who has the highest score more often.
        case highestScores
        /// Who had more points.
        case points
        /// A second rule that was named beforehand.
        case secondMethod(CountingMethod)
        /// The lots.
        case lot
    }

    /// What was asked.
    public let question: Question
    /// Who was equal, in order of their numbers.
    public let candidates: [Int]
    /// Who was taken, in order of the taking.
    public let picked: [Int]
    /// What decided.
    public let resolution: Resolution

    /// A tie and what became of it.
    public init(question: Question, candidates: [Int], picked: [Int], resolution: Resolution) {
        self.question = question
        self.candidates = candidates
        self.picked = picked
        self.resolution = resolution
    }
}
