import Federation
import Feeds
import GRDB

/// Saying once a day what is held of the others' feeds, so that nobody can rewrite them later.
extension GossipService {
    /// After a start it waits so long, in milliseconds: by then the node holds what others hold.
    private static let witnessAfterStart: Int64 = 60_000

    /// When a chapter that starts now says next what it holds.
    static func nextWitness(
        after last: Timestamp?, every interval: Int64, now: Timestamp
    ) -> Timestamp {
        let soon = now + min(interval, witnessAfterStart)
        // A testimony from the future, from a clock that was wrong, is not waited for.
        guard let last, last <= now else { return soon }
        return max(soon, last + interval)
    }

    func witness() async {
        let now = clock()
        guard now >= witnessDue, gossip.mayAppend, feeds.gateIsOpen else { return }
        witnessDue = now + configuration.settings.witnessEvery
        do {
            try await feeds.database.write { [feeds] db in _ = try feeds.witness(at: now, in: db) }
        } catch {
            log(error, "witnessing")
        }
    }
}
