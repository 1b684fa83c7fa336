import Tally

/// Repeatable random numbers: the same seed gives the same papers on every machine.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// Ranked papers that a machine makes up.
struct InventedPapers {
    /// Each paper: groups of equal candidates, and how many say so.
    var papers: [(groups: [[Int]], count: Int)] = []
    /// How many candidates there are.
    let candidates: Int

    /// Few candidates and papers, so that ties are common; some ranks shared if wanted.
    init(_ random: inout Seeded, equalRanks: Bool, candidates: ClosedRange<Int> = 2...6) {
        let most = Int.random(in: candidates, using: &random)
        self.candidates = most
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let length = Int.random(in: 1...most, using: &random)
            var groups: [[Int]] = []
            for candidate in (0..<most).shuffled(using: &random).prefix(length) {
                if equalRanks, !groups.isEmpty, Int.random(in: 0..<4, using: &random) == 0 {
                    groups[groups.count - 1].append(candidate)
                } else {
                    groups.append([candidate])
                }
            }
            papers.append((groups, Int.random(in: 1...9, using: &random)))
        }
    }

    /// The papers, with other numbers for the candidates if wanted, each counted several times.
    func gathered(renumbered: [Int]? = nil, times: Int = 1) throws -> RankedPapers {
        var names = (0..<candidates).map { "c\($0)" }
        if let renumbered {
            for candidate in 0..<candidates { names[renumbered[candidate]] = "c\(candidate)" }
        }
        var gathered = RankedPapers(try Slate(names))
        for (groups, count) in papers {
            try gathered.add(
                groups: groups.map { $0.map { renumbered?[$0] ?? $0 } }, count: count * times)
        }
        return gathered
    }
}
