/// Papers that give candidates whole points from 0 up; whoever gets none is left blank.
///
/// Papers of approval are scored 0 or 1, papers of dots up to their budget.
public struct ScoredPapers: Sendable {
    /// The highest score that any papers can allow.
    public static let mostScore = 1_000_000

    /// The candidates.
    public let slate: Slate
    /// The highest score on these papers.
    public let highest: Int
    /// How many papers were added that can be read.
    public private(set) var total = 0
    /// How many papers were added that cannot be read; they count for turnout only.
    public private(set) var invalid = 0
    /// For how many papers each paper stands.
    private(set) var counts: [Int] = []
    /// Where the marks of each paper begin, and at the end where the last ones end.
    private(set) var starts: [Int] = [0]
    /// Who got how much.
    private(set) var marks: [(candidate: UInt16, score: Int32)] = []
    private var lastNamed: [Int]
    private var added = 0

    /// No papers yet, with scores from 0 to the highest.
    public init(_ slate: Slate, highest: Int) throws(PaperError) {
        guard (1...Self.mostScore).contains(highest) else { throw .wrongHighestScore(highest) }
        self.slate = slate
        self.highest = highest
        lastNamed = [Int](repeating: 0, count: slate.count)
    }

    /// Adds papers that give these candidates these scores, each candidate at most once.
    ///
    /// After an error nothing has changed.
    public mutating func add(
        _ scores: some Sequence<(candidate: Int, score: Int)>, count: Int = 1
    ) throws(PaperError) {
        let sum = try sum(of: total, and: count, besides: invalid)
        let start = marks.count
        do throws(PaperError) {
            added += 1
            for (candidate, score) in scores { try append(candidate, score) }
        } catch {
            marks.removeLast(marks.count - start)
            throw error
        }
        total = sum
        counts.append(count)
        starts.append(marks.count)
    }

    /// Adds papers that score all candidates in the order of their numbers; nil is blank.
    public mutating func add(all scores: [Int?], count: Int = 1) throws(PaperError) {
        guard scores.count <= slate.count else { throw .unknownCandidate(slate.count) }
        let given = scores.enumerated().compactMap { candidate, score in
            score.map { (candidate: candidate, score: $0) }
        }
        try add(given, count: count)
    }

    /// Adds papers that cannot be read.
    public mutating func addInvalid(count: Int = 1) throws(PaperError) {
        invalid = try sum(of: invalid, and: count, besides: total)
    }

    private mutating func append(_ candidate: Int, _ score: Int) throws(PaperError) {
        guard lastNamed.indices.contains(candidate) else { throw .unknownCandidate(candidate) }
        guard lastNamed[candidate] != added else { throw .candidateTwice(candidate) }
        guard (0...highest).contains(score) else { throw .wrongScore(score) }
        lastNamed[candidate] = added
        marks.append((UInt16(candidate), Int32(score)))
    }
}
