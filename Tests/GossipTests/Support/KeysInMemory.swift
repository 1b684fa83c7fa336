import Gossip
import Sodium
import Synchronization
import Transport

/// The transport keys of a node whose disk is this object.
final class KeysInMemory: TransportKeyStore {
    private let state: Mutex<TransportKeys>

    init() throws { state = Mutex(TransportKeys(current: try Self.new())) }

    private static func new() throws -> CurveKeyPair { CurveKeyPair(try TransportKey()) }

    var keys: TransportKeys { state.withLock { $0 } }

    func makeNext() throws -> CurveKeyPair {
        let next = try Self.new()
        state.withLock { $0.other = .next(next) }
        return next
    }

    func promoteNext() {
        state.withLock { keys in
            guard case .next(let next) = keys.other else { return }
            keys = TransportKeys(current: next, other: .previous(keys.current))
        }
    }

    func removePrevious() { state.withLock { $0.other = nil } }
}
