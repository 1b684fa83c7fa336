/// How many papers prefer each candidate to each other one.
public struct Pairwise: Hashable, Sendable {
    /// How many candidates there are, with those who have withdrawn.
    public let candidates: Int
    /// Row by row: who is preferred, to whom.
    private(set) var votes: [Int]

    init(candidates: Int) {
        self.candidates = candidates
        votes = [Int](repeating: 0, count: candidates * candidates)
    }

    /// How many prefer the first to the second.
    public subscript(preferred: Int, other: Int) -> Int { votes[preferred * candidates + other] }

    /// Whether more prefer the first to the second than the other way round.
    public func beats(_ first: Int, _ second: Int) -> Bool {
        self[first, second] > self[second, first]
    }

    /// The rows as lists, for printing.
    public var rows: [[Int]] {
        (0..<candidates).map { row in
            Array(votes[row * candidates..<(row + 1) * candidates])
        }
    }

    /// Compares all pairs on ranked papers; whoever has withdrawn is in no pair.
    init(_ papers: RankedPapers, unranked: Unranked) {
        let count = papers.slate.count
        self.init(candidates: count)
        let standing = papers.slate.standing
        let marks = papers.marks.span
        var isOn = [Bool](repeating: false, count: count)
        // The rows of whoever stands on a paper, the best first.
        withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { rows in
            votes.withUnsafeMutableBufferPointer { votes in
                for paper in papers.counts.indices {
                    let people = papers.counts[paper]
                    var (read, above) = (0, 0)
                    for place in papers.starts[paper]..<papers.starts[paper + 1] {
                        let candidate = Int(marks[place] & ~RankedPapers.sharesRank)
                        // Whoever comes later on a paper loses to all who came above.
                        if marks[place] & RankedPapers.sharesRank == 0 { above = read }
                        guard papers.slate.stands[candidate] else { continue }
                        for better in 0..<above { votes[rows[better] + candidate] += people }
                        rows[read] = candidate * count
                        read += 1
                    }
                    guard unranked == .last, read < standing.count else { continue }
                    for row in rows[..<read] { isOn[row / count] = true }
                    for candidate in standing where !isOn[candidate] {
                        for row in rows[..<read] { votes[row + candidate] += people }
                    }
                    for row in rows[..<read] { isOn[row / count] = false }
                }
            }
        }
    }

    /// Compares all pairs on scored papers; a blank is a 0.
    init(_ papers: ScoredPapers) {
        let count = papers.slate.count
        self.init(candidates: count)
        let standing = papers.slate.standing
        var scores = [Int32](repeating: 0, count: count)
        for paper in papers.counts.indices {
            let marks = papers.marks[papers.starts[paper]..<papers.starts[paper + 1]]
            for mark in marks { scores[Int(mark.candidate)] = mark.score }
            for mark in marks where papers.slate.stands[Int(mark.candidate)] {
                let row = Int(mark.candidate) * count
                for other in standing where scores[other] < mark.score {
                    votes[row + other] += papers.counts[paper]
                }
            }
            for mark in marks { scores[Int(mark.candidate)] = 0 }
        }
    }
}

extension CountLog {
    /// The log of a method that looks at ranked papers pair by pair.
    init(
        _ method: CountingMethod, _ papers: RankedPapers, seats: Int, pairwise: Pairwise,
        ranking: [[Int]], lots: Lots
    ) {
        self.init(method, seats: seats, slate: papers.slate)
        let blank = papers.blank
        self.blank = blank
        self.papers = papers.total - blank
        invalid = papers.invalid
        self.pairwise = pairwise
        self.ranking = ranking
        let seating = Seating(ranking, seats: seats, lots: lots)
        winners = seating.winners
        var stage = Stage()
        stage.elected = seating.winners
        stage.ties = seating.ties
        stages = [stage]
    }
}

extension RankedPapers {
    /// How many papers name nobody who stands.
    var blank: Int {
        var blank = 0
        for paper in counts.indices {
            let named = marks[starts[paper]..<starts[paper + 1]]
            if !named.contains(where: { slate.stands[Int($0 & ~Self.sharesRank)] }) {
                blank += counts[paper]
            }
        }
        return blank
    }
}
