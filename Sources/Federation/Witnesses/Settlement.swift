/// That a chapter has named an event of another one's feed, and where it said so.
public struct Testimony: Hashable, Sendable {
    /// Whose feed it stands in.
    public let witness: FeedName
    /// Its place there.
    public let seq: UInt64
    /// What it names.
    public let head: WitnessedHead

    /// What a witness has said at a place of its feed.
    public init(witness: FeedName, seq: UInt64, head: WitnessedHead) {
        self.witness = witness
        self.seq = seq
        self.head = head
    }
}

/// How far forked feeds are settled: what more than half of the other founders have witnessed can
/// no more be undone by a fork, so that a stolen old key cannot void years.
///
/// A witness may have written two histories itself. So it begins with every fork cutting, counts
/// the testimonies that stand before the cuts, lifts the cuts of what they settle, and goes on
/// until nothing changes. All nodes that hold the same events and proofs find the same.
/// Protocol/README.md, "Witnesses".
public struct Settlement: Sendable {
    /// The last settled event of each feed that has one.
    public let heads: [FeedName: WitnessedHead]

    /// Settles what these testimonies are about.
    ///
    /// `forks`: the places at which feeds are known to have forked, of all feeds in `testimonies`.
    public init(
        founders: [ChapterID], testimonies: [Testimony], forks: [FeedName: [UInt64]]
    ) {
        let founders = Set(founders)
        let counted = testimonies.filter {
            founders.contains($0.witness.chapter) && $0.witness.chapter != $0.head.feed.chapter
        }
        var heads: [FeedName: WitnessedHead] = [:]
        // Each round but the last one settles more; the bound is for what cannot be.
        for _ in 0...counted.count {
            let found = Self.settled(
                counted.filter { testimony in
                    let settled = heads[testimony.witness]?.seq ?? 0
                    let cuts = forks[testimony.witness]?.filter { $0 > settled } ?? []
                    return cuts.allSatisfy { testimony.seq < $0 }
                }, by: founders)
            if found == heads { break }
            heads = found
        }
        self.heads = heads
    }

    private static func settled(_ testimonies: [Testimony], by founders: Set<ChapterID>)
        -> [FeedName: WitnessedHead]
    {
        var witnesses: [WitnessedHead: Set<ChapterID>] = [:]
        for testimony in testimonies {
            witnesses[testimony.head, default: []].insert(testimony.witness.chapter)
        }
        var heads: [FeedName: WitnessedHead] = [:]
        for (head, chapters) in witnesses {
            let others = founders.count - (founders.contains(head.feed.chapter) ? 1 : 0)
            guard 2 * chapters.count > others else { continue }
            if let known = heads[head.feed] {
                let isBetter =
                    head.seq > known.seq || (head.seq == known.seq && head.id < known.id)
                guard isBetter else { continue }
            }
            heads[head.feed] = head
        }
        return heads
    }
}
