import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Notes in lists` {
    private let list = """
        AK_ID,name,notes,T-shirt,Comments
        1,Ann Li,Met at the gate,M,"Two lines:
        the second"
        2,Bo Ray,n/a,,
        3,Cy Poe,Sings,,Sings

        """

    /// A report of the list with its column of shirts as a note, too.
    private func stage(_ text: String, mode: ImportMode = .update, _ harbour: TestChapter)
        async throws -> ImportReport
    {
        let headings = text.prefix { $0 != "\n" }.split(separator: ",")
        let shirt = headings.firstIndex(of: "T-shirt")
        return try await StageImport(
            .bytes(Array(text.utf8)), fileName: "list.csv", mode: mode,
            columns: shirt.map { [$0: ColumnTarget.note] } ?? [:]
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
    }

    /// Everything that is noted: “Ann Li: Met at the gate”.
    private func notes(_ harbour: TestChapter) async throws -> [String] {
        try await harbour.chapter.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT m.name || ': ' || coalesce(i.body, i.summary) FROM interaction i
                    JOIN interaction_party p ON p.interaction_id = i.id
                    JOIN member m ON m.id = p.member_id WHERE i.kind = 'note' ORDER BY i.id
                    """)
        }
    }

    private func find(_ name: String, _ harbour: TestChapter) async throws -> MemberID {
        let page = try await harbour.list(MemberList(search: name))
        return try #require(page.people.first.flatMap { MemberID($0.memberID) })
    }

    /// The note of somebody, with what it says.
    private func note(of member: MemberID, _ harbour: TestChapter) async throws -> Interaction {
        let found = try await harbour.chapter.read { db in
            let id = try Int64.fetchOne(
                db,
                sql: """
                    SELECT min(interaction_id) FROM interaction_party WHERE member_id = ?
                    """, arguments: [member])
            return try Interaction.read(id ?? 0, in: db, for: .operator).get()
        }
        return found
    }

    private func content(_ text: String, _ member: MemberID) -> InteractionContent {
        InteractionContent(.note, .about, "", text: text, with: [member])
    }

    @Test func `they come onto timelines, under their heading where it says more`() async throws {
        let harbour = try TestChapter.make()
        let staged = try await stage(list, harbour)
        #expect(staged.new == 3)
        #expect(staged.ties == ImportTies(organizations: 0, ties: 0, positions: 0, notes: 4))
        #expect(try await notes(harbour) == [], "nothing has happened yet")
        let done = try await harbour.apply(staged)
        #expect(done.ties == staged.ties)
        #expect(
            try await notes(harbour) == [
                "Ann Li: Met at the gate", "Ann Li: T-shirt: M",
                "Ann Li: Two lines:\nthe second", "Cy Poe: Sings",
            ])
        let ann = try await find("ann li", harbour)
        let first = try await note(of: ann, harbour)
        #expect(first.summary == "Met at the gate" && first.text == nil)
        #expect(first.side == .about && !first.isPrivate && first.contacts.map(\.id) == [ann])
        #expect(first.subject == .importedList(done.number) && first.subjectName == "list.csv")
        #expect(try await harbour.record(ann).version == 1)
        // Members read the history of their record, and not what is noted about them.
        let history = try await harbour.history(ann)
        #expect(!history.contains { $0.sentence.contains("gate") })
        let page = try await harbour.chapter.read { db in
            try PersonTimeline(ann).answer(in: db, for: .member(ann, [])).get()
        }
        #expect(
            !page.entries.contains { if case .interaction = $0.kind { true } else { false } })
    }

    @Test func `what follows is written down with numbers of its own`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let before = try await harbour.act(RecordInteraction(content("Before", bob))).id
        try await harbour.apply(try await stage(list, harbour))
        let after = try await harbour.act(RecordInteraction(content("After", bob))).id
        #expect(after == before + 5)
        #expect(try await notes(harbour).last == "Bob O'Brien: After")
    }

    @Test func `a text comes once, also when it was changed or taken off since`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await stage(list, harbour))
        #expect(try await stage(list, harbour).unchanged == 3)
        let ann = try await find("ann li", harbour)
        let cy = try await find("cy poe", harbour)
        let first = try await note(of: ann, harbour)
        try await harbour.act(
            ChangeInteraction(
                first.id, expectedVersion: 1, to: content("Met at the main gate", ann)))
        try await harbour.act(RemoveInteraction(try await note(of: cy, harbour).id))
        let again = try await stage(list, harbour)
        #expect(again.unchanged == 3 && again.ties.isEmpty)
        let more = "AK_ID,name,notes\n1,Ann Li,Met at the main gate\n3,Cy Poe,Knits\n"
        #expect(try await stage(more, mode: .addOnly, harbour).unchanged == 2)
        let report = try await stage(more, mode: .fillBlanks, harbour)
        #expect(report.unchanged == 1 && report.updated == 1 && report.ties.notes == 1)
        let (effects, rows) = try await harbour.chapter.read { db in
            (
                try ImportEffect.all(of: report.number, in: db, for: .operator).get(),
                try ImportRows(report.number, .updated, field: "note")
                    .answer(in: db, for: .operator).get().rows
            )
        }
        #expect(effects.map(\.field) == ["note"] && effects.map(\.new) == ["Knits"])
        #expect(rows.map(\.fields) == [["note"]] && rows.map(\.new) == ["Knits"])
        let version = try await harbour.record(cy).version
        try await harbour.apply(report)
        #expect(try await harbour.record(cy).version == version, "a note is no part of the record")
        let done = try await harbour.chapter.read { db in
            try ImportRows(report.number, .updated, field: "note")
                .answer(in: db, for: .operator).get().rows
        }
        #expect(done.map(\.fields) == [["note"]] && done.map(\.new) == ["Knits"])
    }

    @Test func `somebody's private note hides nothing and is told to nobody`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        var secret = content("Sings", bob)
        secret.isPrivate = true
        try await harbour.act(RecordInteraction(secret))
        let report = try await stage(
            "name,email,notes\nBob O'Brien,bob@example.org,Sings\n", harbour)
        #expect(report.ties.notes == 1)
    }

    @Test func `where the list is asked about, its notes come all the same`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let report = try await stage(
            "AK_ID,name,job,notes\n1,Ann Li,captain,Sings\n", mode: .ask, harbour)
        let done = try await harbour.apply(report)
        #expect(done.updated == 1 && done.ties.notes == 1)
        let ann = try await find("ann li", harbour)
        #expect(try await harbour.record(ann).values[.job] == "cook", "nobody has decided")
        #expect(try await notes(harbour) == ["Ann Li: Sings"])
    }

    @Test func `a text that does not fit refuses its row, and unseen signs do not`() async throws {
        let harbour = try TestChapter.make()
        let long = String(repeating: "long ", count: 2001)
        let report = try await harbour.stage(
            "name,notes\nAnn Li,\(long)\nBo Ray,Sings\u{B}well\u{1}\nCy Poe,\u{2}\n")
        #expect(report.failed.map(\.row) == [2])
        #expect(report.failed.first?.reason.hasPrefix("The text has 10004 characters") == true)
        #expect(report.new == 2 && report.ties.notes == 1)
        try await harbour.apply(report)
        #expect(try await notes(harbour) == ["Bo Ray: Singswell"])
    }

    @Test func `undoing takes them back, and the list can come again`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name\n1,Ann Li\n2,Bo Ray\n"))
        let before = try await harbour.everything()
        let report = try await harbour.apply(try await stage(list, harbour))
        #expect(report.updated == 1 && report.new == 1 && report.unchanged == 1)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept == [] && undone.notes == 4)
        #expect((undone.removed, undone.restored) == (1, 1))
        #expect(try await notes(harbour) == [])
        #expect(try await harbour.everything() == before)
        #expect(try await stage(list, harbour).ties.notes == 4)
    }

    @Test func `notes that somebody has touched stay, and are named`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name\n1,Ann Li\n4,Di Fox\n"))
        let text = list + "4,Di Fox,Drums,,\n"
        let report = try await harbour.apply(try await stage(text, harbour))
        let (ann, cy) = (try await find("ann li", harbour), try await find("cy poe", harbour))
        let first = try await note(of: ann, harbour)
        let tag = try #require(TaggedThing(kind: "interaction", id: String(first.id)))
        try await harbour.act(TagThing(tag, add: ["gate"]))
        try await harbour.act(
            ChangeInteraction(
                try await note(of: cy, harbour).id, expectedVersion: 1, to: content("Hums", cy)))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept.map(\.name) == ["Cy Poe", "Ann Li"])
        #expect(undone.kept.first?.reason == "took part since the import: timeline")
        #expect(undone.kept.last?.reason == "changed again since the import: note")
        #expect((undone.removed, undone.restored, undone.notes) == (1, 1, 3))
        #expect(try await notes(harbour) == ["Ann Li: Met at the gate", "Cy Poe: Hums"])
    }

    @Test func `notes of who was merged since stay with the one who is kept`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let report = try await harbour.apply(try await stage(list, harbour))
        let cy = try await find("cy poe", harbour)
        try await harbour.act(MergeContacts(keep: bob, gone: cy))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept.map(\.name) == ["Cy Poe"] && undone.notes == 3)
        #expect(try await notes(harbour) == ["Bob O'Brien: Sings"])
    }

    @Test func `a field of the chapter's own with such a name goes before`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(AddOwnField(OwnFieldPlan("Notes", .line)))
        let report = try await harbour.stage("name,Notes,Comments\nAnn Li,Sings,Knits\n")
        #expect(report.columns.map(\.meaning) == ["name", "notes", "note on the timeline"])
        #expect(report.ties.notes == 1)
    }

    @Test func `a list without headings has none before its notes`() async throws {
        let harbour = try TestChapter.make()
        let report = try await StageImport(
            .bytes(Array("Ann Li,Sings\n".utf8)), fileName: "list.csv",
            columns: [0: .field(.name), 1: .note], settings: ListSettings(hasHeading: false)
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        try await harbour.apply(report)
        #expect(try await notes(harbour) == ["Ann Li: Sings"])
    }

    @Test func `a staged list that nobody takes leaves nothing`() async throws {
        let harbour = try TestChapter.make()
        let staged = try await stage(list, harbour)
        _ = try await harbour.act(DiscardImport(staged.number))
        let left = try await harbour.chapter.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM import_person_note")
        }
        #expect(left == 0)
    }
}
