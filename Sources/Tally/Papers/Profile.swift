/// All papers of one question, of whatever kind, as they are read from a file or a box.
public enum Profile: Sendable {
    /// Papers that rank.
    case ranked(RankedPapers)
    /// Papers that score; approvals and dots are scores too.
    case scored(ScoredPapers)
    /// Papers of a motion.
    case motion(MotionPapers)
}

/// The papers of a motion, counted.
public struct MotionPapers: Hashable, Sendable {
    /// In favour.
    public let yes: Int
    /// Against.
    public let no: Int
    /// Neither.
    public let abstain: Int
    /// Papers that cannot be read.
    public let invalid: Int

    /// Counts of papers, none below 0 and together no more than a number of 64 bits holds.
    public init(yes: Int, no: Int, abstain: Int = 0, invalid: Int = 0) throws(PaperError) {
        var sum = 0
        for count in [yes, no, abstain, invalid] {
            guard count >= 0 else { throw .wrongCount(count) }
            let (next, overflow) = sum.addingReportingOverflow(count)
            guard !overflow else { throw .tooManyPapers }
            sum = next
        }
        self.yes = yes
        self.no = no
        self.abstain = abstain
        self.invalid = invalid
    }

    /// How many voted, whatever they said.
    public var turnout: Int { yes + no + abstain + invalid }
}
