extension MotionRule {
    /// The names of those in favour, against and neither in every log of a motion.
    static let names = ["yes", "no", "abstain"]

    /// Counts the papers of a motion and writes the log that all methods write.
    ///
    /// In favour wins if the motion has passed, and against if more are against; else nobody wins,
    /// and the motion has not passed. Abstentions have a total and no rank. The quota is how many in
    /// favour are needed.
    public func log(_ papers: MotionPapers) throws(CountError) -> CountLog {
        guard let slate = try? Slate(Self.names) else { throw .wrongPapers }
        let count = try count(papers)
        var log = CountLog(.yesNo, seats: 1, slate: slate)
        log.papers = papers.yes + papers.no + papers.abstain
        log.invalid = papers.invalid
        log.motion = count
        log.winners = count.isPassed ? [0] : papers.no > papers.yes ? [1] : []
        log.ranking = grouped([0, 1]) { [papers.yes, papers.no][$0] }
        var stage = Stage()
        stage.totals = [papers.yes, papers.no, papers.abstain].map { Fixed($0) }
        stage.quota = count.findings.map(\.needed).max().map { Fixed($0) }
        stage.elected = log.winners
        log.stages = [stage]
        return log
    }
}
