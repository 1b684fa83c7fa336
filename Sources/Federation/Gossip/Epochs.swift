import Sodium

/// The epochs of chapters as far as they are known: which feeds make up a chapter's history, in
/// which order, and how far each of them counts.
///
/// A chapter's history is read from its latest epoch backwards: each opening names the earlier
/// epoch that it goes on from and where that one ends. Other epochs, opened by mistake or by a
/// thief, lead nowhere and are left out.
package struct Epochs: Sendable {
    /// The openings of feeds, by feed; later epochs than the first one must be here to count.
    private(set) var openings: [FeedName: FeedOpening] = [:]
    /// Where earlier epochs end.
    package private(set) var cuts: [FeedName: FeedCut] = [:]
    /// The feeds of each chapter that has more than one, the oldest first.
    private(set) var histories: [ChapterID: [FeedName]] = [:]

    package init(_ openings: [FeedOpening]) {
        for opening in openings { self.openings[opening.feed] = opening }
        for chapter in Set(openings.map(\.feed.chapter)) { read(chapter) }
    }

    /// Takes a feed's opening; false where it was known, or another one for this feed was.
    mutating func learn(_ opening: FeedOpening) -> Bool {
        guard openings[opening.feed] == nil else { return false }
        openings[opening.feed] = opening
        read(opening.feed.chapter)
        return true
    }

    /// The epoch that a feed goes on from, and where that one ends.
    func before(_ feed: FeedName) -> (feed: FeedName, cut: FeedCut)? {
        openings[feed]?.closes.map {
            (FeedName(chapter: feed.chapter, epoch: $0.epoch), $0)
        }
    }

    /// The latest epoch of a chapter, as far as openings tell.
    func latest(of chapter: ChapterID) -> FeedName? { histories[chapter]?.last }

    /// Whether a feed is part of its chapter's history, or may go on from it.
    package func counts(_ feed: FeedName) -> Bool {
        guard let history = histories[feed.chapter], let latest = history.last else { return true }
        return feed.epoch > latest.epoch || history.contains(feed)
    }

    private mutating func read(_ chapter: ChapterID) {
        let all = openings.keys.filter { $0.chapter == chapter }
        for feed in cuts.keys where feed.chapter == chapter { cuts[feed] = nil }
        guard let latest = all.max(), latest.epoch > 0 else { return }
        var history = [latest]
        while let first = history.first, let before = before(first) {
            cuts[before.feed] = before.cut
            history.insert(before.feed, at: 0)
        }
        histories[chapter] = history
    }
}
