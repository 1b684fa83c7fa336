import Dispatch
import Synchronization

/// Lets work on other threads wait until the test says so.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() { semaphore.wait() }

    func open(_ times: Int) { for _ in 0..<times { semaphore.signal() } }
}

/// Counts who is inside at the same time.
final class Counter: Sendable {
    private let counts = Mutex((now: 0, largest: 0))

    var largest: Int { counts.withLock { $0.largest } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.largest = max(counts.largest, counts.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
