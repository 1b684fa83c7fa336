import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Deciding about a list` {
    private func stage(_ text: String, _ plan: ImportPlan, _ harbour: TestChapter) async throws
        -> ImportReport
    {
        try await StageImport(.bytes(Array(text.utf8)), fileName: "list.csv", plan: plan)
            .run(in: harbour.chapter, as: .operator, at: .noon).get()
    }

    // MARK: Asking

    @Test func `where the list differs somebody decides, field by field, and can go on later`()
        async throws
    {
        let harbour = try TestChapter.make()
        let first = """
            AK_ID,name,job,shift,address,city
            1,Ann Li,cook,,1 Pier,Harbour
            2,Bo Ray,clerk,night,,
            3,Cy Poe,smith,,,
            """
        try await harbour.apply(try await harbour.stage(first))
        let second = """
            AK_ID,name,job,shift,address,city
            1,Ann Lee,captain,day,2 Quay,Upland
            2,Bo Raye,clerk,night,,
            3,Cy Poe,welder,,,
            4,Di New,,,,
            """
        let report = try await harbour.stage(second, mode: .ask)
        #expect(report.updated == 3)
        func questions() async throws -> [ImportQuestion] {
            try await harbour.chapter.read { db in
                try ImportQuestions(report.number).answer(in: db, for: .operator).get().questions
            }
        }
        let asked = try await questions()
        #expect(
            asked.map { "\($0.subject.row) \($0.subject.field): \($0.here) or \($0.listed)" } == [
                "2 address: 1 Pier, Harbour or 2 Quay, Upland", "2 job: cook or captain",
                "2 name: Ann Li or Ann Lee", "3 name: Bo Ray or Bo Raye",
                "4 job: smith or welder",
            ])
        let answers = Dictionary(
            uniqueKeysWithValues: zip(
                asked.prefix(3).map(\.subject), [ImportQuestion.Answer.list, .list, .here]))
        #expect(try await harbour.act(AnswerImport(report.number, answers)) == 2)
        #expect(try await questions().map(\.answer) == [.list, .list, .here, nil, nil])
        #expect(try await harbour.act(AnswerImport(report.number, [:], rest: .list)) == 0)
        let last = try await questions()[4].subject
        try await harbour.act(AnswerImport(report.number, [last: .here]))
        let applied = try await harbour.apply(report)
        #expect(applied.updated == 2)
        #expect(applied.unchanged == 1)
        #expect(applied.new == 1)
        let ann = try await harbour.record(MemberID(1))
        #expect(ann.values[.name] == "Ann Li")
        #expect(ann.values[.job] == "captain")
        #expect(ann.values[.shift] == "day")
        #expect(ann.addresses.map(\.line1) == ["2 Quay"])
        #expect(try await harbour.record(MemberID(2)).values[.name] == "Bo Raye")
        #expect(try await harbour.record(MemberID(3)).values[.job] == "smith")
        #expect(try await harbour.list(MemberList(search: "raye")).count == 1)
        #expect(try await harbour.list(MemberList(search: "lee")).count == 0)
        #expect(try await harbour.list(MemberList(search: "ann li")).count == 1)
        let refusal = try await harbour.refusal(of: AnswerImport(report.number, [:]))
        #expect(refusal?.code == .conflict)
    }

    @Test func `what nobody decided stays as it is, and all of it can be undone`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.apply(try await harbour.stage("AK_ID,name,job\n1,Ann Li,cook\n"))
        let before = try await harbour.everything()
        let report = try await harbour.stage("AK_ID,name,job\n1,Ann Li,smith\n", mode: .ask)
        let applied = try await harbour.apply(report)
        #expect(applied.unchanged == 1)
        #expect(try await harbour.everything() == before)
        let second = try await harbour.stage(
            "AK_ID,name,job,shift\n1,Ann Li,smith,day\n2,Bo,,\n", mode: .ask)
        try await harbour.act(AnswerImport(second.number, [:], rest: .list))
        try await harbour.apply(second)
        #expect(try await harbour.record(MemberID(1)).values[.job] == "smith")
        try await harbour.act(UndoImport(second.number))
        #expect(try await harbour.everything() == before)
    }

    // MARK: Keys

    @Test(arguments: [
        (MatchKey.automatic, 3), (.email, 2), (.externalID, 1), (.memberNumber, 1),
        (.nameAndBirthDate, 1), (.nameAndPhone, 1), (.nameAndPostcode, 1),
    ])
    func `rows find people by the key that was chosen`(key: MatchKey, found: Int) async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(
            AddMember(
                [.name: "Ann Li", .birthDate: "1980-01-02"], emails: [Email("ann@example.org")],
                phones: [Phone("555 0101")],
                addresses: [PostalAddress(line1: "1 Pier", postcode: "04 101")],
                externalIDs: [ExternalID(scheme: "AK_ID", value: "1")]))
        try await harbour.act(AddMember(name: "Bo Ray", email: "bo@example.org"))
        let text = """
            member number,AK_ID,name,email,phone,birth date,zip
            ,1,Ann Li,,,,
            ,,Ann Lime,ann@example.org,,,
            1,,Ann Li,,555 0101,1980-01-02,04101
            ,,Someone Else,bo@example.org,,,
            ,,Nobody Known,nobody@example.org,555 0199,1970-01-01,99999
            """
        let plan = ImportPlan(mode: .addOnly, key: key)
        let counts = try await counted(text, plan, harbour)
        #expect(counts.first { $0.key == key }?.found == found)
        let report = try await stage(text, plan, harbour)
        #expect(report.key == key.rawValue)
    }

    private func counted(_ text: String, _ plan: ImportPlan, _ harbour: TestChapter) async throws
        -> [MatchCounts]
    {
        let rows = try MatchCounts.rows(.bytes(Array(text.utf8)), plan, at: .noon).get()
        return try await harbour.chapter.read { db in
            try MatchCounts.all(rows, in: db, for: .operator)
        }
    }

    @Test func `an e-mail address of several people does not decide alone`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(AddMember(name: "Ann Li", email: "home@example.org"))
        try await harbour.act(
            AddMember(name: "Bo Li", email: "home@example.org", allowDuplicate: true))
        let report = try await stage(
            "name,email,job\nBo Li,home@example.org,cook\nDi Li,home@example.org,cook\n",
            ImportPlan(key: .email), harbour)
        #expect(report.updated == 1)
        #expect(report.conflicts.map(\.row) == [3])
    }

    // MARK: Words

    @Test func `words of a column are counted, guessed and decided`() async throws {
        let text = """
            name,status,do not call,AK
            Ann,miembro,ja,1
            Bo,Vollmitglied,,2
            Cy,Vollmitglied,nie wieder,3
            Di,Freundin,,4
            Eve,n/a,,5
            """
        let source = ImportSource.bytes(Array(text.utf8))
        let read = try ListWords.read(source, ImportPlan()).get()
        #expect(read.map(\.header) == ["status", "do not call"])
        #expect(
            read[0].words.map { "\($0.text) \($0.count) \($0.meaning ?? "?")" } == [
                "Vollmitglied 2 ?", "Freundin 1 ?", "miembro 1 member",
            ])
        #expect(read[0].isOpen)
        #expect(read[1].words.map(\.meaning) == ["yes", "no"])
        var plan = ImportPlan()
        plan.choices.values = [
            1: ["vollmitglied": "member", "Freundin": ""], 2: ["nie wieder": "yes"],
        ]
        let decided = try ListWords.read(source, plan).get()
        let open = decided.filter { $0.isOpen }
        #expect(open.isEmpty)
        let harbour = try TestChapter.make()
        let report = try await stage(text, plan, harbour)
        #expect(report.failed == [])
        #expect(
            report.warnings.contains("Column status: 1 values are not known and were left out."))
        try await harbour.apply(report)
        #expect(try await harbour.record(MemberID(2)).values[.status] == "member")
        #expect(try await harbour.record(MemberID(3)).values[.doNotCall] == "yes")
    }

    // MARK: Memory

    @Test func `what was decided is offered for the next list with these headings`() async throws {
        let harbour = try TestChapter.make()
        let headings = ["Naam", "soort", "x", "x"]
        let first = try await harbour.act(
            AddUploadedList(file: "a.csv", bytes: 1, mode: .update, headings: headings))
        var plan = ImportPlan(mode: .ask, key: .email)
        plan.settings.dayFirst = true
        plan.settings.recognizes = false
        plan.choices = ListChoices(
            [0: .field(.name), 1: .field(.status), 2: ColumnTarget?.none, 3: .tags],
            values: [1: ["lid": "member"]])
        try await harbour.act(ChooseColumns(first.id, plan, headings: headings))
        let turned = ["x", "soort", "x", "Naam"]
        let second = try await harbour.act(
            AddUploadedList(file: "b.csv", bytes: 1, mode: .update, headings: turned))
        let list = try await harbour.chapter.read { db in
            try UploadedList.read(second.id, in: db, for: .operator).get()
        }
        #expect(list.asOf == .noon)
        #expect(list.plan.choices.columns[3] == .some(.field(.name)))
        #expect(list.plan.choices.columns[0] == .some(nil))
        #expect(list.plan.choices.columns[2] == .some(.tags))
        #expect(list.plan.choices.values == [1: ["lid": "member"]])
        #expect(list.plan.key == .email)
        #expect(list.plan.settings.dayFirst == true)
        #expect(!list.plan.settings.recognizes)
        let other = try await harbour.act(
            AddUploadedList(file: "c.csv", bytes: 1, mode: .update, headings: ["Naam"]))
        let fresh = try await harbour.chapter.read { db in
            try UploadedList.read(other.id, in: db, for: .operator).get()
        }
        #expect(fresh.asOf == nil)
        #expect(fresh.plan == ImportPlan())
    }

    // MARK: Large changes

    @Test func `a field that changes for a third of the people has to be looked at`() async throws {
        let harbour = try TestChapter.make()
        func list(_ job: (Int) -> String) -> String {
            "AK_ID,name,job,shift\n"
                + (1...30).map { "\($0),Person \($0),\(job($0)),day\n" }.joined()
        }
        try await harbour.apply(
            try await harbour.stage(
                "AK_ID,name,job\n"
                    + (1...30).map { "\($0),Person \($0),cook\n" }.joined()))
        // Filling what is empty is no such change.
        let few = try await harbour.stage(list { $0 <= 8 ? "smith" : "cook" })
        let none = try await harbour.chapter.read { db in
            try LargeChange.all(of: few.number, in: db, for: .operator)
        }
        #expect(none == [])
        try await harbour.apply(few)
        let many = try await harbour.stage(list { $0 <= 20 ? "clerk" : "cook" })
        let large = try await harbour.chapter.read { db in
            try LargeChange.all(of: many.number, in: db, for: .operator)
        }
        #expect(large.map(\.field) == ["job"])
        #expect(large.map(\.people) == [20])
        #expect(large.map(\.of) == [30])
        let before = try await harbour.everything()
        let refusal = try await harbour.refusal(of: ApplyImport(many.number))
        #expect(refusal?.code == .conflict)
        #expect(refusal?.field == "job")
        #expect(try await harbour.everything() == before)
        let applied = try await harbour.act(ApplyImport(many.number, confirmed: ["job"]))
        #expect(applied.updated == 20)
    }

    // MARK: Roles

    @Test func `no list makes somebody who holds a role a former member`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        let bob = try await harbour.add(.bob)
        try await harbour.act(GiveRole(alice, .coordinator))
        let text = """
            name,email,status,job,enddate
            Alice Moreno,alice@example.org,former,clerk,2021-01-01
            Bob O'Brien,bob@example.org,former,docker,2021-01-01
            """
        let report = try await harbour.stage(text)
        #expect(report.updated == 2)
        #expect(report.changes["status"] == 1)
        #expect(
            report.warnings.contains(
                "In one row the list says that somebody who holds a role is no member; they stay "
                    + "one. Take the role first."))
        try await harbour.apply(report)
        let kept = try await harbour.record(alice)
        #expect(kept.status == "member")
        #expect(kept.values[.endedOn] == nil)
        #expect(kept.values[.job] == "clerk")
        #expect(try await harbour.record(bob).status == "former")
        // Asked one by one, it is no question either.
        let asked = try await harbour.stage(text, mode: .ask)
        #expect(asked.changes["status"] == nil)
    }

    @Test func `undoing a list takes membership from nobody who holds a role`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EndMembership(bob, why: "moved away"))
        let report = try await harbour.stage(
            "name,email,status\nBob O'Brien,bob@example.org,member\n")
        try await harbour.apply(report)
        try await harbour.act(GiveRole(bob, .coordinator))
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(undone.kept.map(\.memberID) == [bob.description])
        #expect(try await harbour.record(bob).status == "member")
    }

    // MARK: Headings

    @Test func `a list of a Spanish chapter needs no hand`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(
            """
            Nombre;Apellidos;Tfno. móvil;Correo;F. alta;Situación;Empresa;Domicilio;C.P.;Población
            Nieves;Núñez Peña;0034 600 11 22 33;;14/03/2019;Alta;Hotel;C/ Mayor, 2;04825;Vigo
            Óscar;García;;oscar@ejemplo.org;;BAJA;;;;
            """)
        #expect(report.columns.filter { $0.meaning == nil }.map(\.header) == [])
        #expect(report.failed == [])
        try await harbour.apply(report)
        let nieves = try await harbour.record(MemberID(1))
        #expect(nieves.status == "member")
        #expect(nieves.phones.map(\.number) == ["0034 600 11 22 33"])
        #expect(nieves.addresses.map(\.postcode) == ["04825"])
        #expect(nieves.values[.joinedOn] == "2019-03-14")
        #expect(try await harbour.record(MemberID(2)).status == "former")
    }

    // MARK: Own fields

    @Test func `the chapter's own fields keep their rules in a list`() async throws {
        let harbour = try TestChapter.make()
        let size = try await harbour.act(
            AddOwnField(OwnFieldPlan("Shirt", .choice, choices: ["S", "M", "L"])))
        let key = try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Locker", .line, isUnique: true, pattern: "##",
                    message: "A locker has two digits and one owner.")))
        let since = try await harbour.act(AddOwnField(OwnFieldPlan("Since", .day)))
        let text = """
            AK_ID,name,shirt,locker,since
            1,Ann,m,11,13.4.2020
            2,Bo,XXL,12,
            3,Cy,S,1x,
            4,Di,L,11,
            """
        let report = try await harbour.stage(text)
        #expect(report.failed.map(\.row) == [4, 5])
        #expect(
            report.failed.map(\.reason)
                == Array(
                    repeating: "A locker has two digits and one owner.", count: 2))
        #expect(
            report.warnings.contains("Column shirt: 1 values are not known and were left out."))
        try await harbour.apply(report)
        let ann = try await harbour.record(MemberID(1))
        #expect(ann.ownFields[size.code] == ["M"])
        #expect(ann.ownFields[key.code] == ["11"])
        #expect(ann.ownFields[since.code] == ["2020-04-13"])
        let before = try await harbour.everything()
        let again = try await harbour.stage("AK_ID,name,shirt,locker\n1,Ann,L,11\n2,Bo,S,11\n")
        #expect(again.updated == 1)
        #expect(again.failed.map(\.row) == [3])
        try await harbour.apply(again)
        #expect(try await harbour.record(MemberID(1)).ownFields[size.code] == ["L"])
        try await harbour.act(UndoImport(again.number))
        #expect(try await harbour.everything() == before)
    }
}
