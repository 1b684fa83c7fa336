/// What the picture of a transferable vote shows: a lane for each candidate and a column for each
/// stage, or fewer where many candidates go out with few votes.
struct FlowLanes {
    /// The most lanes for candidates of their own.
    static let most = 12

    /// Candidates with a lane of their own, the best first.
    let candidates: [Int]
    /// Those who share one lane after that, if there is one.
    let others: [Int]
    /// The stages that have a column.
    let columns: [Int]
    /// Whether there is a lane of papers that name nobody who is left.
    let hasExhausted: Bool

    private let log: CountLog
    private let lane: [Int]

    init(_ log: CountLog) {
        self.log = log
        let order = log.inOrder
        candidates = Array(order.prefix(order.count > Self.most + 1 ? Self.most : order.count))
        others = Array(order.dropFirst(candidates.count))
        hasExhausted = log.stages.contains { ($0.exhausted?.units ?? 0) > 0 }
        var lane = [Int](repeating: candidates.count, count: log.slate.count)
        for (index, candidate) in candidates.enumerated() { lane[candidate] = index }
        self.lane = lane
        // Where only those without a lane go out, the stages between are left out.
        let own = candidates.count
        columns = log.stages.indices.filter { index in
            guard index > 0, index < log.stages.count - 1 else { return true }
            let (before, here) = (log.stages[index - 1], log.stages[index])
            return [before, here].contains { stage in
                (stage.elected + stage.excluded + stage.transfers.map(\.from)).contains {
                    lane[$0] < own
                }
            }
        }
    }

    /// How many lanes there are.
    var count: Int { exhaustedLane + (hasExhausted ? 1 : 0) }

    private var exhaustedLane: Int { candidates.count + (others.isEmpty ? 0 : 1) }

    /// What lies in each lane at a stage, in units of the last decimal.
    func totals(_ index: Int) -> [Int128] {
        let stage = log.stages[index]
        var totals = [Int128](repeating: 0, count: count)
        for candidate in log.slate.standing {
            totals[lane[candidate]] += stage.totals[candidate].units
        }
        if hasExhausted { totals[exhaustedLane] = stage.exhausted?.units ?? 0 }
        return totals
    }

    /// What moves from lane to lane between two columns.
    func moves(from first: Int, to last: Int) -> [(from: Int, to: Int, value: Int128)] {
        var values = [Int128](repeating: 0, count: count * count)
        for stage in log.stages[first..<last] {
            for transfer in stage.transfers {
                let to = transfer.to.map { lane[$0] } ?? exhaustedLane
                guard to < count, to != lane[transfer.from] else { continue }
                values[lane[transfer.from] * count + to] += transfer.value.units
            }
        }
        return values.indices.filter { values[$0] > 0 }.map { index in
            (index / count, index % count, values[index])
        }
    }

    /// The stage in which somebody was elected or excluded.
    func fate(of candidate: Int) -> (stage: Int, isElected: Bool)? {
        for (index, stage) in log.stages.enumerated() {
            if stage.elected.contains(candidate) { return (index, true) }
            if stage.excluded.contains(candidate) { return (index, false) }
        }
        return nil
    }
}
