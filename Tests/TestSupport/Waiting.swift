/// Looks again and again until something holds; a test that waits in vain fails after `limit`.
public func eventually(
    _ what: String, within limit: Duration = .seconds(30),
    _ condition: @Sendable () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else { throw Broken(what: "waited in vain: \(what)") }
        try await Task.sleep(for: .milliseconds(2))
    }
}
