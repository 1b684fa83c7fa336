/// The id of a ballot that was made or changed.
public struct BallotIDAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var ballotID: String
    /// How it stands, as in `BallotAnswer`.
    public var state: String?

    /// Names a ballot.
    public init(ballotID: String, state: String? = nil) {
        self.ballotID = ballotID
        self.state = state
    }
}

/// One ballot in the list.
public struct BallotAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var ballotID: String
    /// Whose ballot it is.
    public var chapterID: String
    /// What is asked.
    public var question: String
    /// What can be chosen.
    public var options: [String]
    /// `draft`, `announced`, `open`, `closed` or `cancelled`.
    public var state: String

    /// Collects what a list shows.
    public init(
        ballotID: String, chapterID: String, question: String, options: [String], state: String
    ) {
        self.ballotID = ballotID
        self.chapterID = chapterID
        self.question = question
        self.options = options
        self.state = state
    }
}

/// How a ballot went.
public struct BallotResultAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var ballotID: String
    /// What was asked.
    public var question: String
    /// How it stands, as in `BallotAnswer`.
    public var state: String
    /// Papers for each option; empty until the close.
    public var counts: [String: Int]
    /// How many have voted.
    public var turnout: Int
    /// How many may vote.
    public var rollSize: Int
    /// What other chapters found when they counted the published papers.
    public var recounts: [Recount]

    /// What one chapter found.
    public struct Recount: Codable, Hashable, Sendable {
        /// Who counted.
        public var chapterID: String
        /// Whether it came to the same.
        public var agrees: Bool

        /// Names who counted and what they found.
        public init(chapterID: String, agrees: Bool) {
            self.chapterID = chapterID
            self.agrees = agrees
        }
    }

    /// Collects a result.
    public init(
        ballotID: String, question: String, state: String, counts: [String: Int], turnout: Int,
        rollSize: Int, recounts: [Recount]
    ) {
        self.ballotID = ballotID
        self.question = question
        self.state = state
        self.counts = counts
        self.turnout = turnout
        self.rollSize = rollSize
        self.recounts = recounts
    }
}

/// What checking a ballot has found.
public struct BallotVerdictAnswer: Codable, Hashable, Sendable {
    /// Whether nothing is wrong.
    public var valid: Bool
    /// One sentence for each thing that is wrong.
    public var findings: [String]

    /// A verdict; it is valid if there are no findings.
    public init(findings: [String]) {
        valid = findings.isEmpty
        self.findings = findings
    }
}
