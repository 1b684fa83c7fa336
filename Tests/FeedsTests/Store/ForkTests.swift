import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `A fork in the store` {
    private let harbour: MemoryStore
    private let copy: MemoryStore
    private let reader: MemoryStore

    init() throws {
        harbour = try MemoryStore("Harbour")
        copy = try MemoryStore(harbour.feeds.author)
        reader = try MemoryStore("Riverside")
        let opening = FeedOpening(
            certificate: harbour.feeds.author.certificate,
            profile: ChapterProfile(name: "Harbour", profile: "union-local"))
        try harbour.say(.feedOpened, opening.payload)
        for byte in UInt8(1)...5 { try harbour.say(.meetingScheduled, Meetings.event(byte)) }
        // The copy has the same beginning and goes on differently from event 4.
        for run in Gossip.runs(of: Array(try harbour.events()[..<3])) {
            let common = try received(run)
                .verified(after: copy.tip(harbour.feed) ?? .empty, by: harbour.key)
            try copy.database.write { try copy.feeds.receive(common, in: $0) }
        }
        for byte in UInt8(11)...13 { try copy.say(.meetingScheduled, Meetings.event(byte)) }
        try harbour.send(harbour.feed, key: harbour.key, to: reader)
    }

    private func branch(from seq: UInt64) throws -> VerifiedRun {
        let events = try copy.events().filter { $0.header.seq >= seq }
        return try received(events).branch(by: harbour.key)
    }

    private func compare(from seq: UInt64) throws -> GossipInput.Comparison {
        let branch = try branch(from: seq)
        return try reader.read { try reader.feeds.compare(branch, in: $0) }
    }

    private func proof() throws -> ForkProof {
        guard case .fork(let proof) = try compare(from: 2) else { throw Broken(what: "no fork") }
        return proof
    }

    @Test func `is found where the two histories part`() throws {
        #expect(try proof().seq == 4)
        #expect(try Set(proof().ids) == [harbour.events()[3].id, copy.events()[3].id])
        guard case .earlier(5) = try compare(from: 5) else {
            Issue.record("a branch that differs before its first event")
            return
        }
        let same = try received(Array(harbour.events()[1...])).branch(by: harbour.key)
        let comparison = try reader.read { try reader.feeds.compare(same, in: $0) }
        guard case .same = comparison else {
            Issue.record("the same history is no fork")
            return
        }
    }

    /// Where the feed ends once the proof is weighed; nobody has witnessed anything.
    private func tip(after proof: ForkProof, in store: MemoryStore) async throws -> Tip {
        let verdicts = try await store.feeds.weigh(proof)
        return try #require(verdicts.first { $0.feed == proof.feed }).tip
    }

    @Test func `puts the later events aside and takes their rows away`() async throws {
        #expect(try reader.count("shared_meeting") == 5)
        let aside = try reader.events(harbour.feed)[3...].map(\.id)
        let tip = try await tip(after: proof(), in: reader)
        #expect(tip.seq == 3)
        #expect(try tip.id == harbour.events()[2].id)
        #expect(try reader.tip(harbour.feed) == tip)
        #expect(try reader.events(harbour.feed).count == 3)
        let titles = try reader.read {
            try String.fetchAll($0, sql: "SELECT hex(substr(meeting, 1, 0)) FROM shared_meeting")
        }
        #expect(titles.count == 2)
        let quarantined = try reader.read {
            try EventID.fetchAll($0, sql: "SELECT id FROM quarantine ORDER BY seq")
        }
        #expect(quarantined == aside)
    }

    @Test func `is known again after a restart`() async throws {
        let proof = try proof()
        _ = try await tip(after: proof, in: reader)
        let again = Feeds(database: reader.database, author: reader.feeds.author)
        let forks = try reader.read { try again.forks(in: $0) }
        #expect(forks.map(\.cutting) == [proof])
    }

    @Test func `at the first event leaves nothing of the feed`() async throws {
        let other = try MemoryStore(harbour.feeds.author)
        try other.chat(2)
        let theirs = try received(other.events()).branch(by: harbour.key)
        let comparison = try reader.read { try reader.feeds.compare(theirs, in: $0) }
        guard case .fork(let proof) = comparison else { throw Broken(what: "no fork") }
        #expect(try await tip(after: proof, in: reader) == .empty)
        #expect(try reader.events(harbour.feed).isEmpty)
        #expect(try reader.sharedRows().isEmpty)
        #expect(try reader.count("quarantine") == 6)
    }

    @Test func `of a feed that is not held is kept all the same`() async throws {
        let stranger = try MemoryStore("Stranger")
        #expect(try await tip(after: proof(), in: stranger) == .empty)
        #expect(try stranger.count("fork") == 1)
    }

    @Test func `leaves a feed that verifies, though its end may carry no signature`() async throws {
        _ = try await tip(after: proof(), in: reader)
        let keys = harbour.keys
        let (events, findings) = try reader.read { db in
            let held = try #require(try HeldFeed.find(harbour.feed, in: db))
            return try held.verify(keys: keys, in: db)
        }
        #expect(events == 3)
        #expect(findings.isEmpty)
    }
}
