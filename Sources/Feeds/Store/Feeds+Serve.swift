public import Federation
public import GRDB

extension Feeds {
    /// The stored events of a range as one run: within the limits, ending with a signed event.
    ///
    /// It goes on to the next signature, also past the end of a feed that was cut in the middle of
    /// a run. Empty where nothing is held from there on.
    public func run(_ name: FeedName, from: UInt64, in db: Database) throws -> [Event] {
        guard let held = try HeldFeed.find(name, in: db) else { return [] }
        var events = try held.events(from: from, limit: Limits.runEvents, in: db)
        if let last = events.last, last.header.seq == held.tip.seq, last.signature == nil {
            events += try held.eventsAside(limit: Limits.runEvents - events.count, in: db)
        }
        var size = 0
        var end = 0
        for (index, event) in events.enumerated() {
            size += event.runBytes
            if size > Limits.runBytes, index > 0 { break }
            if event.signature != nil { end = index + 1 }
            if event.suffix.kind.endsRun { break }
        }
        return Array(events[..<end])
    }

    /// The openings of all epochs of chapters that have had more than one.
    public func openings(in db: Database) throws -> [FeedOpening] {
        let later = try HeldFeed.all(in: db)
        let renewed = Set(later.filter { $0.name.epoch > 0 }.map(\.name.chapter))
        return try later.filter { renewed.contains($0.name.chapter) }
            .compactMap { try $0.opening(in: db) }
    }

    /// Where an event of this chapter stands in its history.
    ///
    /// Ids have no index: the chapter's own feeds are looked through.
    public func place(ofOwn event: EventID, in db: Database) throws -> (epoch: UInt32, seq: UInt64)?
    {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT epoch, event.seq AS place FROM feed JOIN event ON event.feed = feed.number
                WHERE chapter = ? AND id = ?
                """, arguments: [chapter, event])
        return row.map { (UInt32($0["epoch"] as Int64), UInt64($0["place"] as Int64)) }
    }

    /// What gossip begins with: the end of every feed and the last signed event before it.
    public func ends(in db: Database) throws -> (
        tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead]
    ) {
        var tips: [FeedName: Tip] = [:]
        var heads: [FeedName: Gossip.HeldHead] = [:]
        for held in try HeldFeed.all(in: db) {
            tips[held.name] = held.tip
            guard held.tip.seq > 0,
                let last = try held.events(from: held.tip.seq, limit: 1, in: db).last,
                let signature = last.signature
            else { continue }
            heads[held.name] = Gossip.HeldHead(tip: last.tip, signature: signature)
        }
        return (tips, heads)
    }
}
