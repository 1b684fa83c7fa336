/// The test cannot go on, and why.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Looks every 20 ms whether something is so, and fails after a deadline.
func eventually(
    _ what: String, within limit: Duration = .seconds(10), _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw Trouble("In vain waited \(limit) for this: \(what).")
        }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// How long something took.
func timed(_ work: () async throws -> Void) async rethrows -> Duration {
    let start = ContinuousClock.now
    try await work()
    return start.duration(to: .now)
}
