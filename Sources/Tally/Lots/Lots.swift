/// The order in which candidates were drawn, once for a question: whoever is drawn earlier wins a tie
/// or is kept, whoever is drawn later is excluded.
///
/// Where it comes from is no matter of the count: a seed that nobody could know while papers could
/// still change, or a draw at a meeting.
public struct Lots: Hashable, Sendable {
    /// The candidates, drawn first first.
    public let order: [Int]
    /// For each candidate how many were drawn before.
    public let place: [Int]

    /// An order of all candidates from 0; nil if one is missing or stands twice.
    public init?(_ order: [Int]) {
        var place = [Int](repeating: -1, count: order.count)
        for (index, candidate) in order.enumerated() {
            guard place.indices.contains(candidate), place[candidate] < 0 else { return nil }
            place[candidate] = index
        }
        self.order = order
        self.place = place
    }

    /// No lots, where there are no candidates: for a motion.
    public init() { (order, place) = ([], []) }

    /// Candidates in the order of their numbers.
    public init(inOrderOf slate: Slate) {
        order = Array(0..<slate.count)
        place = order
    }

    /// The lots of a seed: candidates in the order of their digests, the smallest first.
    ///
    /// A candidate's digest is the SHA-256 of `rhizome.tie.lot.v1`, the seed, the id of the question
    /// and the id of the candidate, one after the other, read as a number with the first byte
    /// highest. Two candidates with one digest (one id) stand in the order of their numbers.
    public init(
        seed: [UInt8], question: [UInt8], candidates: [[UInt8]], sha256: ([UInt8]) -> [UInt8]
    ) {
        let digests = candidates.map { candidate in
            sha256(Array("rhizome.tie.lot.v1".utf8) + seed + question + candidate)
        }
        let order = candidates.indices.sorted { first, second in
            if digests[first] == digests[second] { return first < second }
            return digests[first].lexicographicallyPrecedes(digests[second])
        }
        var place = [Int](repeating: 0, count: order.count)
        for (index, candidate) in order.enumerated() { place[candidate] = index }
        self.order = order
        self.place = place
    }

    /// Whoever of these was drawn first.
    func first(of candidates: [Int]) -> Int? { candidates.min { place[$0] < place[$1] } }

    /// Whoever of these was drawn last.
    func last(of candidates: [Int]) -> Int? { candidates.max { place[$0] < place[$1] } }

    /// These, drawn first first.
    func sorted(_ candidates: [Int]) -> [Int] { candidates.sorted { place[$0] < place[$1] } }
}
