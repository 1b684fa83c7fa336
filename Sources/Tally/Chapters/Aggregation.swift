/// How the votes of chapters make one result.
public struct Aggregation: Hashable, Sendable {
    /// The rule.
    public enum Rule: Hashable, Sendable {
        /// One member, one vote.
        case sum
        /// A motion needs more than half of the votes and of the chapters; a chapter without more
        /// than half is not for it.
        case double
        /// Each chapter has a weight: all of it goes where most of its votes go (to nobody if equal),
        /// or it is split in proportion.
        case weights(Weight, isSplit: Bool)
        /// Each chapter or college weighs the same and is split in proportion, exactly.
        case halves
    }

    /// What a chapter weighs.
    public enum Weight: Hashable, Sendable {
        /// All the same.
        case one
        /// Its members.
        case size
        /// The square root of its members, to five decimals, rounded down.
        case squareRoot
        /// Numbers that were fixed beforehand, such as apportioned seats, in the order of the chapters.
        case seats([Int])
    }

    /// How many chapters must have voted, and with what turnout each.
    public struct Quorum: Hashable, Sendable {
        /// How many.
        public let chapters: Int
        /// The part of the roll of each.
        public let turnout: Tally.Quorum

        /// So many chapters with this turnout.
        public init(chapters: Int, turnout: Tally.Quorum) {
            self.chapters = chapters
            self.turnout = turnout
        }
    }

    /// The most chapters.
    public static let mostChapters = 10_000
    /// The most colleges whose shares are added up as fractions.
    public static let mostColleges = 100
    /// With how many decimals weights and shares are counted or shown.
    public static let decimals = 5

    /// The rule.
    public let rule: Rule
    /// Whether chapters that sent nothing belong to the base of a majority of chapters.
    public let countsAbsent: Bool
    /// How many chapters must have voted.
    public let quorum: Quorum?

    /// The rule with its parameters.
    public init(_ rule: Rule, countsAbsent: Bool = true, quorum: Quorum? = nil) {
        self.rule = rule
        self.countsAbsent = countsAbsent
        self.quorum = quorum
    }

    /// Adds up the votes of chapters for the same options; for a motion option 0 is yes and 1 is no.
    public func count(_ chapters: [ChapterVotes], options: Int) throws(CountError)
        -> AggregateCount
    {
        guard (2...Slate.mostCandidates).contains(options) else { throw .wrongParameter("options") }
        guard (1...Self.mostChapters).contains(chapters.count),
            chapters.allSatisfy({ ($0.votes ?? []).isEmpty || $0.votes?.count == options })
        else { throw .wrongParameter("chapters") }
        if rule == .halves, chapters.count > Self.mostColleges { throw .wrongParameter("chapters") }
        if rule == .double, options != 2 { throw .wrongParameter("options") }
        var rolls = 0
        for chapter in chapters {
            let (sum, overflow) = rolls.addingReportingOverflow(chapter.rollSize)
            guard !overflow else { throw .wrongParameter("chapters") }
            rolls = sum
        }
        var count = AggregateCount(chapters, options: options)
        switch rule {
        case .sum, .double: count.add(chapters)
        case .weights(let weight, let isSplit):
            try count.add(chapters, weights: units(of: weight, chapters), isSplit: isSplit)
        case .halves: count.addEvenly(chapters)
        }
        if let quorum {
            let reached = chapters.count {
                $0.votes != nil && quorum.turnout.isReached(by: $0.turnout, of: $0.rollSize)
            }
            count.isQuorumReached = reached >= quorum.chapters
        }
        if rule == .double {
            let base = countsAbsent ? chapters.count : chapters.count - count.absent.count
            count.hasMajorityOfChapters = count.chaptersLed[0] > base - count.chaptersLed[0]
        }
        return count
    }

    /// Weights in units of the last decimal.
    private func units(of weight: Weight, _ chapters: [ChapterVotes]) throws(CountError)
        -> [Int128]
    {
        let one = Fixed.scale(Self.decimals)
        switch weight {
        case .one: return chapters.map { _ in one }
        case .size: return chapters.map { Int128($0.rollSize) * one }
        case .squareRoot:
            return chapters.map { chapter in
                // At most 2^63 times 10^10, which is below 2^97.
                Int128(squareRoot(UInt128(chapter.rollSize) * UInt128(one * one)))
            }
        case .seats(let seats):
            guard seats.count == chapters.count,
                seats.allSatisfy({ (0...Apportionment.mostSeats).contains($0) })
            else { throw .wrongParameter("seats") }
            return seats.map { Int128($0) * one }
        }
    }
}
