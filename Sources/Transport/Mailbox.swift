import Synchronization

/// What the thread has to tell, until somebody reads it.
///
/// Nothing is ever thrown away. When the reader is slow the mailbox says that it is full, and the
/// thread leaves the sockets unread until there is room again: the other ends notice, each gets
/// its fair share of what is read, and no link loses a frame or the news that it went down.
final class Mailbox: Sendable {
    private struct State {
        var events = Queue<TransportEvent>()
        var frames = 0
        var bytes = 0
        var reader: CheckedContinuation<TransportEvent?, Never>?
        var isFinished = false
        /// The thread saw a full mailbox and wants to hear when there is room.
        var isAwaited = false
    }

    private let state = Mutex(State())
    private let limits: TransportLimits
    private let bell: Bell

    init(limits: TransportLimits, bell: Bell) {
        self.limits = limits
        self.bell = bell
    }

    /// Adds an event, or hands it to the reader who waits for one.
    func put(_ event: TransportEvent) {
        let reader = state.withLock { state -> CheckedContinuation<TransportEvent?, Never>? in
            if state.isFinished { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.events.append(event)
            if case .received(_, let frame) = event {
                state.frames += 1
                state.bytes += frame.count
            }
            return nil
        }
        reader?.resume(returning: event)
    }

    /// Tells whether sockets should be left unread, and if so rings the bell when that changes.
    func isFull() -> Bool {
        state.withLock { state in
            let full = state.frames >= limits.unreadFrames || state.bytes >= limits.unreadBytes
            state.isAwaited = full
            return full
        }
    }

    /// The next event, waiting for it; nil after the last one or when the reader was cancelled.
    func next() async -> TransportEvent? {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> TransportEvent?? in
                if let event = state.events.popFirst() {
                    take(event, from: &state)
                    return .some(event)
                }
                if state.isFinished { return .some(nil) }
                state.reader = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// No more events come; those that wait can still be read.
    func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    /// The reader was cancelled: nobody will read any more, so nothing is kept.
    func abandon() {
        finish()
        state.withLock { state in
            state.events = Queue()
            state.frames = 0
            state.bytes = 0
        }
        bell.ring()
    }

    private func take(_ event: TransportEvent, from state: inout State) {
        guard case .received(_, let frame) = event else { return }
        state.frames -= 1
        state.bytes -= frame.count
        let roomy =
            state.frames <= limits.unreadFrames / 2 && state.bytes <= limits.unreadBytes / 2
        guard state.isAwaited, roomy else { return }
        state.isAwaited = false
        bell.ring()
    }
}
