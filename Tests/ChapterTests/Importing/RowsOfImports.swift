import Chapter
import Federation
import GRDB
import TestSupport
import Testing

@Suite struct `What stands behind the numbers of an import` {
    private let first =
        "AK_ID,name,email,job,address,city\n1,Ann Li,ann@example.org,cook,1 Pier,Port\n"
    private let second = """
        AK_ID,name,email,job,address,city,interests
        1,Ann Li,ann@example.net,docker,2 Pier,Port,
        2,Bo Ray,bo@example.org,,,,"housing, food"
        3,,x@example.org,,,,
        1,Ann Li,ann@example.org,captain,,,

        """

    private func rows(
        _ harbour: TestChapter, _ report: ImportReport, _ part: ImportRows.Part,
        field: String? = nil, after: Int = 0, limit: Int = 50
    ) async throws -> (rows: [ImportedRow], hasMore: Bool) {
        let id = report.number
        return try await harbour.chapter.read { db in
            try ImportRows(id, part, field: field, after: after, limit: limit)
                .answer(in: db, for: .operator).get()
        }
    }

    @Test func `effects are counted by field, with an example`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage(first))
        let report = try await harbour.stage(second)
        let id = report.number
        let effects = try await harbour.chapter.read { db in
            try ImportEffect.all(of: id, in: db, for: .operator)
        }.get()
        #expect(effects.map(\.field) == ["address", "email", "job"])
        #expect(effects.allSatisfy { $0.people == 1 && $0.name == "Ann Li" })
        #expect(effects[0].old == "1 Pier, Port")
        #expect(effects[0].new == "2 Pier, Port")
        #expect(effects[1].old == nil)
        #expect(effects[1].new == "ann@example.net")
        #expect(effects[2].old == "cook")
        #expect(effects[2].new == "docker")
    }

    @Test func `every number has its rows, before applying and after`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage(first))
        let report = try await harbour.stage(second)
        for isApplied in [false, true] {
            if isApplied { try await harbour.apply(report) }
            let new = try await rows(harbour, report, .new).rows
            #expect(new.map(\.name) == ["Bo Ray"])
            #expect(new.map(\.row) == [3])
            #expect((new[0].memberID != nil) == isApplied)
            let updated = try await rows(harbour, report, .updated).rows
            #expect(updated.map(\.name) == ["Ann Li"])
            #expect(Set(updated[0].fields) == ["job", "email", "address"])
            let job = try await rows(harbour, report, .updated, field: "job").rows
            #expect(job.map(\.old) == ["cook"])
            #expect(job.map(\.new) == ["docker"])
            let address = try await rows(harbour, report, .updated, field: "address").rows
            #expect(address.map(\.old) == ["1 Pier, Port"])
            #expect(address.map(\.new) == ["2 Pier, Port"])
            #expect(try await rows(harbour, report, .updated, field: "phone").rows == [])
            #expect(try await rows(harbour, report, .updated, field: "'); --").rows == [])
            let left = try await rows(harbour, report, .leftOut).rows
            #expect(left.map(\.row) == [4, 5])
            #expect(left[0].reason == "It has no name.")
        }
    }

    @Test func `rows come a page at a time`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage("name\nA B\nC D\nE F\n")
        let page = try await rows(harbour, report, .new, limit: 2)
        #expect(page.rows.map(\.row) == [2, 3])
        #expect(page.hasMore)
        let last = try await rows(harbour, report, .new, after: 3, limit: 2)
        #expect(last.rows.map(\.name) == ["E F"])
        #expect(!last.hasMore)
    }

    @Test func `whom undoing left as they are can be read again later`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.apply(try await harbour.stage("name\nBo Ray\nCy Poe\n"))
        try await harbour.act(EditMember(MemberID(1), changes: [.shift: "night"]))
        try await harbour.act(UndoImport(report.number))
        let kept = try await rows(harbour, report, .kept).rows
        #expect(kept.map(\.name) == ["Bo Ray"])
        #expect(kept.map(\.reason) == ["changed since the import: shift"])
        let id = report.number
        let undone = try await harbour.chapter.read { db in
            try ImportReport.read(id, in: db, for: .operator)
        }.get()
        #expect(undone.removed == 1)
        #expect(undone.kept == 1)
        #expect(undone.restored == 0)
    }

    @Test func `a member who holds no role reads none of it`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(first)
        let id = report.number
        let bob = try await harbour.viewer(.bob)
        let refused = try await harbour.chapter.read { db in
            try ImportRows(id, .new).answer(in: db, for: bob)
        }
        #expect(throws: Refusal.notAllowed(.managePeople)) { try refused.get() }
        let effects = try await harbour.chapter.read { db in
            try ImportEffect.all(of: id, in: db, for: bob)
        }
        #expect(throws: Refusal.notAllowed(.managePeople)) { try effects.get() }
    }
}
