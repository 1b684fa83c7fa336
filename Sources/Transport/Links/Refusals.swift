/// Counts what was refused and says when to tell it, so that a flood of it is told once a second.
struct Refusals {
    private var untold: [RefusedReason: Int] = [:]
    private var told: [RefusedReason: ContinuousClock.Instant] = [:]

    /// All refusals so far.
    private(set) var totals: [RefusedReason: Int] = [:]

    mutating func count(_ reason: RefusedReason, _ number: Int = 1) {
        guard number > 0 else { return }
        untold[reason, default: 0] += number
        totals[reason, default: 0] += number
    }

    /// The refusals whose turn it is to be told.
    mutating func takeDue(at now: ContinuousClock.Instant) -> [(RefusedReason, Int)] {
        guard !untold.isEmpty else { return [] }
        var due: [(RefusedReason, Int)] = []
        for reason in RefusedReason.allCases {
            guard let count = untold[reason] else { continue }
            if let last = told[reason], now < last + TransportLimits.refusalInterval { continue }
            untold[reason] = nil
            told[reason] = now
            due.append((reason, count))
        }
        return due
    }
}
