import Synchronization

/// Waits until everything answers, then says so once.
final class Readiness: Sendable {
    private struct State {
        var pages: ListenAddress?
        var control = false
        var gossip: String??
        var told = false
    }

    private let state = Mutex(State())
    private let ready: @Sendable (ReadyReport) -> Void

    init(_ ready: @Sendable @escaping (ReadyReport) -> Void) { self.ready = ready }

    func pagesAnswer(at address: ListenAddress) { change { $0.pages = address } }
    func controlAnswers() { change { $0.control = true } }
    func gossipListens(at endpoint: String?) { change { $0.gossip = .some(endpoint) } }

    private func change(_ change: (inout State) -> Void) {
        let report: ReadyReport? = state.withLock { state in
            change(&state)
            guard !state.told, state.control, let pages = state.pages, let gossip = state.gossip
            else { return nil }
            state.told = true
            return ReadyReport(http: "http://\(pages)", gossip: gossip)
        }
        if let report { ready(report) }
    }
}
