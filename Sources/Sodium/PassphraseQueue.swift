import Dispatch
import Synchronization

/// Where passphrases are worked on: threads of its own, two at once, with a short queue.
///
/// Argon2id blocks for a tenth of a second and takes 64 MiB. On Swift's own threads it would stop
/// everything else, and without a bound a flood of sign-ins would take all memory.
public final class PassphraseQueue: Sendable {
    /// The one queue of the process: the bound is on the machine's memory.
    public static let shared = PassphraseQueue()

    /// How many are worked on at the same time.
    static let atOnce = 2
    /// How many may be there at all, with those that wait: at most about two seconds of work.
    static let atMost = 32

    private struct State {
        var present = 0
        var next = 0
    }

    private let threads: [DispatchQueue]
    private let state = Mutex(State())

    /// How many are there now.
    var present: Int { state.withLock { $0.present } }

    init() {
        threads = (0..<Self.atOnce).map { DispatchQueue(label: "rhizome.passphrase.\($0)") }
    }

    /// Does the work on one of the threads; nil when too many wait already.
    public func run<Value: Sendable>(_ work: @Sendable @escaping () -> Value) async -> Value? {
        let thread: Int? = state.withLock { state in
            guard state.present < Self.atMost else { return nil }
            state.present += 1
            state.next = (state.next + 1) % Self.atOnce
            return state.next
        }
        guard let thread else { return nil }
        let value = await withCheckedContinuation { continuation in
            threads[thread].async { continuation.resume(returning: work()) }
        }
        state.withLock { $0.present -= 1 }
        return value
    }
}
