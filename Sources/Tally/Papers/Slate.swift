/// The candidates of one question by number, from 0, and who of them has withdrawn.
public struct Slate: Hashable, Sendable {
    /// The most candidates that can be counted.
    public static let mostCandidates = 1_000

    /// The names in the order of the numbers.
    public let names: [String]
    /// Whether each stands, in the order of the numbers; whoever has withdrawn does not.
    public let stands: [Bool]

    /// Candidates with different names.
    public init(_ names: [String], withdrawn: some Sequence<Int> = EmptyCollection<Int>())
        throws(PaperError)
    {
        guard !names.isEmpty else { throw .noCandidates }
        guard names.count <= Self.mostCandidates else { throw .tooManyCandidates(names.count) }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw .sameName(name) }
        var stands = [Bool](repeating: true, count: names.count)
        for candidate in withdrawn {
            guard names.indices.contains(candidate) else { throw .unknownCandidate(candidate) }
            stands[candidate] = false
        }
        self.names = names
        self.stands = stands
    }

    /// How many there are, with those who have withdrawn.
    public var count: Int { names.count }

    /// The numbers of those who stand, in order.
    public var standing: [Int] { names.indices.filter { stands[$0] } }
}
