public import Federation
import Sodium
import Synchronization

/// What a bystander who sees every desk and every disk has written down: the naive broadcast that
/// a simulated federation is measured against.
public final class Ledger: Sendable {
    /// One event that somebody with the chapter's key has signed.
    public struct Entry: Sendable {
        /// The event.
        public let event: Event
        /// Whether the people who said it were told that it is kept.
        public internal(set) var isAcknowledged = false
        /// The other chapters whose nodes have stored it.
        public internal(set) var reached: Set<ChapterID> = []
    }

    private struct State {
        var entries: [EventID: Entry] = [:]
        var feeds: [FeedName: [UInt64: [EventID]]] = [:]
        var unmarked: [EventID] = []
        var happened: [String: Int] = [:]
    }

    private let state = Mutex(State())

    /// An empty page.
    public init() {}

    func signed(_ event: Event) {
        state.withLock { state in
            guard state.entries[event.id] == nil else { return }
            state.entries[event.id] = Entry(event: event)
            state.feeds[event.header.feed, default: [:]][event.header.seq, default: []]
                .append(event.id)
        }
    }

    func acknowledged(_ event: Event) {
        state.withLock { $0.entries[event.id]?.isAcknowledged = true }
    }

    func reached(_ chapter: ChapterID, _ events: [Event]) {
        state.withLock { state in
            for event in events { state.entries[event.id]?.reached.insert(chapter) }
        }
    }

    /// Something has struck.
    func happened(_ what: String) { state.withLock { $0.happened[what, default: 0] += 1 } }

    /// How often each thing has struck, by name.
    public var strokes: [String: Int] { state.withLock { $0.happened } }

    /// An event was about to be sent though the high-water file does not name it.
    func unmarked(_ event: Event) { state.withLock { $0.unmarked.append(event.id) } }

    /// Events that were about to be sent before the high-water file named them.
    public var sentUnmarked: [EventID] { state.withLock { $0.unmarked } }

    /// Whatever was signed, by id.
    public var entries: [EventID: Entry] { state.withLock { $0.entries } }

    /// The events that were signed in a feed, in order; several at a place that was written twice.
    public func events(of feed: FeedName) -> [[Entry]] {
        state.withLock { state in
            (state.feeds[feed] ?? [:]).sorted { $0.key < $1.key }
                .map { $0.value.compactMap { state.entries[$0] } }
        }
    }

    /// The feeds in which something was signed, in order.
    public var feeds: [FeedName] { state.withLock { $0.feeds.keys.sorted() } }
}
