import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@Suite struct `What its author takes back` {
    private let words = "words that somebody regrets"

    /// A group with a handle in it, and three things said.
    private func talk() throws -> (alice: MemoryStore, posts: [EventID]) {
        let alice = try MemoryStore()
        let chapter = alice.feed.chapter
        let group = ObjectID(chapter: chapter, nonce: nonce(1))
        let handle = ObjectID(chapter: chapter, nonce: nonce(2))
        try alice.say(
            .groupFounded,
            GroupFounded(
                nonce: nonce(1), name: "Damp", purpose: "Repairs", interests: [], charter: ""
            ).payload())
        try alice.say(
            .groupJoined,
            GroupJoined(group: group, nonce: nonce(2), name: "quill", steward: false).payload())
        for (number, text) in ["before", words, "after"].enumerated() {
            let replyTo =
                number == 0 ? nil : ObjectID(chapter: chapter, nonce: nonce(UInt8(9 + number)))
            try alice.say(
                .groupPosted,
                GroupPosted(
                    nonce: nonce(UInt8(10 + number)), group: group, handle: handle, text: text,
                    replyTo: replyTo
                ).payload())
        }
        return (alice, try alice.events().suffix(3).map(\.id))
    }

    private func takeBack(_ events: [EventID], by store: MemoryStore) throws -> Int {
        try store.database.write { try store.feeds.takeBack(events, at: .noon, in: $0) }
    }

    private func texts(_ store: MemoryStore) throws -> [String] {
        try store.read {
            try String.fetchAll($0, sql: "SELECT text FROM shared_post ORDER BY clock")
        }
    }

    @Test func `is gone at home and everywhere, and the chain still holds`() throws {
        let (alice, posts) = try talk()
        let bob = try MemoryStore("Riverside")
        try alice.send(alice.feed, key: alice.key, to: bob)
        #expect(try texts(bob) == ["before", words, "after"])
        #expect(try takeBack([posts[1]], by: alice) == 1)
        try alice.send(alice.feed, key: alice.key, to: bob)
        let carol = try MemoryStore("Hillside")
        try bob.send(alice.feed, key: alice.key, to: carol)
        for store in [alice, bob, carol] {
            #expect(try texts(store) == ["before", "after"])
            let events = try store.events(alice.feed)
            #expect(events.count == 6)
            #expect(events[3].body == nil && events[3].id == posts[1])
            #expect(events[3].header.id == posts[1], "its header still gives its id")
            let verdict = try store.read { db in
                try HeldFeed.find(alice.feed, in: db)?.verify(keys: alice.keys, in: db)
            }
            #expect(verdict?.findings == [])
            #expect(try store.sharedRows() == alice.sharedRows())
            #expect(try store.read { try store.feeds.lacking(in: $0) }.isEmpty)
        }
        let place = try bob.read { try Row.fetchOne($0, sql: "SELECT * FROM shared_taken_back") }
        let chapter = alice.feed.chapter
        #expect(place?["post"] == ObjectID(chapter: chapter, nonce: nonce(11)))
        #expect(place?["reply_to"] == ObjectID(chapter: chapter, nonce: nonce(10)))
    }

    @Test func `is not brought back by somebody who still has it`() throws {
        let (alice, posts) = try talk()
        let stale = try MemoryStore("Riverside")
        try alice.send(alice.feed, key: alice.key, to: stale)
        _ = try takeBack([posts[1]], by: alice)
        let bob = try MemoryStore("Hillside")
        try alice.send(alice.feed, key: alice.key, to: bob)
        let old = try received(stale.events(alice.feed).suffix(2).map { $0 })
            .branch(by: alice.key)
        try bob.database.write { try bob.feeds.fill(old, in: $0) }
        #expect(try texts(bob) == ["before", "after"])
        // Also where the feed is fetched anew after what had come of it was put aside.
        _ = try bob.database.write { try bob.feeds.close(alice.feed, after: 2, in: $0) }
        let quarantined = try bob.read {
            try Int.fetchOne($0, sql: "SELECT count(body) FROM quarantine")
        }
        #expect(quarantined == 3, "two posts and the taking back")
        try stale.send(alice.feed, key: alice.key, to: bob)
        try alice.send(alice.feed, key: alice.key, to: bob)
        #expect(try texts(bob) == ["before", "after"])
        #expect(try bob.events(alice.feed)[3].body == nil)
    }

    @Test func `goes from what was put aside as well`() throws {
        let (alice, posts) = try talk()
        // The last two posts are put aside, as after a fork, and said again.
        let (second, third) = try (alice.events()[3], alice.events()[4])
        _ = try alice.database.write { try alice.feeds.close(alice.feed, after: 3, in: $0) }
        try alice.say(.groupPosted, try #require(second.payload))
        try alice.say(.groupPosted, try #require(third.payload))
        #expect(try texts(alice) == ["before", words, "after"])
        let again = try alice.events()[3].id
        #expect(again != posts[1])
        #expect(try takeBack([again], by: alice) == 2)
        let bodies = try alice.read { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT body FROM event WHERE body IS NOT NULL
                    UNION ALL SELECT body FROM quarantine WHERE body IS NOT NULL
                    """)
        }
        #expect(bodies.count == 6, "of eight events two are without")
        #expect(!bodies.contains { $0.range(of: Data(words.utf8)) != nil })
    }

    @Test func `may not be who belongs, a vote, or what is yet to come`() throws {
        let alice = try MemoryStore()
        try alice.say(.chapterDescribed, ChapterProfile(name: "A", profile: "campaign").payload)
        try alice.say(.ballotCancelled, [1])
        try alice.chat(1)
        let events = try alice.events()
        func place(_ event: Event, _ further: UInt64 = 0) -> BodiesTakenBack.Place {
            BodiesTakenBack.Place(epoch: 0, seq: event.header.seq + further, id: event.id)
        }
        for (places, reason) in [
            ([place(events[0]), place(events[2])], "not to be taken back"),
            ([place(events[1])], "not to be taken back"),
            ([place(events[2]), place(events[2], 7)], "out of turn"),
        ] {
            let payload = try #require(BodiesTakenBack(places)).payload
            try alice.say(.bodiesTakenBack, payload)
            let void = try alice.read { db in
                try String.fetchOne(db, sql: "SELECT reason FROM void_event ORDER BY seq DESC")
            }
            #expect(void == reason)
        }
        #expect(try alice.events().allSatisfy { $0.body != nil })
        // The author's own act passes over what may not go.
        #expect(try takeBack(events.map(\.id), by: alice) == 1)
        #expect(try alice.events().map { $0.body == nil }.prefix(3) == [false, false, true])
    }

    @Test func `is a meeting with all that was said of it`() throws {
        let alice = try MemoryStore()
        let meeting = ObjectID(chapter: alice.feed.chapter, nonce: nonce(7))
        try alice.say(.meetingScheduled, Meetings.event(7))
        try alice.say(.meetingScheduled, Meetings.event(8))
        try alice.say(.meetingScheduled, Meetings.event(7, title: "Changed"))
        try alice.say(
            .meetingCancelled, MeetingCancelled(meeting: meeting, reason: "Storm").payload())
        let events = try alice.events()
        // The first word alone: the change still stands, as if it had been the first.
        _ = try takeBack([events[0].id], by: alice)
        var rows = try alice.read { db in
            try Row.fetchAll(db, sql: "SELECT title, changes FROM shared_meeting ORDER BY title")
        }
        #expect(rows.map { $0["title"] } == ["Assembly", "Changed"])
        #expect(rows.map { $0["changes"] } == [0, 1])
        _ = try takeBack([events[2].id, events[3].id], by: alice)
        rows = try alice.read { try Row.fetchAll($0, sql: "SELECT title FROM shared_meeting") }
        #expect(rows.map { $0["title"] } == ["Assembly"])
        let before = try alice.sharedRows()
        try alice.database.write { try Feeds.rebuild(in: $0) }
        #expect(try alice.sharedRows() == before)
    }
}
