import Foundation
import Synchronization

/// A few threads for work that blocks, so that it never holds one of Swift's own.
///
/// A thread starts when there is work and none is free, and ends when the queue is empty.
final class Crew: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var working = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// A crew of at most `limit` threads.
    init(limit: Int) { self.limit = limit }

    /// Runs the work on a thread of the crew and waits for it without blocking.
    func run<Value: Sendable>(_ work: @Sendable @escaping () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            submit { continuation.resume(with: Result { try work() }) }
        }
    }

    private func submit(_ job: @Sendable @escaping () -> Void) {
        let needsThread = state.withLock { state in
            state.waiting.append(job)
            guard state.working < limit else { return false }
            state.working += 1
            return true
        }
        guard needsThread else { return }
        let thread = Thread { self.workUntilDone() }
        thread.name = "courier"
        thread.start()
    }

    private func workUntilDone() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.working -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
