import Synchronization

/// One transport's answer to the question who may come in, asked from any thread.
final class Door: Sendable {
    /// The ZAP domain of the transport's binding socket, unique within the process.
    let domain: String
    private let admission = Mutex(Admission())
    private let refused = Mutex(0)

    private static let opened = Atomic<UInt64>(0)

    init() {
        let number = Self.opened.add(1, ordering: .relaxed).newValue
        domain = "rhizome-\(number)"
    }

    /// Replaces the admission; handshakes that finish from now on are judged by the new one.
    func admit(_ new: Admission) {
        admission.withLock { $0 = new }
    }

    /// The user id of a key, or nil if it is not admitted.
    func userID(of key: [UInt8]) -> String? {
        admission.withLock { $0.userID(of: key) }
    }

    /// Judges a key in a handshake, and counts a refusal.
    func lets(in key: [UInt8]) -> Bool {
        if userID(of: key) != nil { return true }
        refused.withLock { $0 += 1 }
        return false
    }

    /// How many handshakes were refused since this was last asked.
    func takeRefused() -> Int {
        refused.withLock { count in
            defer { count = 0 }
            return count
        }
    }
}
