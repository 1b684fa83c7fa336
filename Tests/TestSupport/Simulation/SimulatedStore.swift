public import Federation
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
    /// Appends an event of one's own.
    func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event
    /// All ids held, by feed, for comparing nodes.
    func log() throws -> [FeedName: [EventID]]
    /// A copy as a backup would hold it.
    func copy() throws -> any SimulatedStore
}
