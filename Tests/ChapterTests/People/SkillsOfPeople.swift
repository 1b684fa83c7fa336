import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `What people can do` {
    @Test func `skills are added, taken away and set, by coordinators and by the member`()
        async throws
    {
        let harbour = try TestChapter.make()
        let id = try await harbour.add(.bob)
        let bob = Viewer.plain(id)
        func skills() async throws -> [String] { try await harbour.record(id).skills }
        try await harbour.act(AddSkill(id, "First aid"), as: bob)
        try await harbour.act(AddSkill(id, "FIRST AID"), as: bob)
        #expect(try await skills() == ["First aid"])
        let missing = try await harbour.refusal(of: RemoveSkill(id, "Chess"), as: bob)
        #expect(missing?.sentence == "Bob O'Brien does not have the skill “Chess”.")
        try await harbour.act(AddMember(name: "Eve Adams", interests: ["Chess"]))
        let others = try await harbour.refusal(of: AddSkill(MemberID(2), "Chess"), as: bob)
        #expect(others?.code == .notAllowed)
        let empty = try await harbour.refusal(of: AddSkill(id, " "))
        #expect(empty?.sentence == "The skill is empty.")
        let many = (0...100).map { "Skill \($0)" }
        #expect(try await harbour.refusal(of: SetSkills(id, many)) != nil)
        let version = try await harbour.act(SetSkills(id, ["Sewing", "Driving"]))
        #expect(try await skills().sorted() == ["Driving", "Sewing"])
        try await harbour.act(RemoveSkill(id, "sewing"), as: bob)
        try await harbour.act(SetSkills(id, []), as: bob)
        #expect(try await skills() == [])
        try await harbour.act(TakeBack(id, after: version - 1, through: version + 2))
        #expect(try await skills() == ["First aid"])
        let fields = try await harbour.history(id).filter { $0.field == "skill" }
        #expect(fields.contains { $0.act == "AddSkill" && $0.new == "First aid" })
    }

    @Test func `they are found, suggested and in a list, and interests are not`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.act(
            AddMember(name: "Bob O'Brien", interests: ["Chess"])
        ).memberID
        try await harbour.act(SetSkills(bob, ["First aid"]))
        let eve = try await harbour.act(AddMember(name: "Eve Adams")).memberID
        try await harbour.act(SetSkills(eve, ["Sewing"]))
        func found(_ condition: SearchCondition) async throws -> [String] {
            var list = MemberList()
            list.live = LiveSearch(.unsaved(SearchQuery(all: [condition])), at: .noon)
            return try await harbour.list(list).people.map(\.name)
        }
        #expect(try await found(SearchCondition(.skill, .is, "first AID")) == ["Bob O'Brien"])
        #expect(try await found(SearchCondition(.skill, .contains, "ew")) == ["Eve Adams"])
        #expect(try await found(SearchCondition(.skill, .is, "Chess")) == [])
        #expect(
            try await found(SearchCondition(.skill, .known)) == ["Bob O'Brien", "Eve Adams"])
        let labels = try await harbour.chapter.read { db in
            try LabelsInUse.read(in: db, for: .operator)
        }
        #expect(labels.skills == ["First aid", "Sewing"])
        #expect(labels.interests == ["Chess"])
        let members = try await harbour.chapter.read { db in
            try LabelsInUse.read(in: db, for: .plain(bob))
        }
        #expect(members.skills == [])
        let list = try await harbour.act(
            ExportPeople(MemberList(), columns: [.field(.name), .skills])
        ).text
        #expect(list.contains("name,skills"))
        #expect(list.contains("Bob O'Brien,First aid"))
    }

    @Test func `members see them where the person lets them, and find by them`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let viewer = Viewer.plain(bob)
        try await harbour.act(SetSkills(bob, ["First aid"]))
        try await harbour.act(SetDirectoryFields(bob, [.name]), as: viewer)
        func seen() async throws -> (skills: [String]?, found: Int) {
            try await harbour.chapter.read { db in
                (
                    try DirectoryEntry.read(bob, in: db, for: viewer, at: .noon).get().skills,
                    try DirectoryList(search: "aid").answer(in: db, for: viewer, at: .noon).get()
                        .count
                )
            }
        }
        var now = try await seen()
        #expect(now.skills == [] && now.found == 0)
        try await harbour.act(SetDirectoryFields(bob, [.name, .skills]), as: viewer)
        now = try await seen()
        #expect(now.skills == ["First aid"] && now.found == 1)
        // Being shown still ends with being a member.
        try await harbour.act(EndMembership(bob, why: "moved away"))
        let rows = try await harbour.value(Int.self, "SELECT count(*) FROM directory_field")
        #expect(rows == 0)
    }
}
