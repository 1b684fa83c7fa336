/// Schulze's method: whoever has a stronger beat path to everybody than they have back.
///
/// A step of a path is a strict defeat. The more winning votes it has, the stronger it is, and of
/// those with equally many the one with fewer losing votes; a path is as strong as its weakest step. The ranking takes away whoever nobody is above, again and again. Equals at
/// the edge of the seats are drawn by lot. Source: M. Schulze, *A new monotonic, clone-independent,
/// reversal symmetric, and Condorcet-consistent single-winner election method*, section 2.
public struct Schulze: Hashable, Sendable {
    /// What papers say about candidates whom they leave out.
    public let unranked: Unranked

    /// The method with its parameter.
    public init(unranked: Unranked = .last) { self.unranked = unranked }

    /// Counts ranked papers.
    public func count(_ papers: RankedPapers, seats: Int = 1, lots: Lots) throws(CountError)
        -> CountLog
    {
        try check(papers.slate, seats: seats, lots)
        let pairwise = Pairwise(papers, unranked: unranked)
        let ranking = Self.ranking(pairwise, among: papers.slate.standing)
        return CountLog(
            .schulze, papers, seats: seats, pairwise: pairwise, ranking: ranking, lots: lots)
    }

    /// Groups of equals among some candidates, the best first.
    static func ranking(_ pairwise: Pairwise, among candidates: [Int]) -> [[Int]] {
        let paths = strongestPaths(pairwise, among: candidates)
        let count = candidates.count
        return layers(count) { paths[$0 * count + $1] > paths[$1 * count + $0] }
            .map { layer in layer.map { candidates[$0] } }
    }

    /// The strength of the strongest path between each two of some candidates, row by row: its place
    /// among the strengths of all defeats, the weakest at 1; 0 for no path.
    static func strongestPaths(_ pairwise: Pairwise, among candidates: [Int]) -> [Int] {
        let count = candidates.count
        var paths = [Int](repeating: 0, count: count * count)
        var defeats: [(place: Int, strength: Strength)] = []
        for (row, first) in candidates.enumerated() {
            for (column, second) in candidates.enumerated() where pairwise.beats(first, second) {
                let strength = Strength(
                    votes: pairwise[first, second], against: pairwise[second, first])
                defeats.append((row * count + column, strength))
            }
        }
        defeats.sort { $0.strength < $1.strength }
        var last: Strength?
        var rank = 0
        for (place, strength) in defeats {
            if strength != last { rank += 1 }
            last = strength
            paths[place] = rank
        }
        paths.withUnsafeMutableBufferPointer { paths in
            for through in 0..<count {
                for from in 0..<count where paths[from * count + through] > 0 {
                    let half = paths[from * count + through]
                    for to in 0..<count where to != from {
                        let whole = min(half, paths[through * count + to])
                        if whole > paths[from * count + to] { paths[from * count + to] = whole }
                    }
                }
            }
        }
        return paths
    }
}

/// How strong a defeat is.
private struct Strength: Comparable {
    let votes: Int
    let against: Int

    static func < (left: Strength, right: Strength) -> Bool {
        left.votes == right.votes ? left.against > right.against : left.votes < right.votes
    }
}

/// Takes away whoever nobody left is above, again and again; each time makes a group.
func layers(_ count: Int, isAbove: (Int, Int) -> Bool) -> [[Int]] {
    var left = Array(0..<count)
    var layers: [[Int]] = []
    while !left.isEmpty {
        let top = left.filter { candidate in !left.contains { isAbove($0, candidate) } }
        // Relations here have no cycles; if one had, all who are left would be equal.
        guard !top.isEmpty else { return layers + [left] }
        layers.append(top)
        left.removeAll { top.contains($0) }
    }
    return layers
}
