/// The rule of the Debian project for votes with a default option, such as "none of the above".
///
/// An option is dropped if fewer than R papers prefer it to the default option, or if those who do
/// are not strictly more than its majority ratio times those who prefer the default. Schulze's
/// method then orders the rest; whatever was dropped comes after them, in Schulze's order too.
/// Source: Debian constitution, A.5.
public struct DebianRule: Hashable, Sendable {
    /// How many must prefer an option to the default option.
    public enum Quorum: Hashable, Sendable {
        /// So many, from 0.
        case papers(Int)
        /// So many times half of the square root of the number of those who may vote; 3 times for
        /// electing a leader and for general resolutions.
        case halfRoots(Int, ofVoters: Int)
    }

    /// The number of the default option.
    public let defaultOption: Int
    /// How many must prefer an option to the default option.
    public let quorum: Quorum
    /// By what ratio options must beat the default option, where it is not 1.
    public let majorities: [Int: Ratio]
    /// What papers say about options that they leave out.
    public let unranked: Unranked

    /// The rule with its parameters.
    public init(
        defaultOption: Int, quorum: Quorum = .papers(0), majorities: [Int: Ratio] = [:],
        unranked: Unranked = .last
    ) {
        self.defaultOption = defaultOption
        self.quorum = quorum
        self.majorities = majorities
        self.unranked = unranked
    }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let standing = papers.slate.standing
        try checkParameters(papers.slate)
        let pairwise = Pairwise(papers, unranked: unranked)
        let kept = standing.filter { $0 == defaultOption || isKept($0, pairwise) }
        let dropped = standing.filter { !kept.contains($0) }
        var log = CountLog(
            .debian, papers, seats: seats, pairwise: pairwise,
            ranking: Schulze.ranking(pairwise, among: kept), lots: lots)
        log.ranking += Schulze.ranking(pairwise, among: dropped)
        log.stages[0].excluded = dropped
        log.stages[0].reason = dropped.isEmpty ? nil : .belowDefault
        return log
    }

    private func checkParameters(_ slate: Slate) throws(CountError) {
        guard slate.standing.contains(defaultOption) else { throw .wrongParameter("defaultOption") }
        for ratio in majorities.values {
            // So that products with counts stay below 2^128.
            guard ratio.numerator <= Int.max, ratio.denominator <= Int.max else {
                throw .wrongParameter("majorities")
            }
        }
        let isFine =
            switch quorum {
            case .papers(let least): least >= 0
            case .halfRoots(let times, let voters): (0...1_000_000).contains(times) && voters >= 0
            }
        guard isFine else { throw .wrongParameter("quorum") }
    }

    private func isKept(_ option: Int, _ pairwise: Pairwise) -> Bool {
        let votes = UInt128(pairwise[option, defaultOption])
        let against = UInt128(pairwise[defaultOption, option])
        let ratio = majorities[option] ?? Ratio(1, over: 1)
        guard votes * ratio.denominator > against * ratio.numerator else { return false }
        return switch quorum {
        case .papers(let least): votes >= UInt128(least)
        case .halfRoots(let times, let voters):
            // votes >= times * sqrt(voters) / 2, squared and without the fraction.
            votes * votes * 4 >= UInt128(times) * UInt128(times) * UInt128(voters)
        }
    }
}
