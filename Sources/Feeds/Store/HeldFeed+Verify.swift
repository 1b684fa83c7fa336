public import Federation
public import GRDB
import Sodium

extension HeldFeed {
    /// Checks the feed again from its first event: bodies, ids, chain, times and signatures.
    ///
    /// `keys`: the feed's keys; without them signatures cannot be checked, which is a
    ///   finding.
    /// Gives how many events were read, and a sentence for each thing that is wrong.
    public func verify(keys: FeedKeys?, in db: Database) throws -> (
        events: Int, findings: [String]
    ) {
        var findings: [String] = []
        var next: UInt64 = 1
        var last: Event?
        let feed = "the feed of \(name.chapter)"
        if keys == nil { findings.append("The key of \(feed) is not known.") }
        while next <= tip.seq {
            let events: [Event]
            do {
                events = try self.events(from: next, limit: 1000, in: db)
            } catch let damage as StoreDamage {
                findings.append("\(damage) What comes after \(next - 1) of \(feed) was not read.")
                return (Int(next - 1), findings)
            }
            guard !events.isEmpty else { break }
            for event in events {
                if event.header.seq != next {
                    findings.append("Events before \(event.header.seq) of \(feed) are missing.")
                }
                if event.header.id != event.id {
                    findings.append("Event \(event.header.seq) of \(feed) was changed.")
                }
                if let last, event.suffix.time < last.suffix.time {
                    findings.append("Time runs backwards at \(event.header.seq) of \(feed).")
                }
                if let keys, let signature = event.signature,
                    !keys.key(at: event.header.seq).isValid(
                        signature, for: EventHeader.signedBytes(name.chapter, event.id))
                {
                    findings.append(
                        "The signature of event \(event.header.seq) of \(feed) is wrong.")
                }
                last = event
                next = event.header.seq + 1
            }
        }
        for seq in try lacking(limit: Self.namedInFindings, in: db) {
            findings.append(
                "Event \(seq) of \(feed) is without its body, which was not taken back.")
        }
        if next <= tip.seq || (last?.id ?? .none) != tip.id {
            findings.append("The end of \(feed) is missing.")
        } else if last?.signature == nil, tip.seq > 0, try !isForked(in: db) {
            findings.append("The last event of \(feed) is not signed.")
        }
        return (Int(next - 1), findings)
    }

    /// Of many events with the same fault so many are named.
    private static let namedInFindings = 100

    /// A fork may have cut the feed in the middle of a run, where nobody but the author signed.
    private func isForked(in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT 1 FROM fork WHERE feed = ?", arguments: [number]) == true
    }
}
