public import Sodium
import SwiftProtobuf

/// Two authenticated events at one place of one feed: its author has written two histories.
///
/// The proof stands for itself: anyone who knows the feed's key can check it.
public struct ForkProof: Hashable, Sendable {
    /// The feed.
    public let feed: FeedName
    /// Where the two histories part.
    public let seq: UInt64
    /// The ids at that place, the lower one first.
    public let ids: [EventID]
    /// The proof's bytes, to keep and to pass on.
    public let bytes: [UInt8]

    /// Puts a proof together from two chains of events that begin at the same place.
    ///
    /// - Returns: nil unless both end with a signature and their first ids differ.
    public init?(_ left: [Event], _ right: [Event]) {
        guard let first = left.first, let second = right.first,
            first.header.feed == second.header.feed, first.header.seq == second.header.seq,
            first.id != second.id
        else { return nil }
        let branches = [left, right].sorted { ($0.first?.id ?? .none) < ($1.first?.id ?? .none) }
        var wire = WireForkProof()
        wire.chapter = first.header.feed.chapter.data
        wire.epoch = first.header.feed.epoch
        for branch in branches {
            guard let end = branch.firstIndex(where: { $0.signature != nil }),
                let signature = branch[end].signature
            else { return nil }
            var part = WireForkBranch()
            part.headers = branch[...end].map { $0.header.bytes.data }
            part.signature = signature.data
            wire.branches.append(part)
        }
        feed = first.header.feed
        seq = first.header.seq
        ids = branches.compactMap { $0.first?.id }
        bytes = wire.encoded
    }

    /// Checks a received proof; nil unless both branches hold under the key of the fork's place.
    ///
    /// Up to there both histories are one, so whoever holds either knows that key. A branch that goes
    /// on past a change of the key is proven by its part before it.
    public init?(bytes: [UInt8], key: (FeedName, UInt64) -> PublicKey?) {
        guard bytes.count <= Limits.frameBytes,
            let wire = try? WireForkProof(serializedBytes: bytes), wire.branches.count == 2,
            let chapter = Bytes32(wire.chapter)
        else { return nil }
        let feed = FeedName(chapter: ChapterID(chapter), epoch: wire.epoch)
        let starts = wire.branches.compactMap { branch in
            Self.start(of: branch, in: feed, key: { key(feed, $0) })
        }
        guard starts.count == 2, starts[0].seq == starts[1].seq, starts[0].id < starts[1].id
        else { return nil }
        self.feed = feed
        seq = starts[0].seq
        ids = starts.map(\.id)
        self.bytes = bytes
    }

    private static func start(
        of branch: WireForkBranch, in feed: FeedName, key: (UInt64) -> PublicKey?
    )
        -> (seq: UInt64, id: EventID)?
    {
        guard (1...Limits.runEvents).contains(branch.headers.count),
            let signature = Signature(branch.signature)
        else { return nil }
        var start: (seq: UInt64, id: EventID)?
        var last: EventHeader?
        for bytes in branch.headers {
            guard let header = EventHeader(bytes: [UInt8](bytes)), header.feed == feed,
                (1...Limits.lastSeq).contains(header.seq)
            else { return nil }
            if let last {
                guard header.seq == last.seq &+ 1, header.previous == last.id else { return nil }
            } else {
                start = (header.seq, header.id)
            }
            last = header
        }
        guard let last, let start, let key = key(start.seq),
            key.isValid(signature, for: EventHeader.signedBytes(feed.chapter, last.id))
        else { return nil }
        return start
    }
}
