/// What one chapter, or one college, brings to a vote of many.
public struct ChapterVotes: Hashable, Sendable {
    /// Its name, for the log.
    public let name: String
    /// How many of its members may vote.
    public let rollSize: Int
    /// How many votes each option has; for a motion yes and no, without abstentions.
    ///
    /// Nil if the chapter has sent nothing by the deadline.
    public let votes: [Int]?
    /// How many took part, whatever they voted.
    public let turnout: Int

    /// The votes of a chapter; nil if they are negative or more than took part, or more took part
    /// than may.
    public init?(_ name: String, rollSize: Int, votes: [Int]?, turnout: Int? = nil) {
        var sum = 0
        for count in votes ?? [] {
            let (next, overflow) = sum.addingReportingOverflow(count)
            guard count >= 0, !overflow else { return nil }
            sum = next
        }
        let turnout = turnout ?? sum
        guard sum <= turnout, turnout <= rollSize else { return nil }
        self.name = name
        self.rollSize = rollSize
        self.votes = votes
        self.turnout = turnout
    }

    /// The option with most votes; nil if several have, or none has any.
    var leading: Int? {
        guard let votes, let most = votes.max(), most > 0 else { return nil }
        let leading = votes.indices.filter { votes[$0] == most }
        return leading.count == 1 ? leading[0] : nil
    }
}
