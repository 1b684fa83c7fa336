extension CountingMethod {
    /// Counts papers by this method with its usual parameters.
    ///
    /// The Debian rule takes the last candidate for the default option and has no quorum. Methods
    /// for one seat refuse several, and methods for ranked papers refuse scored ones. A motion needs
    /// more than half of those in favour and against; it takes papers of a motion, or ranked ones
    /// whose candidates are called yes, no and perhaps abstain: see ``MotionPapers/init(_:)``.
    public func count(_ profile: Profile, seats: Int, unranked: Unranked = .last, lots: Lots)
        throws(CountError) -> CountLog
    {
        switch profile {
        case .ranked(let papers):
            return try count(papers, seats: seats, unranked: unranked, lots: lots)
        case .scored(let papers): return try count(papers, seats: seats, lots: lots)
        case .motion(let papers):
            guard self == .yesNo else { throw .wrongPapers }
            guard seats == 1 else { throw .wrongSeats(seats) }
            return try MotionRule.majority.log(papers)
        }
    }

    private func count(_ papers: RankedPapers, seats: Int, unranked: Unranked, lots: Lots)
        throws(CountError) -> CountLog
    {
        switch self {
        case .plurality: return try Plurality().count(papers, seats: seats, lots: lots)
        case .approval: return try Approval().count(papers, seats: seats, lots: lots)
        case .borda: return try Borda(unranked: unranked).count(papers, seats: seats, lots: lots)
        case .irv:
            guard seats == 1 else { throw .wrongSeats(seats) }
            return try InstantRunoff().count(papers, lots: lots)
        case .scottishSTV: return try ScottishSTV().count(papers, seats: seats, lots: lots)
        case .meekSTV: return try MeekSTV().count(papers, seats: seats, lots: lots)
        case .schulze:
            return try Schulze(unranked: unranked).count(papers, seats: seats, lots: lots)
        case .rankedPairs:
            return try RankedPairs(unranked: unranked).count(papers, seats: seats, lots: lots)
        case .minimax:
            return try Minimax(unranked: unranked).count(papers, seats: seats, lots: lots)
        case .copeland:
            return try Copeland(unranked: unranked).count(papers, seats: seats, lots: lots)
        case .debian:
            let rule = DebianRule(defaultOption: papers.slate.count - 1, unranked: unranked)
            return try rule.count(papers, seats: seats, lots: lots)
        case .yesNo:
            try check(papers.slate, seats: seats, most: 1, lots)
            guard let motion = MotionPapers(papers) else { throw .wrongPapers }
            return try MotionRule.majority.log(motion)
        case .score, .star, .dots: throw .wrongPapers
        }
    }

    private func count(_ papers: ScoredPapers, seats: Int, lots: Lots) throws(CountError)
        -> CountLog
    {
        switch self {
        case .approval: try Approval().count(papers, seats: seats, lots: lots)
        case .score: try Score().count(papers, seats: seats, lots: lots)
        case .star: try STAR().count(papers, seats: seats, lots: lots)
        case .dots: try Dots(budget: papers.highest).count(papers, seats: seats, lots: lots)
        default: throw .wrongPapers
        }
    }
}
