/// Papers that rank candidates, equal papers gathered; candidates may share a rank or be left out.
///
/// All rankings lie in one array, so that a count reads memory in order.
public struct RankedPapers: Sendable {
    /// Set in a mark whose candidate shares the rank of the mark before.
    static let sharesRank: UInt16 = 0x8000

    /// The candidates.
    public private(set) var slate: Slate
    /// How many papers were added that can be read, gathered or not, with blank ones.
    public private(set) var total = 0
    /// How many papers were added that cannot be read; they count for turnout only.
    public private(set) var invalid = 0
    /// For how many papers each gathered paper stands.
    private(set) var counts: [Int] = []
    /// Where the marks of each gathered paper begin, and at the end where the last ones end.
    private(set) var starts: [Int] = [0]
    /// Numbers of candidates from the best rank on, with ``sharesRank``.
    private(set) var marks: [UInt16] = []

    /// Where papers lie by the hash of their marks: the number of a gathered paper plus 1, or 0.
    private var slots = [Int32](repeating: 0, count: 64)
    /// The hash of each gathered paper.
    private var hashes: [UInt32] = []
    /// The paper that last named a candidate; finds a name that stands twice.
    private var lastNamed: [Int]
    private var added = 0

    /// No papers yet.
    public init(_ slate: Slate) {
        self.slate = slate
        lastNamed = [Int](repeating: 0, count: slate.count)
    }

    /// How many different papers there are.
    public var different: Int { counts.count }

    /// Adds papers that rank these candidates strictly, the best first.
    public mutating func add(_ ranking: [Int], count: Int = 1) throws(PaperError) {
        try add(groups: ranking.lazy.map(CollectionOfOne.init), count: count)
    }

    /// Adds papers that rank groups of equal candidates, the best group first.
    ///
    /// Whoever is in no group is unranked. Empty groups mean nothing. After an error nothing has
    /// changed.
    public mutating func add(
        groups: some Sequence<some Collection<Int>>, count: Int = 1
    ) throws(PaperError) {
        let sum = try sum(of: total, and: count, besides: invalid)
        let start = marks.count
        do throws(PaperError) {
            added += 1
            for group in groups { try append(group) }
        } catch {
            marks.removeLast(marks.count - start)
            throw error
        }
        total = sum
        gather(from: start, count: count)
    }

    /// Adds papers that rank candidates strictly who are known to be on the slate and there once.
    mutating func add(checked ranking: ArraySlice<UInt16>, count: Int) throws(PaperError) {
        total = try sum(of: total, and: count, besides: invalid)
        let start = marks.count
        marks.append(contentsOf: ranking)
        gather(from: start, count: count)
    }

    /// Adds papers that cannot be read.
    public mutating func addInvalid(count: Int = 1) throws(PaperError) {
        invalid = try sum(of: invalid, and: count, besides: total)
    }

    /// The same papers of candidates with these names, for files that name them last; nil unless
    /// everybody on a paper is among them.
    func named(as slate: Slate) -> RankedPapers? {
        guard marks.allSatisfy({ Int($0 & ~Self.sharesRank) < slate.count }) else { return nil }
        var named = self
        named.slate = slate
        named.lastNamed = [Int](repeating: 0, count: slate.count)
        return named
    }

    /// A gathered paper: its groups of equal candidates, the best first, and how many say so.
    public subscript(paper: Int) -> (groups: [[Int]], count: Int) {
        var groups: [[Int]] = []
        for mark in marks[starts[paper]..<starts[paper + 1]] {
            let candidate = Int(mark & ~Self.sharesRank)
            if mark & Self.sharesRank != 0 {
                groups[groups.count - 1].append(candidate)
            } else {
                groups.append([candidate])
            }
        }
        return (groups, counts[paper])
    }

    private mutating func append(_ group: some Collection<Int>) throws(PaperError) {
        let start = marks.count
        for candidate in group {
            guard lastNamed.indices.contains(candidate) else { throw .unknownCandidate(candidate) }
            guard lastNamed[candidate] != added else { throw .candidateTwice(candidate) }
            lastNamed[candidate] = added
            marks.append(UInt16(candidate))
        }
        guard marks.count > start + 1 else { return }
        marks[start...].sort()
        for index in marks.indices[(start + 1)...] { marks[index] |= Self.sharesRank }
    }

    /// Adds the marks at the end to an equal paper if there is one.
    private mutating func gather(from start: Int, count: Int) {
        if different * 2 >= slots.count { grow() }
        let hash = hash(start..<marks.count)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let paper = Int(slots[slot]) - 1
            if hashes[paper] == hash,
                marks[starts[paper]..<starts[paper + 1]] == marks[start...]
            {
                counts[paper] += count
                marks.removeLast(marks.count - start)
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        counts.append(count)
        starts.append(marks.count)
        hashes.append(hash)
        slots[slot] = Int32(different)
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 4)
        for (paper, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(paper + 1)
        }
    }

    /// A hash that is keyed anew in each process, so that nobody can make papers collide.
    private func hash(_ range: Range<Int>) -> UInt32 {
        var hasher = Hasher()
        marks.withUnsafeBytes { bytes in
            hasher.combine(
                bytes: UnsafeRawBufferPointer(
                    rebasing: bytes[range.lowerBound * 2..<range.upperBound * 2]))
        }
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}

/// What a paper says about candidates whom it leaves out.
public enum Unranked: String, Hashable, Sendable, CaseIterable {
    /// They stand below everybody on the paper, equal to each other.
    case last
    /// Nothing.
    case ignored
}
