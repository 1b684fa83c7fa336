/// How papers are voted and counted.
public enum Method: Hashable, Sendable {
    /// Option 0 is yes, 1 is no, 2 is abstaining.
    case yesNoAbstain
    /// One option of several.
    case singleChoice
}

/// What the leading option needs.
public enum Threshold: Hashable, Sendable {
    /// More than half of yes and no, or of the valid papers.
    case simpleMajority
    /// At least two thirds of the same.
    case twoThirds
    /// More than half of the roll, whether people voted or not.
    case absoluteMajority
    /// More papers than any other option; for single choice.
    case most
}

/// A part of the roll that must have voted for the result to count.
public struct Quorum: Hashable, Sendable {
    /// How many parts.
    public let numerator: Int
    /// Of how many.
    public let denominator: Int

    /// A part of the roll; nil unless it lies between 0 and 1 and has at most a million parts.
    public init?(_ numerator: Int, of denominator: Int) {
        guard (1...1_000_000).contains(denominator), (0...denominator).contains(numerator) else {
            return nil
        }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whether so many voters of such a roll are enough, without rounding.
    public func isReached(by voters: Int, of roll: Int) -> Bool {
        // Wide arithmetic: the product of two counts need not fit into a word.
        let have = voters.multipliedFullWidth(by: denominator)
        let need = roll.multipliedFullWidth(by: numerator)
        return (have.high, have.low) >= (need.high, need.low)
    }
}

/// Everything a count depends on besides the papers.
public struct Rules: Hashable, Sendable {
    /// The most options that can be counted.
    public static let mostOptions = 1000

    /// How papers are voted and counted.
    public let method: Method
    /// How many options there are, in the order of the manifest.
    public let options: Int
    /// What the leading option needs.
    public let threshold: Threshold
    /// The part of the roll that must have voted, if any.
    public let quorum: Quorum?
    /// How many people may vote.
    public let rollSize: Int

    /// Rules that make sense together; nil otherwise.
    ///
    /// Yes/no/abstain has three options and some majority; a choice has at least two options.
    public init?(
        method: Method, options: Int, threshold: Threshold, quorum: Quorum?, rollSize: Int
    ) {
        guard (2...Self.mostOptions).contains(options), rollSize >= 0 else { return nil }
        if method == .yesNoAbstain {
            guard options == 3, threshold != .most else { return nil }
        }
        self.method = method
        self.options = options
        self.threshold = threshold
        self.quorum = quorum
        self.rollSize = rollSize
    }
}
