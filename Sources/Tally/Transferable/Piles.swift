/// The papers of each candidate with the value that each paper has; only papers that move are touched.
struct Piles {
    /// What moved to each candidate, and in the last place what nobody can have.
    struct Moves {
        var papers: [Int]
        var values: [Int128]
    }

    /// The value of each candidate's papers.
    private(set) var totals: [Int128]
    /// The value of papers that name nobody who could have them.
    private(set) var exhausted: Int128 = 0
    /// The value lost to rounding.
    private(set) var residual: Int128 = 0

    private let papers: CompactPapers
    /// Where in its candidates each paper lies.
    private var position: [Int]
    /// With what value each single paper counts.
    private var value: [Int128]
    /// The papers of each candidate.
    private var pile: [[Int32]]

    init(_ papers: CompactPapers, candidates: Int, one: Int128) {
        self.papers = papers
        position = papers.starts.dropLast()
        value = [Int128](repeating: one, count: papers.counts.count)
        totals = [Int128](repeating: 0, count: candidates)
        pile = [[Int32]](repeating: [], count: candidates)
        for paper in papers.counts.indices {
            let first = Int(papers.candidates[papers.starts[paper]])
            pile[first].append(Int32(paper))
            totals[first] += Int128(papers.counts[paper]) * one
        }
    }

    /// Moves all papers of a candidate to the next hopeful ones, with the value they have, or with
    /// their part of a surplus, rounded down.
    ///
    /// With a surplus, the candidate keeps the rest of the total.
    mutating func move(from candidate: Int, surplus: Int128?, to isHopeful: [Bool]) -> Moves {
        let before = totals[candidate]
        let moving = surplus ?? before
        var moves = Moves(
            papers: [Int](repeating: 0, count: totals.count + 1),
            values: [Int128](repeating: 0, count: totals.count + 1))
        var cached: (old: Int128, new: Int128) = (-1, 0)
        let own = pile[candidate]
        pile[candidate] = []
        for number in own {
            let paper = Int(number)
            if let surplus {
                if cached.old != value[paper] {
                    cached = (
                        value[paper], scaled(surplus, by: value[paper], over: before, .down)
                    )
                }
                value[paper] = cached.new
            }
            let to = next(paper, isHopeful) ?? totals.count
            if to < totals.count { pile[to].append(number) }
            moves.papers[to] += papers.counts[paper]
            moves.values[to] += Int128(papers.counts[paper]) * value[paper]
        }
        totals[candidate] = before - moving
        var moved: Int128 = 0
        for to in totals.indices {
            totals[to] += moves.values[to]
            moved += moves.values[to]
        }
        exhausted += moves.values[totals.count]
        residual += moving - moved - moves.values[totals.count]
        return moves
    }

    /// Goes on to the next hopeful candidate of a paper.
    private mutating func next(_ paper: Int, _ isHopeful: [Bool]) -> Int? {
        var place = position[paper] + 1
        while place < papers.starts[paper + 1], !isHopeful[Int(papers.candidates[place])] {
            place += 1
        }
        position[paper] = place
        return place < papers.starts[paper + 1] ? Int(papers.candidates[place]) : nil
    }
}
