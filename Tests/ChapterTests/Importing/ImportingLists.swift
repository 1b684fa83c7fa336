import Chapter
import TestSupport
import Testing

@Suite struct `Importing a list` {
    /// The columns of a national list, with two people on it.
    static let national = """
        AK_ID,DSA_ID,first_name,middle_name,last_name,family_members,Email,Do_Not_Call,\
        p2ptext_optout,best_phone,Mobile_Phone,Home_Phone,Work_Phone,Join_Date,Xdate,\
        membership_type,monthly_dues_status,yearly_dues_status,membership_status,union_member,\
        union_name,union_local,student_yes_no,student_school_name,accommodations,mailing_pref,\
        Address1,Address2,City,State,Zip,Country,DSA_chapter,congressional_district
        101,D-7,Ann,Marie,Li,,ann@example.org,TRUE,,(555) 010-0101,555-010-0101,,\
        555-010-0102,3/14/2019,12/31/2026,monthly,2mo_plus_failed,never,Member in Good Standing,\
        "Yes, current union member",Dockers,Local 7,No,,ramp,Paper only,1 Pier,,Harbour,ME,\
        04101,United States,Harbour,ME_01
        102,D-8,José,,Núñez,,jose@example.org,,Yes,,,,,06/01/2020,,one-time,canceled_by_user,\
        lapsed,Lapsed,,,,,,,,,,,,,,Harbour,ME_01

        """

