public import Federation
public import GRDB

extension Feeds {
    /// Begins the epoch that this store's author has the key of, inside a transaction.
    ///
    /// The earlier epoch ends where the opening says. What the chapter had written there after that
    /// point is said again in the new epoch, in the same order, so that nothing of it is lost.
    /// `sayingAgain`: false for a chapter that has lost its own copy: what others hold after that
    /// point may be of a thief.
    /// - Returns: how many events were said again.
    public func begin(
        _ opening: FeedOpening, sayingAgain: Bool = true, at now: Timestamp, in db: Database
    ) throws -> Int {
        precondition(opening.feed == author.feed, "the opening is of another feed")
        guard let cut = opening.closes else { return 0 }
        let earlier = FeedName(chapter: chapter, epoch: cut.epoch)
        _ = try close(earlier, after: cut.seq, in: db)
        try write(.feedOpened, opening.payload, at: now, in: db)
        guard sayingAgain else { return 0 }
        var count = 0
        let lost = try HeldFeed.find(earlier, in: db)?.eventsAside(limit: .max, in: db) ?? []
        // What those said holds for the earlier feed only.
        let ofThatFeed: Set<Kind> = [.feedOpened, .feedKeyChanged, .checkpoint]
        for event in lost where !ofThatFeed.contains(event.suffix.kind) {
            guard let payload = event.payload else { continue }
            try write(event.suffix.kind, payload, at: now, in: db)
            count += 1
        }
        return count
    }
}
