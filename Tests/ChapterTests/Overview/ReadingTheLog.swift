import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `The log of the chapter` {
    private func lines(_ log: ChapterLog, _ harbour: TestChapter, as viewer: Viewer = .operator)
        async throws -> [HistoryEntry]
    {
        try await harbour.chapter.read { db in try log.answer(in: db, for: viewer).get() }
    }

    @Test func `says who took what out of the chapter, when, how many and why`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        try await harbour.add(.bob)
        let later = Timestamp.noon + 60_000
        try await harbour.act(
            ExportPeople(columns: [.field(.name), .email], why: "door knocking"), as: alice,
            at: later)
        try await harbour.act(PrintPeople(MemberList(), .signIn), as: alice)
        try await harbour.act(NoteArchive(why: "moving"))
        try await harbour.act(AddOwnField(OwnFieldPlan("Size", .line)))
        let out = try await lines(ChapterLog(.out), harbour)
        #expect(out.map(\.act) == ["WriteArchive", "PrintPeople", "ExportPeople"])
        let list = out[2]
        #expect(list.actorName == "Alice Moreno")
        #expect(list.at == later)
        #expect(list.rows == 2)
        #expect(list.columns == ["name", "e-mail"])
        #expect(list.why == "door knocking")
        #expect(list.sentence == "Alice Moreno took out 2 people with name, e-mail: door knocking.")
        #expect(out.map(\.rows) == [nil, 2, 2])
        let changed = try await lines(ChapterLog(.changed), harbour)
        #expect(changed.contains { $0.sentence == "The operator set the own field to “Size”." })
        #expect(changed.allSatisfy { $0.part == .changed && $0.rows == nil && $0.columns.isEmpty })
    }

    @Test func `is of nobody in particular, newest first, and goes on`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        for name in ["A", "B", "C"] {
            try await harbour.act(AddOwnField(OwnFieldPlan(name, .line)))
        }
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        let all = try await lines(ChapterLog(), harbour)
        #expect(all.allSatisfy { $0.member == nil })
        #expect(all.compactMap(\.new).prefix(3) == ["C", "B", "A"])
        let first = try await lines(ChapterLog(limit: 2), harbour)
        let next = try await lines(ChapterLog(before: first[1].id, limit: 1), harbour)
        #expect(first.map(\.new) + next.map(\.new) == ["C", "B", "A"])
    }

    @Test func `is for those who may see people alone`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let admin = try await harbour.viewer(.eve, roles: [.federationAdmin])
        for viewer in [Viewer.visitor, bob, admin] {
            await #expect(throws: Refusal.self) {
                try await lines(ChapterLog(), harbour, as: viewer)
            }
        }
    }

    @Test func `knows every act that takes something out or in`() throws {
        // Whoever writes of a list in a new act says to which part of the log it belongs.
        for act in ["ExportPeople", "WriteArchive", "TakeDirectory"] {
            #expect(ChapterLog.Part(of: act) == .out)
        }
        for act in ["ApplyImport", "UndoObjectImport"] {
            #expect(ChapterLog.Part(of: act) == .lists)
        }
        #expect(ChapterLog.Part(of: "ChangeTag") == .changed)
        #expect(ChapterLog.outActs.isDisjoint(with: ChapterLog.inActs))
    }
}
