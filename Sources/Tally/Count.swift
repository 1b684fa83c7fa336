/// What came out of a count.
public enum Outcome: Hashable, Sendable {
    /// The motion has its threshold.
    case passed
    /// It has not.
    case notPassed
    /// This option has its threshold.
    case chosen(Int)
    /// No option has its threshold.
    case noneChosen
    /// These options lead with the same number. Nothing here breaks a tie: people do.
    case tied([Int])
    /// Too few voted, whatever they chose.
    case quorumMissed
}

/// The count of a ballot, exact and the same whatever the order of the papers.
public struct Count: Hashable, Sendable {
    /// The papers for each option, in the order of the manifest.
    public let counts: [Int]
    /// Papers that name no option; they count for turnout and for nothing else.
    public let invalid: Int
    /// How many people may vote.
    public let rollSize: Int
    /// Whether enough voted.
    public let quorumReached: Bool
    /// What came out.
    public let outcome: Outcome

    /// How many voted.
    public var turnout: Int { counts.reduce(invalid, +) }

    /// Counts papers, each the number of an option from 0.
    public init(_ papers: some Sequence<Int>, rules: Rules) {
        var counts = [Int](repeating: 0, count: rules.options)
        var invalid = 0
        for choice in papers {
            if counts.indices.contains(choice) {
                counts[choice] += 1
            } else {
                invalid += 1
            }
        }
        let turnout = counts.reduce(invalid, +)
        self.counts = counts
        self.invalid = invalid
        rollSize = rules.rollSize
        quorumReached = rules.quorum?.isReached(by: turnout, of: rules.rollSize) ?? true
        if !quorumReached {
            outcome = .quorumMissed
        } else {
            switch rules.method {
            case .yesNoAbstain: outcome = Self.motion(counts, rules)
            case .singleChoice: outcome = Self.choice(counts, rules)
            }
        }
    }

    private static func motion(_ counts: [Int], _ rules: Rules) -> Outcome {
        let yes = counts[0]
        let no = counts[1]
        if rules.threshold == .simpleMajority, yes == no, yes > 0 { return .tied([0, 1]) }
        let has = reaches(yes, of: yes + no, rules)
        return has ? .passed : .notPassed
    }

    private static func choice(_ counts: [Int], _ rules: Rules) -> Outcome {
        let most = counts.max() ?? 0
        guard most > 0 else { return .noneChosen }
        let leading = counts.indices.filter { counts[$0] == most }
        if leading.count > 1 { return .tied(leading) }
        let has = reaches(most, of: counts.reduce(0, +), rules)
        return has ? .chosen(leading[0]) : .noneChosen
    }

    /// Whether `papers` of the `valid` ones reach the threshold; none never do.
    private static func reaches(_ papers: Int, of valid: Int, _ rules: Rules) -> Bool {
        guard papers > 0 else { return false }
        switch rules.threshold {
        case .most: return true
        case .simpleMajority: return papers > valid - papers
        case .twoThirds: return papers / 2 >= valid - papers
        case .absoluteMajority: return papers > rules.rollSize - papers
        }
    }
}
