/// Looks every few milliseconds whether something is so, and fails after a deadline.
public func eventually(
    _ what: String, within limit: Duration = .seconds(60), _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw Broken(what: "In vain waited \(limit) for this: \(what).")
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}
