import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Removing somebody whom a list brought` {
    private let harbour: TestChapter

    init() throws { harbour = try TestChapter.make() }

    /// Ann, who was there, and Bo and Cy, whom the list brings.
    private func imported() async throws -> (report: ImportReport, ann: MemberID, bo: MemberID) {
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let report = try await harbour.apply(
            try await harbour.stage(
                """
                AK_ID,name,email,job
                1,Ann Li,ann@example.org,docker
                2,Bo Ray,bo@example.org,clerk
                3,Cy Poe,cy@example.org,
                """))
        return (report, try await number("ann li"), try await number("bo ray"))
    }

    private func number(_ name: String) async throws -> MemberID {
        let found = try await harbour.list(MemberList(search: name)).people.first
        return try #require(found.flatMap { MemberID($0.memberID) })
    }

    private func names() async throws -> [String] {
        try await harbour.list(MemberList()).people.map(\.name)
    }

    @Test func `one goes alone, and undoing the import later says so`() async throws {
        let (report, _, bo) = try await imported()
        let removal = try await harbour.act(RemoveContact(bo, why: "not one of ours"))
        #expect(try await names() == ["Ann Li", "Cy Poe"])
        let lines = try await harbour.history(bo)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect([undone.removed, undone.restored] == [1, 1])
        #expect(undone.kept.map(\.name) == ["Bo Ray"])
        #expect(undone.kept.map(\.reason) == ["removed since the import"])
        #expect(try await names() == ["Ann Li"])
        #expect(try await harbour.history(bo) == lines, "nothing was taken from nobody")
        let id = report.number
        let rows = try await harbour.chapter.read { db in
            try ImportRows(id, .kept).answer(in: db, for: .operator).get().rows
        }
        #expect(rows.map(\.name) == ["Bo Ray"])
        #expect(rows.map(\.memberID) == [nil])
        // The list is undone, and still the record comes back whole.
        try await harbour.act(BringBackContact(removal))
        let back = try await harbour.record(bo)
        #expect(back.values[.job] == "clerk")
        #expect(back.emails.map(\.address) == ["bo@example.org"])
        #expect(back.externalIDs.map(\.value) == ["2"])
    }

    @Test func `after the import was undone there is nobody to remove`() async throws {
        let (report, ann, bo) = try await imported()
        let undone = try await harbour.act(UndoImport(report.number))
        #expect([undone.removed, undone.restored, undone.kept.count] == [2, 1, 0])
        #expect(try await harbour.refusal(of: RemoveContact(bo, why: "error"))?.code == .notFound)
        try await harbour.act(RemoveContact(ann, why: "error"))
        #expect(try await names().isEmpty)
    }

    @Test func `who was there before goes alone as well`() async throws {
        let (report, ann, _) = try await imported()
        try await harbour.act(RemoveContact(ann, why: "twice on paper"))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect([undone.removed, undone.restored] == [2, 0])
        #expect(undone.kept.map(\.name) == ["Ann Li"])
        #expect(undone.kept.map(\.reason) == ["removed since the import"])
        #expect(try await names().isEmpty)
        let id = report.number
        let rows = try await harbour.chapter.read { db in
            try ImportRows(id, .kept).answer(in: db, for: .operator).get().rows
        }
        #expect(rows.map(\.name) == ["Ann Li"])
    }

    @Test func `whoever came back by then stays and is named`() async throws {
        let (report, _, bo) = try await imported()
        let removal = try await harbour.act(RemoveContact(bo, why: "not one of ours"))
        try await harbour.act(BringBackContact(removal))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept.map(\.name) == ["Bo Ray"])
        #expect(undone.kept.first?.reason.hasPrefix("changed since the import: ") == true)
        #expect(try await names() == ["Ann Li", "Bo Ray"])
    }

    @Test func `where somebody works goes with them, and the import takes the rest`() async throws {
        let report = try await harbour.apply(
            try await harbour.stage("name,works at\nBo Ray,Port Ltd\nCy Poe,Port Ltd\n"))
        let bo = try await number("bo ray")
        try await harbour.act(RemoveContact(bo, why: "not one of ours"))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect([undone.removed, undone.organizations] == [1, 1])
        #expect(undone.kept.map(\.name) == ["Bo Ray"])
        #expect(try await names().isEmpty)
        let left = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM relation")
        }
        #expect(left == 0)
    }

    @Test func `what others say of somebody still keeps the record`() async throws {
        let (_, _, bo) = try await imported()
        try await harbour.act(
            RecordInteraction(InteractionContent(.note, .about, "Kind", with: [bo])))
        let refusal = try await harbour.refusal(of: RemoveContact(bo, why: "error"))
        #expect(refusal?.sentence.contains("rely on this one: timeline.") == true)
    }
}
