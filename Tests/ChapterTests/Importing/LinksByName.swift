import Chapter
import TestSupport
import Testing

@Suite struct `Fields that name somebody in lists of people` {
    @Test func `a name stands for the only one who has it, and a number for itself`() async throws {
        let harbour = try TestChapter.make()
        let sites = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let friend = try await harbour.act(AddOwnField(OwnFieldPlan("Friend", .contact)))
        let site = try await harbour.act(
            AddOwnField(OwnFieldPlan("Site", .object, linkedType: sites.id)))
        let carol = try await harbour.add(.carol)
        let pier = try await harbour.act(AddObject(sites.id, name: "Pier 4"))
        for name in ["Dan Dee", "dan dee"] { try await harbour.act(AddMember(name: name)) }
        let report = try await harbour.stage(
            """
            AK_ID,name,Friend,Site
            1,Ann,CAROL NUNEZ,pier 4
            2,Bo,\(carol),\(pier.id)
            3,Cy,Dan Dee,
            4,Di,,Pier 5
            5,Ed,,
            """)
        #expect(report.failed.map(\.row) == [4, 5])
        #expect(
            report.failed.map(\.reason) == [
                "Several are called “Dan Dee”. Write the number of the one that “Friend” names.",
                "Nobody and nothing is called “Pier 5”, which “Site” names.",
            ])
        try await harbour.apply(report)
        let people = try await harbour.chapter.read { db in
            try MemberList(search: "").answer(in: db, for: .operator).get().people
        }
        for name in ["Ann", "Bo"] {
            let member = try #require(people.first { $0.name == name }?.memberID)
            let record = try await harbour.record(try #require(MemberID(member)))
            #expect(record.ownFields == [friend.code: ["\(carol)"], site.code: ["\(pier.id)"]])
        }
        // The same list once more says what is so already.
        let again = try await harbour.stage("AK_ID,name,Friend\n1,Ann,Carol Nuñez\n")
        #expect(again.updated == 0 && again.failed.isEmpty)
    }
}
