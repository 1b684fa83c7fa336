/// One feed: what a chapter wrote in one epoch, an append-only chain of events.
public struct FeedName: Hashable, Comparable, Sendable {
    /// The only author.
    public let chapter: ChapterID
    /// Counts the times the chapter had to begin anew under its root key; 0 at first.
    public let epoch: UInt32

    /// Names a feed.
    public init(chapter: ChapterID, epoch: UInt32 = 0) {
        self.chapter = chapter
        self.epoch = epoch
    }

    /// The place of an event in the whole history of its chapter: the epoch, then the seq.
    ///
    /// The seq takes 40 bits; a greater one, which only a lie can name, counts as the greatest.
    public func place(of seq: UInt64) -> UInt64 {
        UInt64(epoch) << 40 | min(seq, 1 << 40 - 1)
    }

    /// The epoch and the seq that a place in a chapter's history stands for.
    public static func parts(ofPlace place: UInt64) -> (epoch: UInt32, seq: UInt64) {
        (UInt32(place >> 40), place & (1 << 40 - 1))
    }

    /// Orders feeds by chapter, then epoch: the order of vectors and fingerprints.
    public static func < (left: FeedName, right: FeedName) -> Bool {
        (left.chapter, left.epoch) < (right.chapter, right.epoch)
    }
}

/// The end of what somebody holds of a feed.
public struct Tip: Hashable, Sendable {
    /// The last event's place, 0 while there is none.
    public let seq: UInt64
    /// The last event's id.
    public let id: EventID
    /// The last event's time; the next one may not be earlier.
    public let time: HybridTime

    /// A tip that was read from a store or just verified.
    public init(seq: UInt64, id: EventID, time: HybridTime) {
        self.seq = seq
        self.id = id
        self.time = time
    }

    /// Nothing yet.
    public static let empty = Tip(seq: 0, id: .none, time: HybridTime(bits: 0))
}
