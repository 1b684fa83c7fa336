/// Schulze's method: whoever has a stronger beat path to everybody than they have back.
///
/// A step of a path is a strict defeat, and its strength is the winning votes; a path is as strong
/// as its weakest step. The ranking takes away whoever nobody is above, again and again. Equals at
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

    /// The strength of the strongest path between each two of some candidates, row by row; 0 for none.
    static func strongestPaths(_ pairwise: Pairwise, among candidates: [Int]) -> [Int] {
        let count = candidates.count
        var paths = [Int](repeating: 0, count: count * count)
        for (row, first) in candidates.enumerated() {
            for (column, second) in candidates.enumerated() where pairwise.beats(first, second) {
                paths[row * count + column] = pairwise[first, second]
            }
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
