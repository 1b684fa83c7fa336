import Federation
import Feeds
import Sodium
import TestSupport

/// The store of somebody who passes events on without the bodies that may be missing.
final class StrippingStore: SimulatedStore {
    let inner: FeedsStore

    init(_ inner: FeedsStore) { self.inner = inner }

    func run(_ feed: FeedName, from: UInt64) throws -> [Event] {
        try inner.run(feed, from: from).map {
            $0.suffix.kind.mayBeTakenBack ? $0.withoutBody : $0
        }
    }

    func ends() throws -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead]) {
        try inner.ends()
    }

    func forks() throws -> [ForkVerdict] { try inner.forks() }
    func keyChanges() throws -> [FeedName: [KeyChange]] { try inner.keyChanges() }
    func handed(to author: FeedAuthor) throws -> any SimulatedStore { inner.handed(to: author) }
    func changeKey(seed: [UInt8], at now: Timestamp) throws -> (event: Event, author: FeedAuthor) {
        try inner.changeKey(seed: seed, at: now)
    }
    func receive(_ run: VerifiedRun) throws -> Tip { try inner.receive(run) }
    func compare(_ branch: VerifiedRun) throws -> GossipInput.Comparison {
        try inner.compare(branch)
    }
    func weigh(_ proof: ForkProof?, founders: [ChapterID]) throws -> [ForkVerdict] {
        try inner.weigh(proof, founders: founders)
    }
    func fill(_ branch: VerifiedRun) throws { try inner.fill(branch) }
    func lacking(_ chapter: ChapterID?) throws -> [FeedName: [UInt64]] {
        try inner.lacking(chapter)
    }
    func openings() throws -> [FeedOpening] { try inner.openings() }
    func close(_ feed: FeedName, after seq: UInt64) throws -> Tip {
        try inner.close(feed, after: seq)
    }
    func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    {
        try inner.renewed(by: author, opening, at: now)
    }
    func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event {
        try inner.append(kind, payload, at: now)
    }
    func log() throws -> [FeedName: [EventID]] { try inner.log() }
    func copy(highWater: HighWater?) throws -> any SimulatedStore {
        try inner.copy(highWater: highWater)
    }
}
