import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import Synchronization
import TestSupport
import Testing

@Suite struct `Appending to one's own feed` {
    private struct Changed: Error {}

    @Test func `projects the event within the same transaction`() throws {
        let store = try MemoryStore()
        let seen = try store.database.write { db in
            try store.feeds.append(.meetingScheduled, Meetings.event(1), at: .noon, in: db)
            return try String.fetchAll(db, sql: "SELECT title FROM shared_meeting")
        }
        #expect(seen == ["Assembly"])
    }

    @Test func `takes the event back with its transaction`() throws {
        let store = try MemoryStore()
        let told = Mutex(0)
        store.feeds.onCommit { events in told.withLock { $0 += events.count } }
        #expect(throws: Changed.self) {
            try store.database.write { db in
                try store.feeds.append(.meetingScheduled, Meetings.event(1), at: .noon, in: db)
                throw Changed()
            }
        }
        #expect(try store.events().isEmpty)
        #expect(try store.count("shared_meeting") == 0)
        #expect(told.withLock { $0 } == 0)
        try store.say(.meetingScheduled, Meetings.event(2))
        #expect(try store.events().map(\.header.seq) == [1])
        #expect(told.withLock { $0 } == 1)
    }

    @Test func `tells of all events of a transaction once, after the commit`() throws {
        let store = try MemoryStore()
        let told = Mutex<[[UInt64]]>([])
        store.feeds.onCommit { events in told.withLock { $0.append(events.map(\.header.seq)) } }
        try store.chat(3)
        try store.chat(2)
        #expect(told.withLock { $0 } == [[1, 2, 3], [4, 5]])
    }

    @Test func `chains and signs every event`() throws {
        let store = try MemoryStore()
        try store.chat(3)
        let events = try store.events()
        #expect(events.map(\.header.previous) == [.none, events[0].id, events[1].id])
        for event in events {
            let signature = try #require(event.signature)
            let signed = EventHeader.signedBytes(store.feed.chapter, event.id)
            #expect(store.key.isValid(signature, for: signed))
            #expect(event.header.id == event.id)
        }
    }

    @Test func `is later than what has been read, but not later than ten minutes from now`() throws
    {
        let harbour = try MemoryStore("Harbour")
        let riverside = try MemoryStore("Riverside")
        let ahead = Timestamp.noon + 300_000
        try riverside.say(Kind(rawValue: 1000), [1], at: ahead)
        try riverside.send(riverside.feed, key: riverside.key, to: harbour)
        try harbour.chat(1)
        let answer = try #require(try harbour.tip())
        #expect(answer.time > HybridTime(now: ahead, after: HybridTime(bits: 0)))
        #expect(answer.time.moment <= ahead)
        try riverside.say(Kind(rawValue: 1000), [2], at: .noon + 86_400_000)
        try riverside.send(riverside.feed, key: riverside.key, to: harbour)
        try harbour.chat(1)
        #expect(try #require(try harbour.tip()).time.moment == .noon + Limits.clockPull)
    }
}

@Suite struct `While the gate is closed` {
    private func outbox(_ store: MemoryStore) throws -> Int { try store.count("outbox") }

    @Test func `events wait in the outbox and are appended in order when it opens`() async throws {
        let store = try MemoryStore(gateIsOpen: false)
        try store.say(.meetingScheduled, Meetings.event(1), at: .noon)
        try store.say(.meetingScheduled, Meetings.event(1, title: "Moved"), at: .noon + 1000)
        #expect(try outbox(store) == 2)
        #expect(try store.events().isEmpty)
        #expect(try store.count("shared_meeting") == 0)
        try await store.feeds.openGate()
        #expect(store.feeds.gateIsOpen)
        #expect(try outbox(store) == 0)
        let events = try store.events()
        #expect(events.map(\.suffix.time.moment) == [.noon, .noon + 1000])
        #expect(events.map(\.payload) == [Meetings.event(1), Meetings.event(1, title: "Moved")])
        #expect(events.map(\.suffix.kind) == [.meetingScheduled, .meetingScheduled])
        let titles = try store.read {
            try String.fetchAll($0, sql: "SELECT title FROM shared_meeting")
        }
        #expect(titles == ["Moved"])
    }

    @Test func `an act that is rolled back leaves nothing in the outbox`() throws {
        struct Changed: Error {}
        let store = try MemoryStore(gateIsOpen: false)
        #expect(throws: Changed.self) {
            try store.database.write { db in
                try store.feeds.append(.meetingScheduled, Meetings.event(1), at: .noon, in: db)
                throw Changed()
            }
        }
        #expect(try outbox(store) == 0)
    }

    @Test func `the gate stays closed when the outbox cannot be written out`() async throws {
        let store = try MemoryStore(gateIsOpen: false)
        for byte in UInt8(1)...3 { try store.say(.meetingScheduled, Meetings.event(byte)) }
        try await store.database.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER disk_full BEFORE INSERT ON event WHEN NEW.seq = 2
                    BEGIN SELECT raise(ABORT, 'database or disk is full'); END
                    """)
        }
        await #expect(throws: DatabaseError.self) { try await store.feeds.openGate() }
        #expect(!store.feeds.gateIsOpen)
        #expect(try outbox(store) == 3)
        #expect(try store.events().isEmpty)
        try store.execute("DROP TRIGGER disk_full")
        try await store.feeds.openGate()
        #expect(try store.events().map(\.payload) == (1...3).map { Meetings.event($0) })
    }

    @Test func `the gate stays closed when the transaction that opens it cannot be committed`()
        async throws
    {
        let store = try MemoryStore(gateIsOpen: false)
        try store.say(.meetingScheduled, Meetings.event(1))
        try await store.database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE elsewhere (id INTEGER PRIMARY KEY) STRICT;
                    CREATE TABLE pointing (
                        id INTEGER REFERENCES elsewhere (id) DEFERRABLE INITIALLY DEFERRED
                    ) STRICT;
                    CREATE TRIGGER uncommittable AFTER INSERT ON event
                    BEGIN INSERT INTO pointing VALUES (7); END
                    """)
        }
        await #expect(throws: DatabaseError.self) { try await store.feeds.openGate() }
        #expect(!store.feeds.gateIsOpen)
        #expect(try outbox(store) == 1)
    }

    @Test func `it can be closed again`() async throws {
        let store = try MemoryStore()
        store.feeds.closeGate()
        try store.chat(1)
        #expect(try outbox(store) == 1)
        #expect(try store.events().isEmpty)
    }
}
