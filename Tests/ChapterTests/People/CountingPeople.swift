import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `How many people there are` {
    /// What the kept totals say, and what a look at everybody says.
    private func totals(_ harbour: TestChapter) async throws -> [String: Int] {
        try await harbour.chapter.read { db in
            let kept = try PeopleTotals.read(in: db, for: .operator).get().byStatus
            let rows = try Row.fetchAll(db, sql: "SELECT status, count(*) FROM member GROUP BY 1")
            #expect(kept == Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }))
            return kept
        }
    }

    @Test func `they are right after everything that makes people come, change and go`()
        async throws
    {
        let harbour = try TestChapter.make()
        #expect(try await totals(harbour) == [:])
        let bob = try await harbour.act(AddMember(name: "Bob Ray")).memberID
        let eve = try await harbour.act(AddMember(name: "Eve Ray")).memberID
        #expect(try await totals(harbour) == ["member": 2])
        let report = try await harbour.apply(
            try await harbour.stage(
                "name,status\nAnn Li,supporter\nCy Poe,contact\nDi Fox,contact\n"))
        #expect(try await totals(harbour) == ["member": 2, "supporter": 1, "contact": 2])
        try await harbour.act(EndMembership(bob, why: "moved away"))
        #expect(
            try await totals(harbour)
                == ["member": 1, "former": 1, "supporter": 1, "contact": 2])
        try await harbour.act(RemoveContact(eve, why: "a typing error"))
        try await harbour.act(UndoImport(report.number))
        #expect(try await totals(harbour) == ["former": 1])
        let all = try await harbour.list(MemberList())
        let former = try await harbour.list(MemberList(status: "former"))
        let members = try await harbour.list(MemberList(status: "member"))
        #expect([all.count, former.count, members.count] == [1, 1, 0])
    }

    @Test func `who is in an older database is counted`() throws {
        let queue = try DatabaseQueue()
        var all = DatabaseMigrator()
        Feeds.registerMigrations(in: &all)
        Chapter.registerMigrations(in: &all)
        try all.migrate(queue, upTo: "people-0006")
        try queue.write { db in
            for status in ["member", "member", "contact"] {
                try db.execute(
                    sql: "INSERT INTO member (name, folded_name, status) VALUES ('A', 'a', ?)",
                    arguments: [status])
            }
        }
        try all.migrate(queue)
        let totals = try queue.read { db in try PeopleTotals(db) }
        #expect(totals.byStatus == ["member": 2, "contact": 1])
    }
}
