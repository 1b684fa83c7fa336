/// Who of the candidates of a transferable vote is still in it, and in which order others left.
struct Standing {
    private(set) var elected: [Int] = []
    /// In the order in which they were excluded; those who were excluded together in one group.
    private(set) var excluded: [[Int]] = []
    /// Whether each can still get papers.
    private(set) var isHopeful: [Bool]

    init(_ slate: Slate) { isHopeful = slate.stands }

    /// Who can still get papers, by number.
    var hopeful: [Int] { isHopeful.indices.filter { isHopeful[$0] } }

    mutating func elect(_ candidate: Int) {
        isHopeful[candidate] = false
        elected.append(candidate)
    }

    mutating func exclude(_ candidates: [Int]) {
        for candidate in candidates { isHopeful[candidate] = false }
        excluded.append(candidates)
    }

    /// The elected in order, then those who are left by their totals, then the excluded, the last
    /// one first.
    func ranking(_ totals: [Int128]) -> [[Int]] {
        elected.map { [$0] } + grouped(hopeful) { totals[$0] }
            + excluded.reversed().map { $0.sorted() }
    }
}

/// Takes one of equals by the most recent earlier stage in which they differed, or else by lot.
///
/// Where some of them still agree in that stage, the stages before it go on parting those.
/// Source: SSI 2007/42, rules 49 and 51.
func pick(
    _ question: Tie.Question, of equals: [Int], highest: Bool, earlier: [[Int128]], _ lots: Lots,
    _ ties: inout [Tie]
) -> Int {
    var left = equals
    var stage = earlier.count
    while left.count > 1, stage > 0 {
        stage -= 1
        let totals = earlier[stage]
        let values = left.map { totals[$0] }
        let best = highest ? values.max() : values.min()
        left = left.filter { totals[$0] == best }
    }
    let byStage = left.count == 1
    let picked =
        byStage ? left[0] : (highest ? lots.first(of: left) : lots.last(of: left)) ?? left[0]
    if equals.count > 1 {
        ties.append(
            Tie(
                question: question, candidates: equals, picked: [picked],
                resolution: byStage ? .earlierStage(stage + 1) : .lot))
    }
    return picked
}
