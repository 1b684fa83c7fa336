import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// What is kept of everybody's days follows from history and periods, whatever was done.
@Suite struct `Spans of status` {
    @Test(arguments: [25, 31, 32, 33] as [UInt64])
    func `they are after every act what they are when all are worked out anew`(seed: UInt64)
        async throws
    {
        var past = try InventedPast(seed: seed, in: "Pacific/Auckland")
        try await past.happen(260)
        let (before, after) = try await past.chapter.chapter.feeds.database.write { db in
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM status_stale") == 0)
            let before = try Kept(db)
            try db.execute(sql: "INSERT INTO status_stale SELECT id FROM member")
            try settleStatusSpans(db, at: .noon)
            return (before, try Kept(db))
        }
        #expect(before.spans.count > 60, "seed \(seed)")
        let lost = Set(before.spans).symmetricDifference(after.spans).sorted()
        #expect(lost == [], "seed \(seed)")
        #expect(before == after, "seed \(seed)")
    }

    @Test(arguments: [41, 42] as [UInt64])
    func `what is added up for each day is what the spans say`(seed: UInt64) async throws {
        var past = try InventedPast(seed: seed)
        try await past.happen(200)
        try await past.chapter.chapter.read { db in
            let people = try MembersThroughTime.fetch(db)
            let today = DayNumber(milliseconds: Timestamp.noon.milliseconds)
            for ago in stride(from: -40, to: 1100, by: 23) {
                let day = today.plus(days: -ago)
                let totals = try StatusDays(until: day, in: db).totals(on: day)
                let all = (0..<people.count).compactMap { people.status($0, on: day) }
                #expect(totals.members == all.count { $0 == .member }, "seed \(seed), \(day)")
                #expect(
                    totals.helping == all.count { $0 == .member || $0 == .supporter },
                    "seed \(seed), \(day)")
                #expect(totals.known == all.count { $0 != .former }, "seed \(seed), \(day)")
            }
        }
    }

    @Test func `another time zone of the chapter moves the days`() async throws {
        let chapter = try TestChapter.make()
        try await chapter.act(SetTimeZone("Etc/UTC"))
        let added = try await chapter.act(AddMember(name: "Rosa"))
        func begins() async throws -> Int? {
            try await chapter.chapter.read { db in
                try Int.fetchOne(
                    db, sql: "SELECT recorded_day FROM status_span WHERE member_id = ?",
                    arguments: [added.memberID])
            }
        }
        let there = try #require(try await begins())
        // Noon is the day after in Kiritimati.
        try await chapter.act(SetTimeZone("Pacific/Kiritimati"))
        #expect(try await begins() == there + 1)
    }

    @Test func `who goes from the database goes from the days`() async throws {
        let chapter = try TestChapter.make()
        let added = try await chapter.act(AddMember(name: "Rosa"))
        try await chapter.chapter.feeds.database.write { db in
            #expect(try Kept(db).known == 1)
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            try db.execute(
                sql: "DELETE FROM member WHERE id = ?", arguments: [added.memberID])
            #expect(try Kept(db).known == 0)
            #expect(try Kept(db).spans.isEmpty)
        }
    }
}

/// All that is kept of everybody's days.
private struct Kept: Equatable, Sendable {
    let spans: [String]
    let days: [String]
    /// How many are known in the end.
    let known: Int

    init(_ db: Database) throws {
        func rows(_ sql: String) throws -> [String] {
            try Row.fetchAll(db, sql: sql).map(\.description)
        }
        spans = try rows("SELECT * FROM status_span ORDER BY member_id, from_day")
        // A day on which as much came as went says nothing.
        days = try rows(
            """
            SELECT * FROM status_day
            WHERE known OR helping OR members OR joined OR returned OR gone ORDER BY day
            """)
        known = try Int.fetchOne(db, sql: "SELECT coalesce(sum(known), 0) FROM status_day") ?? 0
    }
}
