import Chapter
import Foundation
import TestSupport
import Testing

@Suite struct `Rules for fields that every chapter has` {
    private let harbour: TestChapter

    init() throws { harbour = try TestChapter.make() }

    private func rule(_ rule: SetBuiltInRule) async throws { _ = try await harbour.act(rule) }

    private func refused<A: Act>(_ act: A) async throws -> String? {
        try await harbour.refusal(of: act)?.sentence
    }

    @Test func `what is needed is asked of those of whom it is needed`() async throws {
        try await rule(SetBuiltInRule("birth_date", neededOf: .members))
        let refusal = try await harbour.refusal(of: AddMember([.name: "Dan"]))
        #expect(refusal?.sentence == "The date of birth is needed.")
        #expect(refusal?.field == "birthDate")
        try await harbour.act(AddMember([.name: "Dan", .status: "contact"]))
        try await harbour.act(AddMember([.name: "Dana", .birthDate: "1990-02-03"]))
        _ = try await harbour.addContact("Port Union", .organization)
        try await rule(SetBuiltInRule("address", neededOf: .organizations))
        #expect(
            try await refused(AddMember([.name: "Hotel", .kind: "organization"]))
                == "The postal address is needed.")
        try await harbour.act(
            AddMember(
                [.name: "Hotel", .kind: "organization"],
                addresses: [PostalAddress(line1: "1 Quay")]))
    }

    @Test func `it is said in the chapter's words, and not where nobody can be asked`()
        async throws
    {
        let message = "We write to everybody. Ask for an address."
        try await rule(SetBuiltInRule("email", neededOf: .everybody, message: message))
        #expect(try await refused(AddMember([.name: "Dan"])) == message)
        try await harbour.act(AddMember([.name: "Dan"], ownFieldsCanWait: true))
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        _ = try await harbour.act(MakeHousehold([bob, carol], name: "Mill Street"))
    }

    @Test func `what was there before and has not changed stops no other work`() async throws {
        let bob = try await harbour.act(AddMember([.name: "Bob", .job: "docker"])).memberID
        try await rule(SetBuiltInRule("birth_date", neededOf: .persons))
        try await rule(SetBuiltInRule("job", pattern: "##"))
        try await rule(SetBuiltInRule("email", neededOf: .everybody))
        try await harbour.act(
            EditMember(bob, changes: [.birthDate: "", .job: "docker", .shift: "nights"]))
        try await harbour.act(SetPhones(bob, [Phone("555 0105")]))
        #expect(
            try await refused(EditMember(bob, changes: [.job: "baker"]))
                == "“baker” does not look like ##, as the job must.")
        try await harbour.act(EditMember(bob, changes: [.birthDate: "1990-01-01"]))
        #expect(
            try await refused(EditMember(bob, changes: [.birthDate: ""]))
                == "The date of birth is needed.")
        try await harbour.act(SetEmails(bob, [Email("bob@example.org")]))
        #expect(try await refused(SetEmails(bob, [])) == "The e-mail address is needed.")
    }

    @Test func `days, texts, postcodes and addresses look as they must`() async throws {
        let bob = try await harbour.add(.bob)
        try await rule(
            SetBuiltInRule("birth_date", least: "1900-01-01", most: "2015-12-31"))
        #expect(
            try await refused(EditMember(bob, changes: [.birthDate: "1899-12-31"]))
                == "The date of birth is not before 1900-01-01, and this is 1899-12-31.")
        #expect(
            try await refused(EditMember(bob, changes: [.birthDate: "2016-01-01"]))
                == "The date of birth is not after 2015-12-31, and this is 2016-01-01.")
        try await harbour.act(EditMember(bob, changes: [.birthDate: "2015-12-31"]))
        try await rule(SetBuiltInRule("postcode", pattern: "####-###"))
        let wrong = PostalAddress(line1: "1 Quay", postcode: "1100")
        let sentence = "“1100” does not look like ####-###, as the postcode must."
        #expect(try await refused(SetAddresses(bob, [wrong])) == sentence)
        try await harbour.act(
            SetAddresses(bob, [PostalAddress(line1: "1 Quay", postcode: "1100-102")]))
        #expect(
            try await refused(ChangeSharedAddress(bob, 1, to: wrong, alsoFor: [])) == sentence)
        try await rule(SetBuiltInRule("email", pattern: "*@example.org"))
        let mail = Email("bob@example.com")
        #expect(
            try await refused(SetEmails(bob, [Email("bob@example.org"), mail]))?.hasPrefix(
                "“bob@example.com” does not look like") == true)
    }

    @Test func `one of both is enough where an e-mail address or a phone number is needed`()
        async throws
    {
        try await rule(SetBuiltInRule("email_or_phone", neededOf: .persons))
        #expect(
            try await refused(AddMember([.name: "Dan"]))
                == "An e-mail address or a phone number is needed.")
        let dan = try await harbour.act(AddMember(name: "Dan", phone: "555 0105")).memberID
        #expect(
            try await refused(SetPhones(dan, []))
                == "An e-mail address or a phone number is needed.")
        try await harbour.act(SetEmails(dan, [Email("dan@example.org")]))
        try await harbour.act(SetPhones(dan, []))
        _ = try await harbour.addContact("Port Union", .organization)
    }

    @Test func `a list says which row breaks a rule and why`() async throws {
        try await rule(
            SetBuiltInRule("birth_date", neededOf: .members, most: "2015-12-31"))
        try await rule(SetBuiltInRule("postcode", pattern: "#####", message: "Five digits."))
        try await rule(SetBuiltInRule("email_or_phone", neededOf: .everybody))
        let report = try await harbour.stage(
            """
            AK_ID,name,status,birth date,postcode,email
            1,Ann,member,,10001,ann@example.org
            2,Bo,member,1990-01-01,01234,bo@example.org
            3,Cy,contact,,1234,cy@example.org
            4,Di,contact,2020-01-01,,di@example.org
            5,Ed,contact,,,
            """)
        #expect(report.failed.map(\.row) == [2, 4, 5, 6])
        #expect(
            report.failed.map(\.reason) == [
                "The date of birth is needed.", "Five digits.",
                "The date of birth is not after 2015-12-31, and this is 2020-01-01.",
                "An e-mail address or a phone number is needed.",
            ])
        try await harbour.apply(report)
        let again = try await harbour.stage("AK_ID,name,postcode\n2,Bo,999\n")
        #expect(again.failed.map(\.reason) == ["Five digits."])
        // A list that knows nothing of days of birth brings people who are asked later.
        let few = try await harbour.stage("name,status\nFay,member\n")
        #expect(few.failed.isEmpty)
    }

    @Test func `everybody who lacks something is found`() async throws {
        try await harbour.act(AddMember([.name: "Ana", .birthDate: "1990-01-01"]))
        try await harbour.act(AddMember([.name: "Ben"]))
        try await harbour.act(AddMember(name: "Cai", phone: "555 0105"))
        try await harbour.act(AddMember([.name: "Dot", .status: "contact"]))
        _ = try await harbour.addContact("Port Union", .organization)
        func lacking(_ rule: SetBuiltInRule) async throws -> [String] {
            let query = try #require(try await harbour.act(rule).lacking)
            var list = MemberList()
            list.live = LiveSearch(.unsaved(query), at: .noon)
            let asked = list
            return try await harbour.list(asked).people.map(\.name)
        }
        #expect(
            try await lacking(SetBuiltInRule("birth_date", neededOf: .members)) == ["Ben", "Cai"])
        #expect(
            try await lacking(SetBuiltInRule("email_or_phone", neededOf: .persons))
                == ["Ana", "Ben", "Dot"])
        #expect(
            try await lacking(SetBuiltInRule("postcode", neededOf: .organizations))
                == ["Port Union"])
        let ben = try await harbour.list(MemberList(search: "Ben")).people[0].memberID
        let record = try await harbour.record(try #require(MemberID(ben)))
        let missed = try await harbour.chapter.read { db in
            try BuiltInRule.asking(in: db).filter { $0.isMissed(of: record) }.map(\.field)
        }
        #expect(missed == [.emailOrPhone, .person(.birthDate)])
    }

    @Test func `a rule can be changed by one editor at a time, taken away, and is in the log`()
        async throws
    {
        let first = try await harbour.act(SetBuiltInRule("job", pattern: "#"))
        #expect(first.version == 1)
        #expect(try await harbour.refusal(of: SetBuiltInRule("job"))?.code == .conflict)
        let gone = try await harbour.act(SetBuiltInRule("job", expectedVersion: 1))
        #expect(!gone.asks && gone.version == 2)
        let wrong: [(SetBuiltInRule, String)] = [
            (SetBuiltInRule("name", neededOf: .persons), "There is no field with rules"),
            (SetBuiltInRule("do_not_call", neededOf: .persons), "There is no field with rules"),
            (SetBuiltInRule("birth_date", neededOf: .organizations), "persons alone"),
            (SetBuiltInRule("birth_date", pattern: "#"), "Only a field of one line"),
            (SetBuiltInRule("email", least: "2000-01-01"), "cannot be the least here"),
            (SetBuiltInRule("birth_date", most: "old"), "cannot be the most here"),
            (
                SetBuiltInRule("birth_date", least: "2000-01-01", most: "1999-01-01"),
                "no value fits"
            ),
        ]
        for (rule, words) in wrong {
            let sentence = try await refused(rule)
            #expect(sentence?.contains(words) == true, "\(words): \(sentence ?? "nothing")")
        }
        let lines = try await harbour.chapter.read { db in
            try ChapterLog().answer(in: db, for: .operator).get()
        }
        let rules = lines.filter { $0.act == "SetBuiltInRule" }
        #expect(rules.map(\.old) == ["job: like #", nil])
    }
}
