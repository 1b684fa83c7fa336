import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Receiving runs` {
    private let harbour: MemoryStore
    private let riverside: MemoryStore

    init() throws {
        harbour = try MemoryStore("Harbour")
        riverside = try MemoryStore("Riverside")
    }

    private func run(after tip: Tip, through seq: UInt64) throws -> VerifiedRun {
        let events = try harbour.events().filter { $0.header.seq <= seq && $0.header.seq > tip.seq }
        return try received(events).verified(after: tip, by: harbour.key)
    }

    /// Two runs, one continuing the other.
    private func twoRuns() throws -> [VerifiedRun] {
        let events = try harbour.events()
        let first = try run(after: .empty, through: 2)
        return [first, try run(after: first.tip, through: UInt64(events.count))]
    }

    private func take(_ run: VerifiedRun) throws {
        try riverside.database.write { try riverside.feeds.receive(run, in: $0) }
    }

    @Test func `keeps the bytes, the ids and the last signature of each run`() async throws {
        try harbour.chat(5)
        try await riverside.feeds.receive(twoRuns())
        let sent = try harbour.events()
        let kept = try riverside.events(harbour.feed)
        #expect(kept.map(\.header) == sent.map(\.header))
        #expect(kept.map(\.body) == sent.map(\.body))
        #expect(kept.map { $0.signature != nil } == [false, true, false, false, true])
        #expect(try riverside.tip(harbour.feed) == harbour.tip())
    }

    @Test func `refuses a run that leaves a gap, and keeps nothing of it`() throws {
        try harbour.chat(5)
        let runs = try twoRuns()
        #expect(throws: OutOfOrder.self) { try take(runs[1]) }
        #expect(try riverside.events(harbour.feed).isEmpty)
        #expect(try riverside.tip(harbour.feed) == nil)
    }

    @Test func `refuses a run that it has already`() throws {
        try harbour.chat(5)
        let runs = try twoRuns()
        try take(runs[0])
        #expect(throws: OutOfOrder.self) { try take(runs[0]) }
        #expect(try riverside.events(harbour.feed).count == 2)
    }

    @Test func `refuses a run that continues another history`() throws {
        let copy = try MemoryStore(harbour.feeds.author)
        try harbour.chat(2)
        try copy.chat(5)
        try harbour.send(harbour.feed, key: harbour.key, to: riverside)
        let tip = try copy.events()[1].tip
        let other = try received(Array(copy.events()[2...])).verified(after: tip, by: harbour.key)
        #expect(throws: OutOfOrder.self) { try take(other) }
        #expect(try riverside.tip(harbour.feed) == harbour.tip())
    }

    @Test(arguments: ["event", "shared_meeting"])
    func `keeps nothing of any run when the database fails in the middle`(table: String)
        async throws
    {
        for byte in UInt8(1)...5 { try harbour.say(.meetingScheduled, Meetings.event(byte)) }
        let runs = try twoRuns()
        try await riverside.database.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER disk_full BEFORE INSERT ON \(table)
                    WHEN (SELECT count(*) FROM \(table)) = 3
                    BEGIN SELECT raise(ABORT, 'database or disk is full'); END
                    """)
        }
        await #expect(throws: DatabaseError.self) { try await riverside.feeds.receive(runs) }
        #expect(try riverside.events(harbour.feed).isEmpty)
        #expect(try riverside.tip(harbour.feed) == nil)
        #expect(try riverside.sharedRows().isEmpty)
        try riverside.execute("DROP TRIGGER disk_full")
        try await riverside.feeds.receive(runs)
        #expect(try riverside.sharedRows() == harbour.sharedRows())
    }

    @Test func `keeps and passes on what it does not understand`() throws {
        let kinds = [Kind(rawValue: 1000), Kind(rawValue: 70), .meetingScheduled]
        for kind in kinds { try harbour.say(kind, [0xFF, 0xFF]) }
        try harbour.send(harbour.feed, key: harbour.key, to: riverside)
        let third = try MemoryStore("Hillside")
        try riverside.send(harbour.feed, key: harbour.key, to: third)
        #expect(try third.events(harbour.feed).map(\.id) == harbour.events().map(\.id))
        let counts = try third.read { try third.feeds.voidEvents(in: $0) }
        #expect(counts == ["malformed payload": 1])
    }
}
