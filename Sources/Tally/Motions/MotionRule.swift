/// What a motion needs to pass: one share of one number of people, or several at once.
public struct MotionRule: Hashable, Sendable {
    /// Of what number those in favour must be a share.
    public enum Base: Hashable, Sendable {
        /// Those in favour and against; the usual one (RONR 44:1).
        case yesAndNo
        /// All who voted validly, abstentions too.
        case cast
        /// All who are present, whether they voted or not.
        case present(Int)
        /// All who may vote.
        case roll(Int)
    }

    /// A share that those in favour must reach.
    public struct Requirement: Hashable, Sendable {
        /// Parts of the base.
        public let numerator: Int
        /// Of how many.
        public let denominator: Int
        /// Whether exactly this share is not enough.
        public let isMoreThan: Bool
        /// The base.
        public let base: Base

        /// A share from 0 to 1 of at most a million parts; nil otherwise.
        public init?(_ numerator: Int, of denominator: Int, moreThan: Bool, base: Base) {
            guard (1...1_000_000).contains(denominator), (0...denominator).contains(numerator)
            else { return nil }
            self.numerator = numerator
            self.denominator = denominator
            isMoreThan = moreThan
            self.base = base
        }

        private init(half base: Base) {
            (numerator, denominator, isMoreThan, self.base) = (1, 2, true, base)
        }

        /// More than half.
        public static func majority(of base: Base) -> Requirement { Requirement(half: base) }

        /// The fewest in favour that are enough for a base of this size, at least one.
        public func needed(of size: Int) -> Int {
            let share = scaled(
                Int128(size), by: Int128(numerator), over: Int128(denominator),
                isMoreThan ? .down : .up)
            return Int(max(1, isMoreThan ? share + 1 : share))
        }
    }

    /// All that must be reached.
    public let requirements: [Requirement]

    /// More than half of those in favour and against: the usual rule.
    public static let majority = MotionRule(one: .majority(of: .yesAndNo))

    private init(one requirement: Requirement) { requirements = [requirement] }

    /// Requirements that must all be reached; nil without any.
    public init?(_ requirements: [Requirement]) {
        guard !requirements.isEmpty else { return nil }
        self.requirements = requirements
    }

    /// Counts a motion; equal numbers do not pass anything that needs more than half.
    public func count(_ papers: MotionPapers) throws(CountError) -> MotionCount {
        var findings: [MotionCount.Finding] = []
        for requirement in requirements {
            let size: Int
            switch requirement.base {
            case .yesAndNo: size = papers.yes + papers.no
            case .cast: size = papers.yes + papers.no + papers.abstain
            case .present(let people):
                guard people >= papers.turnout else { throw .wrongParameter("present") }
                size = people
            case .roll(let people):
                guard people >= papers.turnout else { throw .wrongParameter("roll") }
                size = people
            }
            findings.append(
                MotionCount.Finding(
                    requirement: requirement, size: size, needed: requirement.needed(of: size),
                    isReached: papers.yes >= requirement.needed(of: size)))
        }
        return MotionCount(papers: papers, findings: findings)
    }
}

/// How a motion was counted.
public struct MotionCount: Hashable, Sendable {
    /// What became of one requirement.
    public struct Finding: Hashable, Sendable {
        /// The requirement.
        public let requirement: MotionRule.Requirement
        /// How many people its base is.
        public let size: Int
        /// How many in favour it needs.
        public let needed: Int
        /// Whether there are so many.
        public let isReached: Bool
    }

    /// The papers.
    public let papers: MotionPapers
    /// What became of each requirement, in order.
    public let findings: [Finding]

    /// Whether the motion has passed.
    public var isPassed: Bool { findings.allSatisfy(\.isReached) }
}
