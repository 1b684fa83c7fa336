/// Gathers scored papers while a file is read; equal papers are kept once.
struct ScoredGathering {
    /// How many papers there are, with those that cannot be read.
    private(set) var total = 0
    private let candidates: Int
    private var invalid = 0
    /// What the paper that is being read says: candidates and scores by turns.
    private var paper: [Int32] = []
    /// Different papers in the order in which they came, and how many of each there are.
    private var papers: [[Int32]] = []
    private var counts: [Int] = []
    private var places: [[Int32]: Int] = [:]
    private var scores = 0
    private var highest: Int32 = 1
    private var lastNamed: [Int]
    private var number = 1

    init(candidates: Int) {
        self.candidates = candidates
        lastNamed = [Int](repeating: 0, count: candidates)
    }

    /// Gives a candidate, by number from 0, a score that was checked.
    mutating func mark(_ candidate: Int, _ score: Int, in line: Line, at index: Int)
        throws(FormatError)
    {
        guard lastNamed[candidate] != number else {
            throw line.error(.candidateTwice("\(candidate + 1)"), at: index)
        }
        lastNamed[candidate] = number
        paper.append(Int32(candidate))
        paper.append(Int32(score))
        highest = max(highest, Int32(score))
    }

    /// Adds the paper that was read.
    mutating func add(count: Int, in line: Line, at index: Int) throws(FormatError) {
        try add(to: &total, count, in: line, at: index)
        if let place = places[paper] {
            counts[place] += count
        } else {
            scores += paper.count / 2
            guard scores <= FormatLimits.mostScores else { throw line.error(.tooMuch) }
            places[paper] = papers.count
            papers.append(paper)
            counts.append(count)
        }
        paper.removeAll(keepingCapacity: true)
        number += 1
    }

    /// Adds papers that cannot be read.
    mutating func addInvalid(count: Int, in line: Line, at index: Int) throws(FormatError) {
        try add(to: &total, count, in: line, at: index)
        invalid += count
    }

    /// The papers; without a highest score given it is the highest that was given to anybody.
    func papers(_ names: [String], withdrawn: [Int] = [], highest: Int? = nil, at end: Line)
        throws(FormatError) -> ScoredPapers
    {
        guard let slate = try? Slate(names, withdrawn: withdrawn), names.count == candidates,
            var gathered = try? ScoredPapers(slate, highest: highest ?? Int(self.highest))
        else { throw end.errorAtEnd(.endsEarly(missing: "the names of the candidates")) }
        do throws(PaperError) {
            for (paper, count) in zip(papers, counts) {
                let marks = stride(from: 0, to: paper.count, by: 2).lazy.map {
                    (candidate: Int(paper[$0]), score: Int(paper[$0 + 1]))
                }
                try gathered.add(marks, count: count)
            }
            if invalid > 0 { try gathered.addInvalid(count: invalid) }
        } catch {
            throw end.errorAtEnd(.tooManyPapers)
        }
        return gathered
    }

    private func add(to sum: inout Int, _ count: Int, in line: Line, at index: Int)
        throws(FormatError)
    {
        let (next, overflow) = sum.addingReportingOverflow(count)
        guard !overflow else { throw line.error(.tooManyPapers, at: index) }
        sum = next
    }
}
