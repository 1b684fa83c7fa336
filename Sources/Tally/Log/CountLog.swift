/// A rule by which papers are counted; the raw value is its name in files and commands.
public enum CountingMethod: String, Hashable, Sendable, CaseIterable {
    /// In favour, against, neither.
    case yesNo = "yes-no"
    /// One mark, or as many as there are seats; the most marks win.
    case plurality
    /// A mark for everybody who will do; the most marks win.
    case approval
    /// Points; the most points win.
    case score
    /// Points, then a run-off between the two who have most.
    case star
    /// Points for ranks.
    case borda
    /// Points of a budget.
    case dots
    /// Instant run-off.
    case irv
    /// Scottish STV: weighted inclusive Gregory, five decimals.
    case scottishSTV = "scottish-stv"
    /// Meek's STV by the reference rule, nine decimals.
    case meekSTV = "meek-stv"
    /// Beat paths.
    case schulze
    /// Defeats locked by strength.
    case rankedPairs = "ranked-pairs"
    /// The smallest worst defeat.
    case minimax
    /// Wins less losses.
    case copeland
    /// Debian's rule with a default option.
    case debian
}

/// How a count went, from the first total to the winners; the same for all nodes.
public struct CountLog: Hashable, Sendable {
    /// The rule.
    public let method: CountingMethod
    /// How many seats there were to fill.
    public let seats: Int
    /// The candidates; all numbers in this log are theirs.
    public let slate: Slate
    /// Papers that were counted.
    public internal(set) var papers = 0
    /// Papers that prefer nobody who stands; they are turnout and nothing else.
    public internal(set) var blank = 0
    /// Papers that cannot be read or that the method cannot follow.
    public internal(set) var invalid = 0
    /// Papers that were followed only up to their first equal ranks, and count as exhausted after.
    public internal(set) var stopped = 0
    /// Who won, in the order in which they did.
    public internal(set) var winners: [Int] = []
    /// Everybody who stands, in groups of equals, the best group first.
    ///
    /// Lots that only chose winners out of equals do not part them here.
    public internal(set) var ranking: [[Int]] = []
    /// How many prefer whom to whom, where the method asks.
    public internal(set) var pairwise: Pairwise?
    /// The defeats of Ranked Pairs in the order in which they were looked at.
    public internal(set) var defeats: [Defeat] = []
    /// What became of each requirement, if this is the count of a motion.
    public internal(set) var motion: MotionCount?
    /// The stages in order.
    public internal(set) var stages: [Stage] = []

    init(_ method: CountingMethod, seats: Int, slate: Slate) {
        self.method = method
        self.seats = seats
        self.slate = slate
    }

    /// The ties that only the lots resolved, in order.
    public var lotsUsed: [Tie] { stages.flatMap(\.ties).filter { $0.resolution == .lot } }
}

/// A defeat that Ranked Pairs looked at.
public struct Defeat: Hashable, Sendable {
    /// Who is preferred.
    public let winner: Int
    /// To whom.
    public let loser: Int
    /// By how many.
    public let votesFor: Int
    /// Against how many.
    public let votesAgainst: Int
    /// Whether it stands; it does not where stronger ones say the opposite.
    public let isLocked: Bool
}
