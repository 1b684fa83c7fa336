public import Federation
public import Feeds
import Sodium

/// Where a simulated node keeps its feeds. The real store and a plain one both serve.
public protocol SimulatedStore: AnyObject {
    /// The ends to start from.
    func ends() throws -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead])
    /// The forks to start from.
    func forks() throws -> [FeedName: ForkProof]
    /// Stores a run and gives the feed's new end.
    func receive(_ run: VerifiedRun) throws -> Tip
    /// Stored events as one run.
    func run(_ feed: FeedName, from: UInt64) throws -> [Event]
    /// Compares a branch.
    func compare(_ branch: VerifiedRun) throws -> GossipInput.Comparison
    /// Cuts a feed before its fork.
    func cut(_ proof: ForkProof) throws -> Tip
    /// Takes in bodies that were missing.
    func fill(_ branch: VerifiedRun) throws
    /// Places whose body is missing though it was not taken back; see `Feeds.lacking`.
    func lacking(_ chapter: ChapterID?) throws -> [FeedName: [UInt64]]
    /// The openings of all epochs of chapters that have had more than one.
    func openings() throws -> [FeedOpening]
    /// Ends a feed after a place.
    func close(_ feed: FeedName, after seq: UInt64) throws -> Tip
    /// The same store for the author of a later epoch, which has been begun.
    func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    /// Appends an event of one's own.
    func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event
    /// All ids held, by feed, for comparing nodes.
    func log() throws -> [FeedName: [EventID]]
    /// A copy as a backup would hold it.
    func copy() throws -> any SimulatedStore
}
