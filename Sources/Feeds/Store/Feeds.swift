public import Federation
import Foundation
public import GRDB
public import Sodium
import Synchronization

/// The feeds a node holds, its own among them, and the shared tables projected from them.
public final class Feeds: Sendable {
    /// The one database of the node.
    public let database: any DatabaseWriter
    /// The chapter whose feed this node writes.
    public let chapter: ChapterID

    let highWater: HighWater?
    let salt: @Sendable () -> [UInt8]
    let state: Mutex<State>

    struct State {
        /// Holds the key of the chapter's own feed.
        var author: FeedAuthor
        /// Who follows once the transaction that is under way has changed the key.
        var nextAuthor: FeedAuthor?
        /// Whether the chapter may write to its own feed; until then acts fill the outbox.
        var gateIsOpen: Bool
        /// Events appended by the transaction that is under way.
        var uncommitted: [Event] = []
        /// The greatest time seen in any feed, so that an answer is later than its question.
        var latest = HybridTime(bits: 0)
        /// Whether the write-ahead log may still hold bodies that were taken back.
        var logHoldsForgotten = false
        var onCommit: (@Sendable ([Event]) -> Void)?
        var comingBack: ComingBack?
        /// The endorsements that the roster was last read from, by their payloads.
        var endorsements: [Data: Endorsement] = [:]
    }

    /// Opens the store on a database that `registerMigrations` has prepared.
    ///
    /// `highWater`: the file that remembers what was sent out; nil in tests.
    /// `gateIsOpen`: whether acts may append at once. A node begins closed and opens the gate
    /// once the linked chapters have said what they hold.
    /// `salt`: gives sixteen fresh bytes; anything but random ones only in simulations.
    public init(
        database: any DatabaseWriter, author: FeedAuthor, highWater: HighWater? = nil,
        gateIsOpen: Bool = true,
        salt: @escaping @Sendable () -> [UInt8] = { randomBytes(Limits.saltBytes) }
    ) {
        self.database = database
        chapter = author.feed.chapter
        self.highWater = highWater
        self.salt = salt
        state = Mutex(State(author: author, gateIsOpen: gateIsOpen))
    }

    /// Holds the key of the chapter's own feed.
    public var author: FeedAuthor { state.withLock { $0.author } }

    /// Why the high-water file could not be written the last time, if it could not.
    ///
    /// The events are committed all the same; after a restore the file would say too little.
    public var highWaterFailure: String? { highWater?.failure }

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
