public import Federation
public import Feeds
import Sodium

/// Where a simulated node keeps its feeds. The real store and a plain one both serve.
public protocol SimulatedStore: AnyObject {
    /// The ends to start from.
    func ends() throws -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead])
    /// The forks to start from.
    func forks() throws -> [ForkVerdict]
    /// Stores a run and gives the feed's new end.
    func receive(_ run: VerifiedRun) throws -> Tip
    /// Stored events as one run.
    func run(_ feed: FeedName, from: UInt64) throws -> [Event]
    /// Compares a branch.
    func compare(_ branch: VerifiedRun) throws -> GossipInput.Comparison
    /// Weighs every fork that is known, one more among them, against what others have witnessed.
    func weigh(_ proof: ForkProof?, founders: [ChapterID]) throws -> [ForkVerdict]
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
    /// The changes of keys that count in the feeds that are held.
    func keyChanges() throws -> [FeedName: [KeyChange]]
    /// Changes the key of one's own feed to the one that a seed gives.
    func changeKey(seed: [UInt8], at now: Timestamp) throws -> (event: Event, author: FeedAuthor)
    /// Appends an event of one's own.
    func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event
    /// All ids held, by feed, for comparing nodes.
    func log() throws -> [FeedName: [EventID]]
    /// The same store for an author who has another key of the same feed.
    func handed(to author: FeedAuthor) throws -> any SimulatedStore
    /// A copy as a backup would hold it, which raises another high-water file or none.
    func copy(highWater: HighWater?) throws -> any SimulatedStore
}

extension SimulatedStore {
    /// A copy as a backup would hold it.
    public func copy() throws -> any SimulatedStore { try copy(highWater: nil) }

    /// Everything that is held of a feed, in order.
    public func events(of feed: FeedName) throws -> [Event] {
        var events: [Event] = []
        let end = try ends().tips[feed]?.seq ?? 0
        while UInt64(events.count) < end {
            let run = try run(feed, from: UInt64(events.count) + 1)
            guard !run.isEmpty else { break }
            events += run
        }
        return Array(events.prefix(Int(end)))
    }
}

extension SimulatedStore {
    /// The proof that cuts a feed.
    public func proof(_ feed: FeedName) throws -> ForkProof? {
        try forks().first { $0.feed == feed }?.cutting
    }

    /// The proof of a fork of a feed that changes nothing.
    public func pastProof(_ feed: FeedName) throws -> ForkProof? {
        try forks().first { $0.feed == feed }?.past
    }
}
