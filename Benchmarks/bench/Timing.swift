/// Runs something once to warm up and then several times; gives the median of what it gives.
func median(_ rounds: Int, of measure: (Int) async throws -> Double) async throws -> Double {
    _ = try await measure(0)
    var values: [Double] = []
    for round in 1...rounds { values.append(try await measure(round)) }
    return percentile(50, of: values)
}

/// The value below which so many of a hundred lie.
func percentile(_ percent: Int, of values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
}

/// How long something takes.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start).inSeconds
}

extension Duration {
    /// The duration as a number of seconds.
    var inSeconds: Double { self / .seconds(1) }
}
