import Chapter
import Federation
import Synchronization

/// Something that takes longer than a page may, and that a progress page shows.
final class Work: Sendable {
    /// How it ended.
    enum Outcome: Sendable {
        /// It is done; the address has what came of it.
        case done(String)
        /// Somebody stopped it, and nothing of it was kept.
        case stopped
        /// It was refused, and nothing of it was kept.
        case refused(Refusal)
        /// It failed; the log has the reason under this id.
        case failed(String)
    }

    /// How far it is.
    struct Progress: Hashable, Sendable {
        /// What is being done, as the name of a message.
        var phase = ""
        /// How much of it is done.
        var done = 0
        /// How much there is; 0 while that is not known.
        var total = 0
    }

    private struct State {
        var progress = Progress()
        var isStopping = false
        var outcome: Outcome?
    }

    /// When it began.
    let began: Timestamp
    private let state = Mutex(State())

    init(at began: Timestamp) { self.began = began }

    /// How far it is.
    var progress: Progress { state.withLock { $0.progress } }
    /// How it ended; nil while it runs.
    var outcome: Outcome? { state.withLock { $0.outcome } }
    /// Whether somebody has asked it to stop.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Notes how far it is, and throws a refusal if somebody has stopped it.
    func note(_ phase: String, _ done: Int, of total: Int) throws {
        let isStopping = state.withLock { state in
            state.progress = Progress(phase: phase, done: done, total: total)
            return state.isStopping
        }
        if isStopping { throw Refusal(.conflict, "It was stopped. Nothing was kept.") }
    }

    /// Asks it to stop; it does at its next note, or is done before.
    func stop() { state.withLock { $0.isStopping = true } }

    /// Notes how it ended.
    func end(_ outcome: Outcome) { state.withLock { $0.outcome = outcome } }
}
