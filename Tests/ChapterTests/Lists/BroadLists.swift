import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// From some thousand people on, lists walk an index and look into sets person by person.
@Suite struct `Lists of very many` {
    private static let size = 5000

    private func chapter() async throws -> TestChapter {
        let harbour = try TestChapter.make()
        try await harbour.chapter.feeds.database.write { db in
            let meeting = ObjectID(chapter: harbour.chapter.feeds.chapter, nonce: [])
            try db.execute(
                sql: """
                    INSERT INTO meeting (id, nonce, title, place, online_link, starts_at, ends_at,
                      time_zone, utc_offset, agenda, audience)
                    VALUES (?, zeroblob(16), 'M', '', '', ?, ?, 'UTC', 0, '', 'chapter')
                    """,
                arguments: [meeting, Timestamp.noon.milliseconds, Timestamp.noon.milliseconds])
            for id in 1...Self.size {
                let name = "N\(id * 7919 % Self.size)"
                try db.execute(
                    sql: """
                        INSERT INTO member (id, name, folded_name, status, joined_on)
                        VALUES (?, ?, lower(?), ?, ?)
                        """,
                    arguments: [
                        id, name, name, id % 5 == 0 ? "contact" : "member",
                        id % 4 == 0 ? nil : "2026-0\(id % 9 + 1)-11",
                    ])
                try db.execute(
                    sql: "INSERT INTO member_search (rowid, words) VALUES (?, ?)",
                    arguments: [id, id % 100 == 0 ? "word few" : "word"])
                if id % 2 == 0 {
                    try db.execute(
                        sql: "INSERT INTO member_tag (member_id, tag, key) VALUES (?, 'A', 'a')",
                        arguments: [id])
                }
                if id % 2 == 1 {
                    try db.execute(
                        sql:
                            "INSERT INTO attendance (meeting_id, member_id, arrived_at) VALUES (?, ?, 0)",
                        arguments: [meeting, id])
                }
            }
        }
        return harbour
    }

    /// The ids of all pages after each other.
    private func all(_ list: MemberList, _ harbour: TestChapter) async throws -> [Int] {
        var list = list
        list.limit = 900
        var ids: [Int] = []
        repeat {
            let page = try await harbour.list(list)
            ids += page.people.compactMap { Int($0.memberID) }
            list.after = page.next
            #expect(page.next != nil || page.count == ids.count)
        } while list.after != nil
        return ids
    }

    /// Reads a list page by page: everybody who fits, nobody twice, in order of name.
    private func check(
        _ list: MemberList, in harbour: TestChapter, _ fits: (Int) -> Bool
    ) async throws {
        let ids = try await all(list, harbour)
        #expect(Set(ids) == Set((1...Self.size).filter(fits)))
        #expect(ids.count == Set(ids).count, "nobody is on two pages")
        let names = ids.map { "n\($0 * 7919 % Self.size)" }
        #expect(names == names.sorted())
    }

    @Test func `every page of every kind of list has whom it should, in order`() async throws {
        let harbour = try await chapter()
        var came = MemberList()
        came.cameSince = .noon
        var missed = MemberList()
        missed.missedSince = .noon
        let tagged = SearchCondition(.tag, .is, "a")
        let gone = SearchCondition(.attended, .least, isNot: true, days: 1, times: 1)
        let contact = SearchCondition(.status, .is, "contact")
        try await check(MemberList(tag: "A"), in: harbour) { $0 % 2 == 0 }
        // Whose name is one word comes by family name where it comes by name.
        try await check(MemberList(order: .family), in: harbour) { _ in true }
        try await check(MemberList(status: "member", order: .family), in: harbour) {
            $0 % 5 != 0
        }
        try await check(MemberList(tag: "A", order: .family), in: harbour) { $0 % 2 == 0 }
        try await check(MemberList(search: "wo"), in: harbour) { _ in true }
        try await check(MemberList(search: "word few"), in: harbour) { $0 % 100 == 0 }
        try await check(MemberList(search: "few", tag: "A", order: .family), in: harbour) {
            $0 % 100 == 0
        }
        try await check(MemberList(search: "word", status: "member"), in: harbour) { $0 % 5 != 0 }
        var named = MemberList(search: "wor", tag: "A", order: .family)
        try await check(named, in: harbour) { $0 % 2 == 0 }
        named.named = 1000
        try await check(named, in: harbour) { $0 % 2 == 0 }
        named = MemberList(search: "word")
        named.named = 1000
        try await check(named, in: harbour) { _ in true }
        try await check(came, in: harbour) { $0 % 2 == 1 }
        try await check(missed, in: harbour) { $0 % 2 == 0 }
        try await check(MemberList(status: "member"), in: harbour) { $0 % 5 != 0 }
        try await check(MemberList(live: SearchQuery(all: [tagged])), in: harbour) { $0 % 2 == 0 }
        try await check(MemberList(live: SearchQuery(all: [gone, tagged])), in: harbour) {
            $0 % 2 == 0
        }
        try await check(MemberList(live: SearchQuery(all: [tagged, contact])), in: harbour) {
            $0 % 10 == 0
        }
        var joined = MemberList(live: SearchQuery(all: [tagged]))
        joined.order = .joined
        let found = try await all(joined, harbour)
        #expect(found.count == Self.size / 2 && Set(found).count == found.count)
    }

    @Test(arguments: [3, 1200]) func `places of work are found, be they few or very many`(
        places: Int
    ) async throws {
        let harbour = try await chapter()
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: "UPDATE member SET employer = 'Café ' || (id % ?) WHERE id % 3 > 0",
                arguments: [places])
        }
        let wanted = "Café \(places - 1)"
        for (test, fits): (SearchTest, @Sendable (String) -> Bool) in [
            (.contains, { $0.contains(wanted) }), (.is, { $0 == wanted }),
            (.begins, { $0.hasPrefix(wanted) }),
        ] {
            let query = SearchQuery(all: [
                SearchCondition(.status, .is, "member"),
                SearchCondition(.field, of: "employer", test, "cafe \(places - 1)"),
            ])
            let search = LiveSearch(.unsaved(query), at: .noon)
            var list = MemberList()
            list.live = search
            let expected: @Sendable (Int) -> Bool = { id in
                id % 3 > 0 && id % 5 > 0 && fits("Café \(id % places)")
            }
            try await check(list, in: harbour, expected)
            let count = try await harbour.chapter.read { db in
                try search.count(in: db, for: .operator).get()
            }
            #expect(count == (1...Self.size).count(where: expected))
        }
    }
}
