import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Merging several contacts at once` {
    private let harbour: TestChapter
    private let ana: MemberID
    private let bea: MemberID
    private let cleo: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        ana = try await harbour.act(
            AddMember([.name: "Ana"], emails: [Email("ana@example.org")], tags: ["Docks"])
        ).memberID
        bea = try await harbour.act(
            AddMember(
                [.name: "Bea", .job: "docker", .doNotCall: "yes"],
                emails: [Email("bea@example.org")], tags: ["Docks", "Pier"])
        ).memberID
        cleo = try await harbour.act(
            AddMember(
                [.name: "Cleo", .job: "pilot", .birthDate: "1980-02-03"],
                phones: [Phone("555 0107")])
        ).memberID
    }

    private func kept(_ id: MemberID) async throws -> MemberID? {
        try await harbour.chapter.read { db in try db.keptContact(of: id) }
    }

    private func preview(_ ids: [MemberID], keep: MemberID? = nil) async throws
        -> MergeTogetherPreview
    {
        try await harbour.chapter.mergeTogetherPreview(ids, keep: keep, for: .operator).get()
    }

    @Test func `what would be done stands side by side, by contact and together`() async throws {
        let preview = try await preview([ana, bea, cleo])
        #expect(preview.keep == ana)
        #expect(preview.hindrances.isEmpty)
        #expect(preview.columns.map(\.record.name) == ["Ana", "Bea", "Cleo"])
        let job = try #require(preview.fields.first(where: { $0.field == .job }))
        #expect(job.values == [bea: "docker", cleo: "pilot"])
        #expect(job.suggested == bea)
        let call = try #require(preview.fields.first(where: { $0.field == .doNotCall }))
        #expect(call.suggested == bea, "a wish not to be disturbed wins")
        #expect(
            preview.columns.map { $0.moves.map { "\($0.count) \($0.table)" } } == [
                ["1 member_email", "1 member_tag"], ["1 member_email", "2 member_tag"],
                ["1 member_phone"],
            ])
        #expect(
            preview.moves.map { "\($0.count) \($0.table)" } == [
                "1 member_email", "1 member_phone", "2 member_tag",
            ])
    }

    @Test func `three become one with the values that were chosen, and come back at once`()
        async throws
    {
        let merged = try await harbour.act(
            MergeTogether(
                keep: ana, others: [bea, cleo], choices: [.name: bea, .job: cleo],
                expected: [ana: 1, bea: 1, cleo: 1], why: "one person"))
        let record = try await harbour.record(ana)
        #expect(record.version == merged.version)
        #expect(record.name == "Bea")
        #expect(record.values[.job] == "pilot")
        #expect(record.values[.birthDate] == "1980-02-03")
        #expect(record.values[.doNotCall] == "yes")
        #expect(record.emails.map(\.address) == ["ana@example.org", "bea@example.org"])
        #expect(record.phones.map(\.number) == ["555 0107"])
        #expect(Set(record.tags) == ["Docks", "Pier"])
        #expect(try await kept(bea) == ana)
        #expect(try await kept(cleo) == ana)
        let reports = try await harbour.chapter.read { db in
            try MergeReport.together(merged.ids[1], in: db, for: .operator).get()
        }
        #expect(reports.map(\.goneName) == ["Bea", "Cleo"])
        #expect(reports.map(\.why) == ["one person", "one person"])
        let undone = try await harbour.act(UndoMergeTogether(merged.ids[0]))
        #expect(undone.map(\.id) == merged.ids)
        #expect(undone.allSatisfy { $0.undoneAt != nil && $0.stayed.isEmpty && $0.newer.isEmpty })
        #expect(try await harbour.list(MemberList()).people.map(\.name) == ["Ana", "Bea", "Cleo"])
        #expect(try await harbour.record(ana).values[.job] == nil)
        #expect(try await harbour.record(bea).values[.job] == "docker")
        #expect(try await harbour.record(cleo).phones.map(\.number) == ["555 0107"])
        let again = try await harbour.refusal(of: UndoMergeTogether(merged.ids[0]))
        #expect(again?.sentence == "This merge has been taken back already.")
    }

    @Test func `one of them is taken back alone with what came from it, and then the rest`()
        async throws
    {
        let merged = try await harbour.act(
            MergeTogether(keep: ana, others: [bea, cleo], choices: [.name: bea, .job: cleo]))
        let report = try await harbour.act(UndoMerge(merged.ids[0]))
        #expect(report.stayed.isEmpty)
        #expect(try await harbour.record(ana).name == "Ana")
        #expect(try await harbour.record(ana).values[.job] == "pilot", "what came from Cleo")
        #expect(try await harbour.record(bea).emails.map(\.address) == ["bea@example.org"])
        #expect(try await kept(cleo) == ana)
        let rest = try await harbour.act(UndoMergeTogether(merged.ids[0]))
        #expect(rest.allSatisfy { $0.undoneAt != nil && $0.stayed.isEmpty })
        #expect(try await harbour.record(ana).values[.job] == nil)
        #expect(try await harbour.record(cleo).values[.birthDate] == "1980-02-03")
    }

    @Test func `own fields with one value are chosen among all`() async throws {
        let field = try await harbour.act(AddOwnField(OwnFieldPlan("Shirt size", .line)))
        try await harbour.act(SetOwnFields(bea, [field.code: ["M"]]))
        try await harbour.act(SetOwnFields(cleo, [field.code: ["L"]]))
        let first = try await harbour.act(MergeTogether(keep: ana, others: [bea, cleo]))
        #expect(try await harbour.record(ana).ownFields[field.code] == ["M"])
        try await harbour.act(UndoMergeTogether(first.ids[0]))
        try await harbour.act(
            MergeTogether(keep: ana, others: [bea, cleo], ownFields: [field.code: cleo]))
        #expect(try await harbour.record(ana).ownFields[field.code] == ["L"])
    }

    @Test func `what stands in the way of one stands in the way of all, and nothing is done`()
        async throws
    {
        try await harbour.act(GiveRole(cleo, .coordinator))
        let refusal = try await harbour.refusal(of: MergeTogether(keep: ana, others: [bea, cleo]))
        #expect(refusal?.sentence.hasPrefix("Cleo holds the role of coordinator.") == true)
        #expect(try await harbour.list(MemberList()).people.count == 3)
        let blocked = try await preview([ana, bea, cleo], keep: ana)
        #expect(blocked.hindrances.map(\.members) == [[cleo]])
        let rather = try await preview([ana, bea, cleo])
        #expect(rather.keep == cleo, "whoever holds a role is kept")
        #expect(rather.hindrances.isEmpty)
        // Oneself, too.
        let mine = try await harbour.refusal(
            of: MergeTogether(keep: ana, others: [bea, cleo]), as: .member(bea, [.coordinator]))
        #expect(mine?.sentence.hasPrefix("This is your own record.") == true)
    }

    @Test func `two names in one group do not go into a third`() async throws {
        try await harbour.openFeed()
        let group = try await harbour.act(
            FoundGroup(name: "Night school", purpose: "Housing law", handle: "rosa"),
            as: .member(bea, []))
        try await harbour.act(JoinGroup(group, as: "clara"), as: .member(cleo, []))
        for other in [bea, cleo] {
            let single = try await harbour.chapter.mergePreview(
                keep: ana, gone: other, for: .operator
            ).get()
            #expect(single.refusal == nil)
        }
        let refusal = try await harbour.refusal(of: MergeTogether(keep: ana, others: [bea, cleo]))
        #expect(refusal?.sentence.hasPrefix("Both are in the group “Night school”") == true)
        #expect(
            try await preview([ana, bea, cleo], keep: ana).hindrances.map(\.members)
                == [[bea, cleo]])
    }

    @Test func `whoever edited one of them meanwhile loses nothing`() async throws {
        try await harbour.act(EditMember(cleo, changes: [.job: "welder"]))
        let refusal = try await harbour.refusal(
            of: MergeTogether(
                keep: ana, others: [bea, cleo], expected: [ana: 1, bea: 1, cleo: 1]))
        #expect(refusal?.code == .conflict)
        #expect(refusal?.sentence.hasPrefix("While you were editing Cleo") == true)
        #expect(try await harbour.list(MemberList()).people.count == 3)
    }

    @Test func `six at most, each once, and values only of these`() async throws {
        let many = (Int64(91)...96).map { MemberID($0) }
        let tooMany = try await harbour.refusal(of: MergeTogether(keep: ana, others: many))
        #expect(tooMany?.sentence == "At most 6 contacts are merged at once.")
        let twice = try await harbour.refusal(of: MergeTogether(keep: ana, others: [bea, bea]))
        #expect(twice?.sentence == "These are one contact already. Choose two.")
        let alone = try await harbour.refusal(of: MergeTogether(keep: ana, others: []))
        #expect(alone?.sentence == "Choose two contacts or more to merge.")
        let stranger = try await harbour.refusal(
            of: MergeTogether(keep: ana, others: [bea], choices: [.name: cleo]))
        #expect(
            stranger?.sentence
                == "A value is taken from one of the contacts that are merged.")
    }

    @Test func `the queue says where three may all be one, unless two were told apart`()
        async throws
    {
        var ids: [MemberID] = []
        for name in ["Bob O'Brien", "Rob O'Brien", "Robert O'Brien"] {
            ids.append(
                try await harbour.act(AddMember(name: name, phone: "555 010 0002")).memberID)
        }
        let page = try await harbour.queue()
        #expect(page.pairs.count == 3)
        #expect(page.sets.map { Set($0.contacts.map(\.id)) } == [Set(ids)])
        #expect(page.pairs.allSatisfy { page.sets[0].holds($0) })
        try await harbour.act(DecideDuplicate(ids[0], ids[2], .notTheSame))
        let apart = try await harbour.queue()
        #expect(apart.pairs.count == 2)
        #expect(apart.sets.isEmpty)
    }
}
