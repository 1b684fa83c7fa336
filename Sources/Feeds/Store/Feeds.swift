public import Federation
public import GRDB
import Sodium
import Synchronization

/// The feeds a node holds, its own among them, and the shared tables projected from them.
public final class Feeds: Sendable {
    /// The one database of the node.
    public let database: any DatabaseWriter
    /// Holds the key of the chapter's own feed.
    public let author: FeedAuthor
    /// The chapter whose feed this node writes.
    public var chapter: ChapterID { author.feed.chapter }

    let highWater: HighWater?
    let state: Mutex<State>

    struct State {
        /// Whether the chapter may write to its own feed; until then acts fill the outbox.
        var gateIsOpen: Bool
        /// Events appended by the transaction that is under way.
        var uncommitted: [Event] = []
        /// The greatest time seen in any feed, so that an answer is later than its question.
        var latest = HybridTime(bits: 0)
        /// Whether the write-ahead log may still hold bodies that were taken back.
        var logHoldsForgotten = false
        var onCommit: (@Sendable ([Event]) -> Void)?
    }

    /// Opens the store on a database that `registerMigrations` has prepared.
    ///
    /// `highWater`: the file that remembers what was sent out; nil in tests.
    /// `gateIsOpen`: whether acts may append at once. A node begins closed and opens the gate
    /// once the linked chapters have said what they hold.
    public init(
        database: any DatabaseWriter, author: FeedAuthor, highWater: HighWater? = nil,
        gateIsOpen: Bool = true
    ) {
        self.database = database
        self.author = author
        self.highWater = highWater
        state = Mutex(State(gateIsOpen: gateIsOpen))
    }

    /// Who is told of events of our own once they are committed.
    ///
    /// At most one listener.
    public func onCommit(_ listener: @escaping @Sendable ([Event]) -> Void) {
        state.withLock { $0.onCommit = listener }
    }

    /// Whether acts append at once.
    public var gateIsOpen: Bool { state.withLock { $0.gateIsOpen } }

    /// An id for a new object of this chapter, and the nonce that its first event carries.
    public func newObject() -> (id: ObjectID, nonce: [UInt8]) {
        let nonce = randomBytes(16)
        return (ObjectID(chapter: chapter, nonce: nonce), nonce)
    }
}