    @Test func `the national list needs no hand`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(Self.national)
        #expect(report.columns.filter { $0.meaning == nil }.map(\.header) == [])
        #expect(report.columns.count == 34)
        #expect(report.failed == [])
        #expect(report.new == 2)
        #expect(try await harbour.list(MemberList()).count == 0)
        try await harbour.apply(report)
        let ann = try #require(try await harbour.list(MemberList(search: "li ann")).people.first)
        let record = try await harbour.record(try #require(MemberID(ann.memberID)))
        #expect(record.values[.legalName] == "Ann Marie Li")
        #expect(record.values[.givenName] == "Ann" && record.values[.familyName] == "Li")
        #expect(record.values[.joinedOn] == "2019-03-14")
        #expect(record.values[.expiresOn] == "2026-12-31")
        #expect(record.values[.monthlyDues] == "failed two months or more")
        #expect(record.values[.standing] == "in good standing")
        #expect(record.values[.unionMember] == "yes")
        #expect(record.values[.doNotCall] == "yes")
        #expect(record.values[.accommodations] == "ramp")
        #expect(record.values[.district] == "ME_01")
        #expect(
            record.phones == [
                Phone("555-010-0101", .mobile, isPrimary: true), Phone("555-010-0102", .work),
            ])
        #expect(record.addresses.map(\.postcode) == ["04101"])
        #expect(
            record.externalIDs == [
                ExternalID(scheme: "AK_ID", value: "101"),
                ExternalID(scheme: "DSA_ID", value: "D-7"),
            ])
        let jose = try #require(try await harbour.list(MemberList(search: "nunez")).people.first)
        #expect(jose.name == "José Núñez")
        #expect(jose.status == "former")
        let josesRecord = try await harbour.record(try #require(MemberID(jose.memberID)))
        #expect(josesRecord.values[.monthlyDues] == "cancelled by member")
        #expect(josesRecord.values[.doNotText] == "yes")
    }

    @Test func `every field of a new person is in the history with the import's number`()
        async throws
    {
        let harbour = try TestChapter.make()
        let report = try await harbour.apply(try await harbour.stage(Self.national))
        let ann = try #require(try await harbour.list(MemberList(search: "ann")).people.first)
        let id = try #require(MemberID(ann.memberID))
        let history = try await harbour.history(id)
        let record = try await harbour.record(id)
        let lists = record.emails.count + record.phones.count + record.addresses.count
        // That everybody is a person unless the list says otherwise is not worth a line.
        let said = record.values.count { $0.key != .kind }
        #expect(history.count == said + lists + record.externalIDs.count)
        #expect(history.allSatisfy { $0.importID == report.number })
        #expect(history.contains { $0.sentence.hasSuffix("“ramp” by import \(report.importID).") })
    }

    @Test func `the same list again changes nothing`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage(Self.national))
        let before = try await harbour.everything()
        let again = try await harbour.stage(Self.national)
        #expect(again.unchanged == 2)
        #expect(again.new + again.updated + again.conflicting == 0)
        try await harbour.apply(again)
        #expect(try await harbour.everything() == before)
    }

    @Test(arguments: [
        (ImportMode.addOnly, nil as String?, "docker" as String?, 0),
        (.fillBlanks, "night", "docker", 1),
        (.update, "night", "clerk", 1),
    ])
    func `the mode decides what a list may do`(
        mode: ImportMode, shift: String?, job: String?, updated: Int
    ) async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        let list = "name,email,job,shift\nBob O'Brien,bob@example.org,clerk,night\nNew One,,,\n"
        let report = try await harbour.stage(list, mode: mode)
        #expect(report.updated == updated)
        #expect(report.new == 1)
        try await harbour.apply(report)
        let record = try await harbour.record(bob)
        #expect(record.values[.shift] == shift)
        #expect(record.values[.job] == job)
    }

    @Test func `people are known by id, by e-mail, by phone and name, by name and birth date`()
        async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.act(
            AddMember([.name: "A One"], externalIDs: [ExternalID(scheme: "AK_ID", value: "1")]))
        try await harbour.act(AddMember(name: "B Two", email: "b@example.org"))
        try await harbour.act(AddMember(name: "C Three", phone: "555 0103"))
        try await harbour.act(AddMember([.name: "D Four", .birthDate: "1970-01-31"]))
        let report = try await harbour.stage(
            """
            AK_ID,name,email,phone,born,job
            1,Quite Different,,,,a
            2,Bea Two,B@example.org,,,b
            3,c three,,5550103,,c
            4,D FOUR,,,31.1.1970,d
            5,C Three,,555 0999,,e
            6,Stranger,,,1970-01-31,f
            """)
        #expect(report.updated == 4)
        #expect(report.new == 2)
        try await harbour.apply(report)
        let names = try await harbour.list(MemberList()).people.map(\.name)
        #expect(names.contains("A One"), "a name entered by hand stays")
        #expect(report.warnings.contains { $0.contains("theirs stay") })
    }

    @Test func `what cannot be told is a conflict with a reason`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        try await harbour.act(AddMember(name: "Ann Li", phone: "555 0100"))
        try await harbour.act(AddMember(name: "Ann Li", phone: "555 0100", allowDuplicate: true))
        let before = try await harbour.everything()
        let report = try await harbour.stage(
            """
            name,email,phone
            Ann Li,,555 0100
            Somebody Else,bob@example.org,
            Dan,dan@example.org,
            Dan,dan@example.org,555 0107
            Dan,dan@example.org,
            """)
        #expect(report.conflicts.map(\.row) == [2, 3, 5])
        #expect(report.conflicts[0].reason.contains("Several people"))
        #expect(report.conflicts[1].reason.contains("belongs to Bob O'Brien"))
        #expect(report.conflicts[2].reason.contains("same person as row 4"))
        #expect(report.unchanged == 1)
        #expect(report.new == 1)
        try await harbour.apply(report)
        #expect(Set(before).isSubset(of: Set(try await harbour.everything())))
    }

    @Test func `two people of one list can share an e-mail address`() async throws {
        let harbour = try TestChapter.make()
        let list = "AK_ID,name,email\n1,Ann Li,li@example.org\n2,Bo Ray,li@example.org\n"
        try await harbour.apply(try await harbour.stage(list))
        #expect(try await harbour.list(MemberList(search: "li@example.org")).count == 2)
        #expect(try await harbour.stage(list).unchanged == 2)
    }

    @Test func `bad rows are named with their numbers and the rest is taken`() async throws {
        let harbour = try TestChapter.make()
        let long = String(repeating: "n", count: 300)
        let report = try await harbour.stage(
            """
            name,email,birth date,do not call
            Ann,ann@example.org,1990-02-28,no
            ,nobody@example.org,,
            Bob,not an address,,
            Cay,,1990-02-30,
            Dee,,,perhaps
            Eli,,,,surplus
            \(long),,,

            Gus,"gus@example.org",,,,,
            "Hal" x,,,
            """)
        #expect(report.failed.map(\.row) == [3, 4, 5, 6, 7, 8, 11])
        #expect(report.failed[0].reason == "It has no name.")
        #expect(report.failed[5].reason.contains("300 characters"))
        #expect(report.new == 2)
    }

    @Test func `an e-mail address joins the others and an address takes the other's place`()
        async throws
    {
        let harbour = try TestChapter.make()
        let list = "AK_ID,name,email,address,city\n1,Ann,old@example.org,1 Pier,Harbour\n"
        try await harbour.apply(try await harbour.stage(list))
        let moved = "AK_ID,name,email,address,city\n1,Ann,new@example.org,2 Quay,Riverside\n"
        let report = try await harbour.stage(moved)
        #expect(report.changes == ["email": 1, "address": 1])
        try await harbour.apply(report)
        let record = try await harbour.record(MemberID(1))
        #expect(record.emails.map(\.address) == ["old@example.org", "new@example.org"])
        #expect(record.emails.map(\.isPrimary) == [true, false])
        #expect(record.addresses.map(\.line1) == ["2 Quay"])
        #expect(record.addresses.map(\.isPrimary) == [true])
        #expect(record.version == 2)
        #expect(try await harbour.list(MemberList(search: "new@example.org")).count == 1)
    }

    @Test func `an exported list comes back unchanged`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage(Self.national))
        try await harbour.act(
            AddMember(
                [.name: "=Zoë; \"Z\"", .job: "'+x", .accommodations: "one\ntwo"],
                emails: [Email("z@example.org"), Email("y@example.org", .other)],
                phones: [Phone("+49 30 555", .home)], tags: ["a", "b, c"], interests: ["Housing"]))
        let file = try await harbour.act(ExportPeople())
        let report = try await harbour.stage(file.text)
        #expect(report.failed == [])
        #expect(report.conflicts == [])
        #expect(report.unchanged == 3)
        let riverside = try TestChapter.make(named: "Riverside")
        try await riverside.apply(try await riverside.stage(file.text))
        let columns = ExportColumn.all.filter { $0 != .memberID }
        let ours = try await harbour.act(ExportPeople(columns: columns))
        let theirs = try await riverside.act(ExportPeople(columns: columns))
        #expect(ours.text == theirs.text)
    }

    @Test func `a list that changes a third of all people says so`() async throws {
        let harbour = try TestChapter.make()
        let rows = (1...30).map { "\($0),Person \($0)" }
        let list = "AK_ID,name\n" + rows.joined(separator: "\n")
        try await harbour.apply(try await harbour.stage(list))
        let news =
            "AK_ID,name,job\n" + rows.prefix(12).map { $0 + ",clerk" }.joined(separator: "\n")
        let report = try await harbour.stage(news)
        #expect(report.warnings.contains { $0.contains("12 of 30 people, 40 %") })
    }

    @Test func `several addresses in one cell say which choice takes them`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(
            "name,email\nAna,ana@example.org; ana@work.example\nBo,bo at example\nCy,cy@example.org\n"
        )
        #expect(report.new == 1 && report.failed.count == 2)
        #expect(
            report.failed[0].reason
                == "“ana@example.org; ana@work.example” are several e-mail addresses. Choose "
                + "“Several e-mail addresses” for this column.")
        #expect(report.failed[1].reason.contains("is no e-mail address"))
    }

    @Test func `only who manages people imports`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let result = try await StageImport(.bytes(Array("name\nEve\n".utf8)), fileName: "x.csv")
            .run(in: harbour.chapter, as: bob, at: .noon)
        #expect(throws: Refusal.notAllowed(.managePeople)) { try result.get() }
    }
}
