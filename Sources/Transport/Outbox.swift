import Synchronization

/// What the transport's callers want done, until its thread does it.
final class Outbox: Sendable {
    /// Something to do besides sending.
    enum Command: Sendable {
        case bind(Endpoint, CheckedContinuation<Result<Endpoint, TransportError>, Never>)
        case listen(CurveKeyPair, CheckedContinuation<Result<Void, TransportError>, Never>)
        case dial(LinkID, DialedLink.Destination)
        case hangUp(LinkID)
        case recheckAdmission
        case close(CheckedContinuation<Void, Never>?)
    }

    private struct Waiting {
        var frames = Queue<[UInt8]>()
        var bytes = 0
        /// Some frame was dropped since these began to wait, and that was told.
        var isLagging = false
    }

    private struct State {
        var commands: [Command] = []
        var waiting: [LinkID: Waiting] = [:]
        var lagging: [LinkID] = []
        var oversized = 0
        var dropped = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limits: TransportLimits
    private let bell: Bell

    init(limits: TransportLimits, bell: Bell) {
        self.limits = limits
        self.bell = bell
    }

    /// Leaves a command; false if the thread is gone and will never see it.
    @discardableResult
    func put(_ command: Command) -> Bool {
        let taken = state.withLock { state in
            if state.isClosed { return false }
            state.commands.append(command)
            return true
        }
        if taken { bell.ring() }
        return taken
    }

    /// Leaves a frame, unless too much waits for that link already.
    func put(_ frame: [UInt8], for link: LinkID) {
        state.withLock { state in
            if state.isClosed { return }
            guard frame.count <= limits.frameBytes else {
                state.oversized += 1
                state.dropped += 1
                return
            }
            var waiting = state.waiting.removeValue(forKey: link) ?? Waiting()
            let room =
                waiting.frames.count < limits.waitingFrames
                && waiting.bytes + frame.count <= limits.waitingBytes
            if room {
                waiting.frames.append(frame)
                waiting.bytes += frame.count
            } else {
                state.dropped += 1
                if !waiting.isLagging { state.lagging.append(link) }
                waiting.isLagging = true
            }
            state.waiting[link] = waiting
        }
        bell.ring()
    }

    /// The commands in the order in which they were left.
    func takeCommands() -> [Command] {
        state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// What could not be kept since this was last asked.
    func takeTroubles() -> (lagging: [LinkID], oversized: Int, dropped: Int) {
        state.withLock { state in
            defer {
                state.lagging = []
                state.oversized = 0
                state.dropped = 0
            }
            return (state.lagging, state.oversized, state.dropped)
        }
    }

    /// The links for which frames wait.
    var links: [LinkID] { state.withLock { Array($0.waiting.keys) } }

    /// Tells whether frames wait for a link.
    func hasFrames(for link: LinkID) -> Bool {
        state.withLock { $0.waiting[link] != nil }
    }

    /// The frame that goes next on a link; it keeps waiting until `removeFirst`.
    func first(for link: LinkID) -> [UInt8]? {
        state.withLock { $0.waiting[link]?.frames.first() }
    }

    /// Forgets the frame that went; with the last one the link is no longer lagging.
    func removeFirst(for link: LinkID) {
        state.withLock { state in
            guard let frame = state.waiting[link]?.frames.popFirst() else { return }
            state.waiting[link]?.bytes -= frame.count
            if state.waiting[link]?.frames.isEmpty == true { state.waiting[link] = nil }
        }
    }

    /// Throws away what waits for a link and tells how many frames that were.
    func discard(for link: LinkID) -> Int {
        state.withLock { $0.waiting.removeValue(forKey: link)?.frames.count ?? 0 }
    }

    /// Takes nothing any more, and hands over the commands that nobody will perform.
    func close() -> [Command] {
        state.withLock { state in
            state.isClosed = true
            state.waiting = [:]
            defer { state.commands = [] }
            return state.commands
        }
    }
}
