import Federation
import Feeds
import Sodium

/// What everybody should hold in the end, told from the ledger alone.
///
/// It is as simple as can be: whatever people were told is kept must be there, up to the first
/// place at which somebody has written twice.
extension Trial {
    /// Whether a feed may have two histories: its chapter's machine was copied, or put back.
    func mayFork(_ feed: FeedName) -> Bool {
        options.disaster != .nothing && feed.chapter == simulation.nodes[victim].chapter
    }

    /// Nothing that people were told is kept has gone.
    func nothingLost() throws -> [String] {
        guard let node = members.first else { return [] }
        let log = try simulation.nodes[node].store.log()
        let held = Set(log.values.joined())
        var said: Set<[UInt8]> = []
        for id in held {
            if let payload = ledger.entries[id]?.event.payload { said.insert(payload) }
        }
        var findings: [String] = []
        for feed in ledger.feeds {
            for entry in expected(of: feed) where !held.contains(entry.event.id) {
                // A chapter that begins anew says again what was cut off, but what sums that up.
                let isSaidAgain =
                    entry.event.suffix.kind == .checkpoint
                    || said.contains(entry.event.payload ?? [])
                if hasBegunAnew(feed), isSaidAgain { continue }
                let seq = entry.event.header.seq
                findings.append(
                    "event \(seq) of epoch \(feed.epoch) of node \(number(of: feed)) is gone")
            }
        }
        for word in lastWords where !said.contains(word) {
            findings.append("\(String(decoding: word, as: UTF8.self)) is gone")
        }
        return findings
    }

    private func number(of feed: FeedName) -> Int { simulation.number(of: feed.chapter) ?? -1 }

    private func hasBegunAnew(_ feed: FeedName) -> Bool {
        ledger.feeds.contains { $0.chapter == feed.chapter && $0.epoch > feed.epoch }
    }

    /// What must be held of a feed.
    private func expected(of feed: FeedName) -> [Ledger.Entry] {
        let left = leaver.map { simulation.nodes[$0].chapter }
        // What a chapter that left says later need not come to anybody.
        guard left != feed.chapter else { return [] }
        var expected: [Ledger.Entry] = []
        for place in ledger.events(of: feed) {
            guard place.count == 1, let entry = place.first else { break }
            // A chapter that left does not give back what it alone has got.
            let mustBeThere = mayFork(feed) ? entry.reached.contains { $0 != left } : true
            if entry.isAcknowledged, mustBeThere { expected.append(entry) }
        }
        return expected
    }
}
