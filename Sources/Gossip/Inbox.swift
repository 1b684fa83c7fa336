import Federation
import Synchronization
import Transport

/// What waits to be handled, in order, for one reader.
///
/// What other nodes send waits outside while there is too much here, so that the sockets are left
/// unread; what the node itself has to say always finds room.
final class Inbox: Sendable {
    /// So many items make those who bring frames wait.
    private static let room = 1024
    /// So many bytes of frames do so too.
    private static let roomBytes = 4 << 20

    enum Item: Sendable {
        case transport(TransportEvent)
        case input(GossipInput)
        case governanceChanged
        /// Events could not be stored.
        case fault(any Error)
        case tick

        fileprivate var frameBytes: Int {
            if case .transport(.received(_, let frame)) = self { frame.count } else { 0 }
        }
    }

    private struct State {
        var items: [Item] = []
        /// The bytes of the frames among them.
        var bytes = 0
        var reader: CheckedContinuation<[Item]?, Never>?
        var writers: [CheckedContinuation<Void, Never>] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Puts an item in at once.
    func put(_ item: Item) {
        let reader: CheckedContinuation<[Item]?, Never>? = state.withLock { state in
            guard !state.isClosed else { return nil }
            guard let reader = state.reader else {
                state.items.append(item)
                state.bytes += item.frameBytes
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: [item])
    }

    /// Puts an item in and returns when there is room for the next.
    func bring(_ item: Item) async {
        put(item)
        await withCheckedContinuation { writer in
            let goOn = state.withLock { state in
                let isRoomy = state.items.count < Self.room && state.bytes < Self.roomBytes
                if isRoomy || state.isClosed { return true }
                state.writers.append(writer)
                return false
            }
            if goOn { writer.resume() }
        }
    }

    /// Everything that has come, waiting for the first; nil once it is closed.
    func next() async -> [Item]? {
        await withCheckedContinuation { reader in
            let (now, writers): ([Item]??, [CheckedContinuation<Void, Never>]) = state.withLock {
                state in
                if state.isClosed { return (.some(nil), []) }
                guard !state.items.isEmpty else {
                    state.reader = reader
                    return (nil, [])
                }
                let items = state.items
                let writers = state.writers
                state.items = []
                state.bytes = 0
                state.writers = []
                return (.some(items), writers)
            }
            for writer in writers { writer.resume() }
            if let now { reader.resume(returning: now) }
        }
    }

    /// How many items wait.
    var count: Int { state.withLock { $0.items.count } }

    /// Ends it: the reader gets nil, writers go on.
    func close() {
        let (reader, writers) = state.withLock { state in
            defer {
                state.isClosed = true
                state.items = []
                state.bytes = 0
                state.reader = nil
                state.writers = []
            }
            return (state.reader, state.writers)
        }
        reader?.resume(returning: nil)
        for writer in writers { writer.resume() }
    }
}
