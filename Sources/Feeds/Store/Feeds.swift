public import Federation
public import GRDB
import Sodium

/// The feeds a node holds, its own among them, and the shared tables projected from them.
public final class Feeds: Sendable {
    /// The one database of the node.
    public let database: any DatabaseWriter
    /// The chapter whose feed this node writes.
    public let chapter: ChapterID

    /// Opens the store on a database whose tables `migrate` has made.
    public init(database: any DatabaseWriter, chapter: ChapterID) {
        self.database = database
        self.chapter = chapter
    }

    /// Appends an event to the chapter's own feed, inside the act's own write transaction.
    ///
    /// The event is projected at once, so that what follows in the same transaction sees it.
    /// After the commit the node pushes it to the linked chapters.
    public func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp, in db: Database) throws
    {
    }

    /// An id for a new object of this chapter, and the nonce that its first event carries.
    public func newObject() -> (id: ObjectID, nonce: [UInt8]) {
        let nonce = randomBytes(16)
        return (ObjectID(chapter: chapter, nonce: nonce), nonce)
    }
}
