extension MotionRule {
    /// The names of those in favour, against and neither where papers have none.
    static let names = ["yes", "no", "abstain"]

    /// Counts the papers of a motion and writes the log that all methods write.
    ///
    /// What wins is in favour if the motion has passed, and against if not. Abstentions have a total
    /// and no rank. The quota is how many in favour are needed.
    public func log(_ papers: MotionPapers) throws(CountError) -> CountLog {
        guard let slate = try? Slate(Self.names) else { throw .wrongPapers }
        return try log(papers, slate, blank: 0)
    }

    /// Counts ranked papers by whom they put first: the first candidate is in favour, the second
    /// against and a third neither.
    ///
    /// A paper with several in the first place is invalid, and one with nobody is blank.
    func log(_ papers: RankedPapers) throws(CountError) -> CountLog {
        let slate = papers.slate
        guard (2...3).contains(slate.count), slate.standing.count == slate.count else {
            throw .wrongParameter("candidates")
        }
        var votes = [0, 0, 0]
        var (blank, invalid) = (0, papers.invalid)
        for paper in 0..<papers.different {
            let (groups, count) = papers[paper]
            switch groups.first {
            case nil: blank += count
            case .some(let first) where first.count == 1: votes[first[0]] += count
            case .some: invalid += count
            }
        }
        guard
            let motion = try? MotionPapers(
                yes: votes[0], no: votes[1], abstain: votes[2], invalid: invalid)
        else { throw .wrongPapers }
        return try log(motion, slate, blank: blank)
    }

    private func log(_ papers: MotionPapers, _ slate: Slate, blank: Int) throws(CountError)
        -> CountLog
    {
        let count = try count(papers)
        var log = CountLog(.yesNo, seats: 1, slate: slate)
        log.papers = papers.yes + papers.no + papers.abstain
        log.blank = blank
        log.invalid = papers.invalid
        log.motion = count
        log.winners = [count.isPassed ? 0 : 1]
        log.ranking = count.isPassed ? [[0], [1]] : [[1], [0]]
        var stage = Stage()
        stage.totals = [papers.yes, papers.no, papers.abstain].prefix(slate.count).map { Fixed($0) }
        stage.quota = count.findings.map(\.needed).max().map { Fixed($0) }
        stage.elected = log.winners
        log.stages = [stage]
        return log
    }
}
