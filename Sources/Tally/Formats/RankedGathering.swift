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
    /// The marks of the paper that ``plain(_:)`` has read, and behind them older ones.
    private var plainMarks: [UInt16]
    private var plainCount = 0

    /// Nothing yet; the number of candidates was checked before.
    init(candidates: Int) throws(PaperError) {
        papers = RankedPapers(try Slate((0..<candidates).map(String.init)))
        self.candidates = candidates
        lastNamed = [Int](repeating: 0, count: candidates)
        plainMarks = [UInt16](repeating: 0, count: candidates)
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

    /// Reads a paper such as `12 3 1 0`: how many say so, candidates by number from 1 with single
    /// spaces between, and a 0.
    ///
    /// Gives how many; nil if there is anything else or something wrong, and then nothing was read.
    mutating func plain(_ bytes: ArraySlice<UInt8>) -> Int? {
        // Whatever is read otherwise after this begins anew.
        number += 1
        guard
            let (count, named) = Self.plain(
                bytes.span, as: number - 1, lastNamed: &lastNamed, marks: &plainMarks)
        else { return nil }
        plainCount = named
        return count
    }

    /// How many papers say so, and how many marks were read.
    private static func plain(
        _ bytes: Span<UInt8>, as number: Int, lastNamed: inout [Int], marks: inout [UInt16]
    ) -> (count: Int, named: Int)? {
        var lastNamed = lastNamed.mutableSpan
        var marks = marks.mutableSpan
        var count: Int?
        var (value, digits, named) = (0, 0, 0)
        for index in bytes.indices {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                // Larger numbers are for those who look whether they fit.
                guard digits < 9 else { return nil }
                value = value &* 10 &+ Int(digit)
                digits &+= 1
                continue
            }
            guard bytes[index] == 0x20, value > 0 else { return nil }
            if count == nil {
                count = value
            } else {
                guard value <= lastNamed.count, lastNamed[value - 1] != number else { return nil }
                lastNamed[value - 1] = number
                marks[named] = UInt16(value - 1)
                named &+= 1
            }
            (value, digits) = (0, 0)
        }
        guard digits == 1, value == 0, let count else { return nil }
        return (count, named)
    }

    /// Adds the paper that ``plain(_:)`` has read.
    mutating func addPlain(count: Int, in line: Line) throws(FormatError) {
        do throws(PaperError) {
            try papers.add(checked: plainMarks[..<plainCount], count: count)
        } catch {
            throw line.error(.tooManyPapers)
        }
        guard papers.marks.count <= FormatLimits.mostMarks else { throw line.error(.tooMuch) }
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
