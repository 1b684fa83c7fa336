/// Gathers ranked papers mark by mark while a file is read, and says where a mark is wrong.
struct RankedGathering {
    /// The papers so far, of candidates with numbers for names.
    private(set) var papers: RankedPapers
    /// How many candidates there are.
    let candidates: Int
    /// Candidates of the paper that is being read, the best first.
    private(set) var order: [Int] = []
    /// Where each group of equals in `order` ends.
    private var ends: [Int] = []
    /// The paper that last named each candidate.
    private var lastNamed: [Int]
    private var number = 1

    /// Nothing yet; the number of candidates was checked before.
    init(candidates: Int) throws(PaperError) {
        papers = RankedPapers(try Slate((0..<candidates).map(String.init)))
        self.candidates = candidates
        lastNamed = [Int](repeating: 0, count: candidates)
    }

    /// Whether some share a rank on the paper that is being read.
    var hasEquals: Bool { ends.count < order.count }

    /// Whether everybody is on it.
    var isComplete: Bool { order.count == candidates }

    /// Puts a candidate, by number from 0, below all others or beside the last one.
    mutating func mark(
        _ candidate: Int, equal: Bool, in line: Line, at index: Int, as name: String?
    )
        throws(FormatError)
    {
        guard lastNamed[candidate] != number else {
            throw line.error(.candidateTwice(name ?? "\(candidate + 1)"), at: index)
        }
        lastNamed[candidate] = number
        order.append(candidate)
        if equal, !ends.isEmpty {
            ends[ends.count - 1] = order.count
        } else {
            ends.append(order.count)
        }
    }

    /// Forgets the paper that is being read.
    mutating func drop() {
        order.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        number += 1
    }

    /// Adds the paper that was read.
    mutating func add(count: Int, in line: Line, at index: Int) throws(FormatError) {
        do throws(PaperError) {
            if hasEquals {
                let groups = ends.indices.map { order[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]] }
                try papers.add(groups: groups, count: count)
            } else {
                try papers.add(order, count: count)
            }
        } catch {
            throw line.error(.tooManyPapers, at: index)
        }
        guard papers.marks.count <= FormatLimits.mostMarks else { throw line.error(.tooMuch) }
        drop()
    }

    /// Adds papers that cannot be read.
    mutating func addInvalid(count: Int, in line: Line, at index: Int) throws(FormatError) {
        do throws(PaperError) {
            try papers.addInvalid(count: count)
        } catch {
            throw line.error(.tooManyPapers, at: index)
        }
    }

    /// The papers with the names of the candidates, which were checked one by one.
    func named(_ names: [String], withdrawn: [Int] = [], at end: Line) throws(FormatError)
        -> RankedPapers
    {
        guard let slate = try? Slate(names, withdrawn: withdrawn),
            let named = papers.named(as: slate)
        else { throw end.errorAtEnd(.endsEarly(missing: "the names of the candidates")) }
        return named
    }
}

/// The names of candidates while a file is read; no two are equal.
struct NameList {
    private(set) var names: [String] = []
    private var seen: Set<String> = []

    /// Adds a name.
    mutating func add(_ name: String, in line: Line, at index: Int) throws(FormatError) {
        guard !name.isEmpty else { throw line.error(.noName, at: index) }
        guard names.count < Slate.mostCandidates else {
            throw line.error(.tooManyCandidates, at: index)
        }
        guard seen.insert(name).inserted else { throw line.error(.sameName(name), at: index) }
        names.append(name)
    }
}
