import Federation
import Feeds
import GRDB
import Logging

/// What is remembered of linked chapters' nodes for people to look at.
extension GossipService {
    /// So often what was heard is written down, in milliseconds.
    private static let contactsKeptEvery: Int64 = 60_000
    /// So soon who has what of this chapter is written down, in milliseconds.
    private static let acknowledgedKeptAfter: Int64 = 2_000

    /// What is known of a chapter's node: from the link if there is one, else from memory.
    func contact(with entry: RosterEntry) -> Contact? {
        let remembered = contacts[entry.chapter]
        guard let heard = gossip.heard[entry.chapter] else { return remembered }
        let held = gossip.holdings(of: entry.chapter)
        return Contact(
            heard: heard,
            theyHave: held[gossip.ownFeed] ?? remembered?.theyHave ?? 0,
            theyWrote: gossip.feed(of: entry.chapter).flatMap { held[$0] } ?? remembered?.theyWrote
                ?? 0)
    }

    /// Takes over what the links say; they say nothing any more once they are gone.
    func noteContacts() {
        for entry in gossip.roster?.entries ?? [] where gossip.isConnected(entry.chapter) {
            contacts[entry.chapter] = contact(with: entry)
            let held = gossip.holdings(of: entry.chapter)[gossip.ownFeed] ?? 0
            guard held > lastAcknowledged[entry.chapter] ?? 0 else { continue }
            lastAcknowledged[entry.chapter] = held
            acknowledged.append((entry.chapter, held, clock()))
        }
    }

    /// Writes down what was heard, once in a while; `now` at once.
    func keepContacts(now: Bool = false) async {
        noteContacts()
        await keepAcknowledged(now: now)
        guard now || clock() >= contactsDue else { return }
        contactsDue = clock() + Self.contactsKeptEvery
        let changed = contacts.filter { keptContacts[$0.key] != $0.value }
        guard !changed.isEmpty else { return }
        do {
            // In a task of its own: the last time is when the service is being cancelled.
            try await Task { [feeds] in
                try await feeds.database.write { db in try feeds.keep(changed, in: db) }
            }.value
            keptContacts.merge(changed) { _, new in new }
        } catch {
            logger.error("remembering contacts failed", metadata: ["error": "\(error)"])
        }
    }

    /// Writes down who has said to hold how much of this chapter's feed, several words together.
    private func keepAcknowledged(now: Bool) async {
        guard let first = acknowledged.first,
            now || clock() - first.at >= Self.acknowledgedKeptAfter
        else { return }
        let words = acknowledged
        acknowledged = []
        do {
            try await Task { [feeds] in
                try await feeds.database.write { db in
                    for word in words {
                        try feeds.acknowledge(word.seq, by: word.chapter, at: word.at, in: db)
                    }
                }
            }.value
        } catch {
            logger.error("remembering who has what failed", metadata: ["error": "\(error)"])
        }
    }
}
