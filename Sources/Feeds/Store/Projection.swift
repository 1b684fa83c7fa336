public import Federation
public import GRDB

/// An authenticated event as projections see it.
public struct StoredEvent: Sendable {
    /// The chapter that wrote it.
    public let chapter: ChapterID
    /// The author's epoch.
    public let epoch: UInt32
    /// Its place in the feed, from 1.
    public let seq: UInt64
    /// Its place in the chapter's whole history, over all epochs.
    public var place: UInt64 { FeedName(chapter: chapter, epoch: epoch).place(of: seq) }
    /// Its id.
    public let id: EventID
    /// What the author's clock said.
    public let time: HybridTime
    /// What it says.
    public let kind: Kind
    /// The Protocol Buffers message of that kind, as received.
    public let payload: [UInt8]

    /// An event read from the store or about to be projected.
    public init(
        chapter: ChapterID, epoch: UInt32, seq: UInt64, id: EventID, time: HybridTime, kind: Kind,
        payload: [UInt8]
    ) {
        self.chapter = chapter
        self.epoch = epoch
        self.seq = seq
        self.id = id
        self.time = time
        self.kind = kind
        self.payload = payload
    }
}

/// Shared tables that follow from the events alone.
///
/// The same events in any order that keeps each feed's own order must give the same rows: an
/// event touches only rows keyed by its own chapter or by its own contents, and never depends on
/// what another chapter's feed has brought so far. Tables are STRICT, WITHOUT ROWID and have no
/// foreign keys to each other. Rebuilding from the feeds gives the same bytes.
public protocol Projection: Sendable {
    /// The kinds of event it reads.
    static var kinds: [Kind] { get }
    /// The tables it owns; they are emptied before a rebuild.
    static var tables: [String] { get }
    /// Creates the tables. Plain SQL, never edited once landed.
    static var schema: String { get }
    /// Adds one event to the tables. An event that makes no sense returns a `Void` reason and
    /// changes nothing; only faults of the database are thrown.
    static func project(_ event: StoredEvent, into db: Database) throws -> VoidReason?
}

/// A projection of events whose bodies may be taken back.
///
/// What a body had made is then made anew without it, from the events of its chapter alone.
public protocol ErasableProjection: Projection {
    /// Removes every row that this chapter's events have made.
    static func clear(_ chapter: ChapterID, in db: Database) throws
}

/// Why an authenticated event changes no table: it is kept and relayed, and counted.
public struct VoidReason: Hashable, Sendable {
    /// A short name for `status`, such as `malformed` or `unknown object`.
    public let name: String

    /// Names a reason.
    public init(_ name: String) { self.name = name }

    /// The payload is not a message of its kind.
    public static let malformed = VoidReason("malformed payload")
    /// A field is outside the limits of the specification.
    public static let outOfBounds = VoidReason("field out of bounds")
    /// The event speaks of something its chapter never made.
    public static let unknownObject = VoidReason("unknown object")
    /// The event is not its chapter's to write.
    public static let notItsOwn = VoidReason("not its own object")
    /// The event comes too late or twice.
    public static let outOfTurn = VoidReason("out of turn")
}
