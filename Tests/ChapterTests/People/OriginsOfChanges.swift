import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `From where a change came` {
    @Test func `is in the history beside who and when, and old lines say nothing`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO history (at, actor, act, member_id, field, new)
                    VALUES (0, 'operator', 'EditMember', ?, 'job', 'old')
                    """, arguments: [bob])
        }
        let origins: [(ActOrigin, String)] = [
            (.browser("Firefox, Linux"), "Firefox, Linux"), (.browser(nil), "browser"),
            (.api, "API"), (.commandLine, "command line"), (.node, "this node"),
            (
                .browser(String(repeating: "x", count: 300)), String(repeating: "x", count: 80)
            ),
        ]
        for (index, (origin, _)) in origins.enumerated() {
            _ = try await harbour.chapter.perform(
                EditMember(bob, changes: [.job: "job \(index)"]), as: .operator, from: origin,
                at: .noon
            ).get()
        }
        let lines = try await harbour.history(bob).filter { $0.field == "job" }
        #expect(lines.map(\.device) == origins.reversed().map(\.1) + [nil])
    }

    @Test func `of what an import wrote is the import, whoever let it in`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage("name,job\nAnn,docker\n")
        _ = try await harbour.chapter.perform(
            ApplyImport(report.number), as: .operator, from: .browser("Firefox, Linux"), at: .noon
        ).get()
        let ann = try #require(try await harbour.list(MemberList()).people.first)
        let id = try #require(MemberID(ann.memberID))
        let lines = try await harbour.history(id)
        #expect(Set(lines.map(\.device)) == ["import"])
        try await harbour.act(UndoImport(report.number))
        let undone = try await harbour.value(
            Int.self, "SELECT count(*) FROM history WHERE act = 'UndoImport' AND device <> 'import'"
        )
        // The line about the list as a whole says who took it back, and is no person's.
        #expect(undone == 0)
    }
}
