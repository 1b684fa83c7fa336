import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `What a search finds` {
    /// Seeds of chapters; a failure prints its own.
    static let seeds: [UInt64] = [1, 2, 3, UInt64(Date().timeIntervalSince1970)]

    /// Whom SQL finds, as sets are found whole and as they are looked into one by one.
    private static func found(_ query: SearchQuery, in db: Database, at now: Timestamp) throws
        -> Set<Int>
    {
        let sets = try [false, true].map { walking in
            let piece = try LiveSearch(.unsaved(query), at: now)
                .piece(in: db, for: .operator, walking: walking)
            return try Int.fetchSet(
                db, sql: "SELECT id FROM member WHERE \(piece.sql)", arguments: piece.arguments)
        }
        #expect(sets[0] == sets[1], "\(query.text)")
        return sets[0]
    }

    @Test(arguments: seeds) func `SQL finds whom plain Swift finds`(seed: UInt64) async throws {
        var random = SplitMix64(state: seed)
        let chapter = try InventedChapter(&random)
        let plain = PlainSearch(chapter: chapter)
        var searches = RandomSearch(chapter: chapter, random: random)
        let queries = (0..<400).map { number in
            number < 200 ? SearchQuery(all: [searches.condition()]) : searches.query()
        }
        let found = try await chapter.test.chapter.read { db in
            try queries.map { try Self.found($0, in: db, at: chapter.now) }
        }
        for (query, ids) in zip(queries, found) {
            #expect(ids == plain.people(query), "seed \(seed): \(query.text)")
        }
        let someButNotAll = found.count { !$0.isEmpty && $0.count < InventedChapter.size }
        #expect(someButNotAll > 150, "seed \(seed): the queries tell nobody apart")
    }

    @Test(arguments: seeds) func `one more condition with and never finds more`(seed: UInt64)
        async throws
    {
        var random = SplitMix64(state: seed &+ 7)
        let chapter = try InventedChapter(&random)
        var searches = RandomSearch(chapter: chapter, random: random)
        let pairs = (0..<150).map { _ in (searches.query(), searches.condition()) }
        let results = try await chapter.test.chapter.read { db in
            try pairs.map { query, condition in
                (
                    try Self.found(query, in: db, at: chapter.now),
                    try Self.found(query.and(condition), in: db, at: chapter.now)
                )
            }
        }
        for ((query, condition), (wide, narrow)) in zip(pairs, results) {
            #expect(
                narrow.isSubset(of: wide),
                "seed \(seed): \(query.text) and \(SearchQuery(all: [condition]).text)")
        }
    }

    @Test(arguments: seeds) func `a query survives its text`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let chapter = try InventedChapter(&random)
        var searches = RandomSearch(chapter: chapter, random: random)
        for _ in 0..<100 {
            let query = searches.query()
            #expect(try SearchQuery.reading(query.text).get() == query, "seed \(seed)")
        }
    }

    @Test func `what is typed is never SQL`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        for text in ["' OR 1=1 --", "\"; DROP TABLE member", "%", "_", "?", ":a"] {
            for about in SearchAbout.allCases where about != .search && about != .attended {
                let of: String? =
                    switch about {
                    case .field: "employer"
                    case .reachable: "mail"
                    case .dashboard: "tag"
                    case .ownField: nil
                    default: nil
                    }
                guard about.tests(of: of).contains(.is), about != .ownField else { continue }
                let page = try await harbour.list(
                    MemberList(live: SearchQuery(all: [SearchCondition(about, of: of, .is, text)])))
                #expect(page.count == 0, "\(about) is \(text)")
            }
        }
        #expect(try await harbour.list(MemberList()).count == 1)
    }

    @Test func `whoever only has a private note is not one whom we contacted`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.chapter.feeds.database.write { db in
            for (id, isPrivate) in [(1, true), (2, false)] {
                try db.execute(
                    sql: """
                        INSERT INTO interaction (id, kind, side, summary, at, is_private, made_at,
                          made_by) VALUES (?, 'call', 'us', 'x', ?, ?, 0, '9')
                        """, arguments: [id, Timestamp.noon.milliseconds, isPrivate])
            }
            try db.execute(
                sql:
                    "INSERT INTO interaction_party (interaction_id, member_id, at) VALUES (1, ?, ?)",
                arguments: [bob, Timestamp.noon.milliseconds])
        }
        let contacted = SearchQuery(all: [SearchCondition(.contacted, .last, days: 3)])
        #expect(try await harbour.list(MemberList(live: contacted)).count == 0)
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql:
                    "INSERT INTO interaction_party (interaction_id, member_id, at) VALUES (2, ?, ?)",
                arguments: [bob, Timestamp.noon.milliseconds])
        }
        #expect(try await harbour.list(MemberList(live: contacted)).count == 1)
    }
}

extension MemberList {
    /// Everybody whom a query finds at noon.
    init(live query: SearchQuery, search: String? = nil) {
        self.init(search: search)
        live = LiveSearch(.unsaved(query), at: .noon)
    }

    /// Everybody whom a saved search finds at noon.
    init(saved id: Int64) {
        self.init()
        live = LiveSearch(.saved(id), at: .noon)
    }
}

@Suite struct `Searching by good standing` {
    @Test func `it finds whom the rule of the day finds`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        let carol = try await harbour.act(AddMember([.name: "Carol", .status: "supporter"]))
            .memberID
        _ = carol
        try await harbour.act(EditMember(alice, changes: [.joinedOn: "2020-01-01"]))
        try await harbour.act(EditMember(bob, changes: [.joinedOn: "2026-04-28"]))
        let good = SearchQuery(all: [SearchCondition(.standing, .known)])
        #expect(try await harbour.list(MemberList(live: good)).count == 2)
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO standing_rule (since, joined_days, recorded_at, recorded_by)
                    VALUES ('2026-01-01', 30, 0, 'operator')
                    """)
        }
        let found = try await harbour.list(MemberList(live: good))
        #expect(found.people.map(\.name) == ["Alice Moreno"])
        let bad = SearchQuery(all: [SearchCondition(.standing, .known, isNot: true)])
        #expect(try await harbour.list(MemberList(live: bad)).count == 2)
    }
}
