/// What a feed's forks do to it, once they are weighed against what others have witnessed.
public struct ForkVerdict: Hashable, Sendable {
    /// The feed.
    public let feed: FeedName
    /// The last event that a fork can no more undo, if there is one.
    public let settled: WitnessedHead?
    /// The fork before which the feed ends.
    public let cutting: ForkProof?
    /// The earliest fork that changes nothing, because it lies where the feed is settled.
    public let past: ForkProof?
    /// How far the feed is held now.
    public let tip: Tip
    /// The changes of its key up to there.
    public let keyChanges: [KeyChange]

    /// A verdict that is stored.
    public init(
        feed: FeedName, settled: WitnessedHead?, cutting: ForkProof?, past: ForkProof?, tip: Tip,
        keyChanges: [KeyChange] = []
    ) {
        self.feed = feed
        self.settled = settled
        self.cutting = cutting
        self.past = past
        self.tip = tip
        self.keyChanges = keyChanges
    }

    /// The same with the changes of the feed's key as they are stored now.
    public func with(_ keyChanges: [KeyChange]) -> ForkVerdict {
        ForkVerdict(
            feed: feed, settled: settled, cutting: cutting, past: past, tip: tip,
            keyChanges: keyChanges)
    }

    /// Sorts the proofs of one feed into the one that cuts it and the one that changes nothing.
    public static func weigh(_ proofs: [ForkProof], settled: WitnessedHead?) -> (
        cutting: ForkProof?, past: ForkProof?
    ) {
        let sorted = proofs.sorted { $0.isBetter(than: $1) }
        let end = settled?.seq ?? 0
        return (sorted.first { $0.seq > end }, sorted.first { $0.seq <= end })
    }
}

extension ForkProof {
    /// Whether this proof is kept rather than the other one: the earlier fork; at the same place,
    /// the lower ids.
    public func isBetter(than other: ForkProof) -> Bool {
        seq < other.seq || (seq == other.seq && ids.lexicographicallyPrecedes(other.ids))
    }
}
