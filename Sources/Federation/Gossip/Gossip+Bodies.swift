import Sodium

/// Getting bodies that somebody on the way has left out.
///
/// A taking back is a later event of the same history. So whoever holds a history to its end knows
/// which bodies may be missing, and asks one neighbour after the other for those that may not.
extension Gossip {
    /// So many places of a feed are kept in mind and asked for at a time.
    public static let lackingKept = 512
    /// A link that did not have the bodies is asked for them again after so long, in milliseconds.
    static let bodiesAgain: Int64 = 120_000

    /// Takes in which bodies of a feed are missing, and asks for them.
    mutating func lack(
        _ places: [UInt64], of feed: FeedName, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        lackingBodies[feed] = places.isEmpty ? nil : places
        for link in greetedLinks { askForBodies(of: feed, on: link, at: now, &actions) }
    }

    /// Asks a link for the missing bodies of all feeds.
    mutating func askForBodies(
        on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        for feed in lackingBodies.keys.sorted() {
            askForBodies(of: feed, on: link, at: now, &actions)
        }
    }

    /// Asks a link for the missing bodies of a feed, once all of the feed that is on its way is
    /// stored, if the link holds so much and has not been asked of late.
    private mutating func askForBodies(
        of feed: FeedName, on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard let places = lackingBodies[feed], let first = places.first, asked[feed] == nil,
            keys[feed] != nil, tips[feed] == stored[feed], let session = sessions[link],
            session.theirs[feed] ?? 0 >= first
        else { return }
        if let last = session.askedForBodies[feed], now - last < Self.bodiesAgain { return }
        sessions[link]?.askedForBodies[feed] = now
        let ranges = Self.ranges(of: places).prefix(Limits.ranges)
        ask(ranges.map { (feed, $0.from, $0.through) }, on: link, at: now, &actions)
    }

    /// Takes the bodies of a run that is held but for them, and asks for more at once.
    mutating func fill(
        _ branch: VerifiedRun, from link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        asked[branch.feed]?.at = now
        if let through = asked[branch.feed]?.through, branch.tip.seq >= through {
            asked[branch.feed] = nil
        }
        let places = Set(lackingBodies[branch.feed] ?? [])
        guard branch.events.contains(where: { $0.body != nil && places.contains($0.header.seq) })
        else { return }
        sessions[link]?.askedForBodies[branch.feed] = nil
        actions.append(.fill(branch, from: link))
    }

    /// Ascending places as ranges without gaps.
    private static func ranges(of places: [UInt64]) -> [(from: UInt64, through: UInt64)] {
        var ranges: [(from: UInt64, through: UInt64)] = []
        for place in places {
            if let last = ranges.last, last.through + 1 == place {
                ranges[ranges.count - 1].through = place
            } else {
                ranges.append((place, place))
            }
        }
        return ranges
    }
}
