public import Federation
public import Feeds
public import GRDB

/// One thing a person does: one file, one permission, one transaction.
///
/// `perform(in:)` is the inner function, so that acts can be combined in one transaction.
/// Everyone else goes through `Chapter.perform`, which checks the permission first.
public protocol Act: Sendable {
    /// What the act gives back.
    associatedtype Value: Sendable
    /// What the viewer must be allowed.
    static var permission: Permission { get }
    /// Whether it changes the node's database; true unless an act says otherwise.
    ///
    /// An act that only reads there never waits for one that writes, however long that takes.
    static var changesDatabase: Bool { get }
    /// Does it. A refusal rolls the transaction back; only faults are thrown.
    func perform(in context: ActContext) throws -> Result<Value, Refusal>
}

extension Act {
    /// Nearly every act does.
    public static var changesDatabase: Bool { true }
}

/// What an act works with.
public struct ActContext {
    /// The transaction; it cannot be written in where the act says that it changes nothing.
    public let db: Database
    /// Who acts.
    public let viewer: Viewer
    /// From where.
    public let origin: ActOrigin
    /// The reason that was given with the act as a whole; nil where none was.
    ///
    /// Every line of every history that the act writes says it, unless the act has asked for a
    /// reason of its own.
    public let why: String?
    /// When.
    public let now: Timestamp
    /// Where events for the linked chapters are appended.
    public let feeds: Feeds
    /// Where marks and papers of ballots are, outside the node's one database.
    public let ballotBoxes: BallotBoxes

    /// Collects what an act works with.
    public init(
        db: Database, viewer: Viewer, from origin: ActOrigin = .node, because why: String? = nil,
        now: Timestamp, feeds: Feeds, ballotBoxes: BallotBoxes
    ) {
        self.db = db
        self.viewer = viewer
        self.origin = origin
        self.why = why
        self.now = now
        self.feeds = feeds
        self.ballotBoxes = ballotBoxes
    }
}

extension Chapter {
    /// Performs an act for a viewer in one transaction.
    ///
    /// `origin`: from where the viewer acts; the node itself unless a route says otherwise. `why`:
    /// the reason that the viewer gave, for the histories.
    public func perform<A: Act>(
        _ act: A, as viewer: Viewer, from origin: ActOrigin = .node, because why: String? = nil,
        at now: Timestamp
    ) async throws -> Result<A.Value, Refusal> {
        guard viewer.may(A.permission) else { return .failure(.notAllowed(A.permission)) }
        do {
            let reason = try checkedWhy(why).get()
            let work: @Sendable (Database) throws -> A.Value = { db in
                let context = ActContext(
                    db: db, viewer: viewer, from: origin, because: reason, now: now,
                    feeds: feeds, ballotBoxes: ballotBoxes)
                let value = try act.perform(in: context).get()
                if A.changesDatabase { try settleStatusSpans(db, at: now) }
                return value
            }
            let database = feeds.database
            return .success(
                A.changesDatabase
                    ? try await database.write(work) : try await database.read(work))
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch let error as DatabaseError where error.isLackOfRoom {
            return .failure(.noRoom)
        } catch let error as DatabaseError where error.isDiskFault {
            return .failure(.brokenDisk)
        }
    }
}
