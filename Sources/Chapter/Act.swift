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
    /// Does it. A refusal rolls the transaction back; only faults are thrown.
    func perform(in context: ActContext) throws -> Result<Value, Refusal>
}

/// What an act works with.
public struct ActContext {
    /// The write transaction.
    public let db: Database
    /// Who acts.
    public let viewer: Viewer
    /// When.
    public let now: Timestamp
    /// Where events for the linked chapters are appended.
    public let feeds: Feeds
    /// Where marks and papers of ballots are, outside the node's one database.
    public let ballotBoxes: BallotBoxes

    /// Collects what an act works with.
    public init(
        db: Database, viewer: Viewer, now: Timestamp, feeds: Feeds, ballotBoxes: BallotBoxes
    ) {
        self.db = db
        self.viewer = viewer
        self.now = now
        self.feeds = feeds
        self.ballotBoxes = ballotBoxes
    }
}

extension Chapter {
    /// Performs an act for a viewer in one write transaction.
    public func perform<A: Act>(_ act: A, as viewer: Viewer, at now: Timestamp) async throws
        -> Result<A.Value, Refusal>
    {
        guard viewer.may(A.permission) else { return .failure(.notAllowed(A.permission)) }
        do {
            let value = try await feeds.database.write { db in
                let context = ActContext(
                    db: db, viewer: viewer, now: now, feeds: feeds, ballotBoxes: ballotBoxes)
                return try act.perform(in: context).get()
            }
            return .success(value)
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch let error as DatabaseError where error.isLackOfRoom {
            return .failure(.noRoom)
        } catch let error as DatabaseError where error.isDiskFault {
            return .failure(.brokenDisk)
        }
    }
}
