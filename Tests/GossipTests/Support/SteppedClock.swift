import Federation
import Synchronization
import TestSupport

/// The time of day as a test has it: it runs as real time does, and can be put ahead.
final class SteppedClock: Sendable {
    private let begun = ContinuousClock.now
    private let ahead = Mutex<Int64>(0)

    @Sendable func now() -> Timestamp {
        let passed = (ContinuousClock.now - begun) / .milliseconds(1)
        return .noon + Int64(passed) + ahead.withLock { $0 }
    }

    func advance(milliseconds: Int64) { ahead.withLock { $0 += milliseconds } }
}
