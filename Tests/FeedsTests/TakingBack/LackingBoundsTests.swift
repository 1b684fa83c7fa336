import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Bodies that are missing` {
    @Test func `are kept in mind up to 512 at a time`() throws {
        let harbour = try MemoryStore("Harbour")
        let riverside = try MemoryStore("Riverside")
        try harbour.chat(600)
        while true {
            let held = try riverside.tip(harbour.feed) ?? .empty
            let run = try harbour.run(after: held.seq)
            if run.isEmpty { break }
            let bare = run.map { $0.suffix.kind.mayBeTakenBack ? $0.withoutBody : $0 }
            let verified = try received(bare).verified(after: held, by: harbour.key)
            try riverside.database.write { try riverside.feeds.receive(verified, in: $0) }
        }
        let lacking = try riverside.read { try riverside.feeds.lacking(in: $0) }
        #expect(lacking[harbour.feed]?.count == Gossip.lackingKept)
        #expect(Gossip.lackingKept == 512)
        // Once these have come, the rest is known.
        let first = try received(harbour.run(after: 0)).verified(after: .empty, by: harbour.key)
        try riverside.database.write { try riverside.feeds.fill(first, in: $0) }
        let rest = try riverside.read { try riverside.feeds.lacking(in: $0) }
        #expect(rest[harbour.feed]?.count == 600 - first.events.count)
    }
}
