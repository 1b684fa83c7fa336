import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Consent in lists` {
    /// Every way to reach everybody, with its state, in words.
    private func ways(_ chapter: TestChapter) async throws -> [String] {
        try await chapter.chapter.read { db in
            let ids = try MemberID.fetchAll(db, sql: "SELECT id FROM member ORDER BY folded_name")
            return try StoredPerson.fetch(db, ids).flatMap { person in
                let wishes = ReachWay.allCases.compactMap(\.wish).filter {
                    person.values[$0] == "yes"
                }
                let rows = [Detail.email, .phone, .address, .messenger].flatMap(person.rows)
                return
                    (wishes.map { "\(person.name): \($0.words)" }
                    + rows.map { row in
                        let what =
                            row.detail == .address ? row.cells[0] + row.cells[6] : row.cells[0]
                        let handle = row.detail == .messenger ? row.cells[1] : ""
                        return "\(person.name): \(what)\(handle) \(row.state.rawValue)"
                    }).sorted()
            }
        }
    }

    /// Stages a list of which a person has said what all columns are.
    private func stage(_ chapter: TestChapter, _ text: String, _ columns: [ColumnTarget])
        async throws -> ImportReport
    {
        let choices = Dictionary(
            uniqueKeysWithValues: columns.enumerated().map { ($0, Optional($1)) })
        return try await StageImport(
            .bytes(Array(text.utf8)), fileName: "list.csv",
            plan: ImportPlan(choices: ListChoices(choices))
        ).run(in: chapter.chapter, as: .operator, at: .noon).get()
    }

    private func filled() async throws -> TestChapter {
        let harbour = try TestChapter.make()
        let ana = try await harbour.act(
            AddMember(
                [.name: "Ana Silva", .doNotCall: "yes", .doNotText: "yes"],
                emails: [
                    Email("out@example.org", state: .optedOut, isPrimary: true),
                    Email("ana@example.org", .other),
                    Email("back@example.org", .other, state: .bounced),
                ],
                phones: [Phone("555 0101"), Phone("555 0102", .home, state: .wrongNumber)])
        ).memberID
        try await harbour.act(
            SetAddresses(
                ana,
                [
                    PostalAddress(
                        line1: "1 Pier; left | right", city: "Porto", state: .bounced,
                        isPrimary: true),
                    PostalAddress(line1: "2 Quay", city: "Porto", kind: .work, state: .optedOut),
                ]))
        try await harbour.act(
            SetMessengers(
                ana, [Messenger(.signal, "+49 30 1", state: .optedOut, isPrimary: true)]))
        try await harbour.act(
            AddMember(
                [.name: "Bo Li", .doNotEmail: "yes"], emails: [Email("bo@example.org")]))
        return harbour
    }

    @Test func `a list goes out and in again, and nobody is reached who must not be`() async throws
    {
        let harbour = try await filled()
        let before = try await ways(harbour)
        let list = try await harbour.act(ExportPeople()).text
        let again = try await harbour.stage(list)
        #expect(again.failed == [] && again.conflicts == [] && again.unchanged == 2)
        let river = try TestChapter.make(named: "Riverside")
        let report = try await river.stage(list)
        #expect(report.failed == [])
        try await river.apply(report)
        #expect(try await ways(river) == before)
    }

    @Test func `the wishes survive where the list has only what is usual`() async throws {
        let harbour = try await filled()
        let columns: [ExportColumn] = [
            .field(.name), .email, .emailState, .phone, .phoneState, .otherEmails, .otherPhones,
        ]
        let list = try await harbour.act(ExportPeople(columns: columns)).text
        let river = try TestChapter.make(named: "Riverside")
        try await river.apply(try await river.stage(list))
        let kept = try await ways(river)
        for line in ["Ana Silva: do not call", "Ana Silva: do not text", "Bo Li: do not email"] {
            #expect(kept.contains(line), "\(line)")
        }
        #expect(kept.contains("Ana Silva: out@example.org opted out"))
    }

    @Test func `a list that says nothing of it makes nothing usable again`() async throws {
        let harbour = try await filled()
        let before = try await ways(harbour)
        let list =
            "name,email,other e-mails,phone,do not call\n"
            + "Ana Silva,out@example.org,back@example.org,555 0102,no\n"
        for mode in ImportMode.allCases {
            let report = try await harbour.stage(list, mode: mode)
            #expect(report.failed == [] && report.conflicts == [], "\(mode)")
            try await harbour.apply(report)
            #expect(try await ways(harbour) == before, "\(mode)")
        }
        // A heading that we guess is no decision either.
        let guessed = "name,email,e-mail state\nAna Silva,out@example.org,ok\n"
        try await harbour.apply(try await harbour.stage(guessed))
        #expect(try await ways(harbour) == before)
    }

    @Test func `it is usable again where a person has said that the column tells`() async throws {
        let harbour = try await filled()
        let before = try await ways(harbour)
        let list =
            "name,email,e-mail state,do not call\nAna Silva,out@example.org,ok,no\n"
        let report = try await stage(
            harbour, list, [.field(.name), .email(.home), .emailState, .field(.doNotCall)])
        #expect(report.updated == 1)
        try await harbour.apply(report)
        let after = try await ways(harbour)
        #expect(after.contains("Ana Silva: out@example.org ok"))
        #expect(!after.contains("Ana Silva: do not call"))
        try await harbour.act(UndoImport(report.number))
        #expect(try await ways(harbour) == before)
    }

    @Test func `what a list knows of refusals is taken over`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(
            AddMember([.name: "Ana"], emails: [Email("ana@example.org", .work)]))
        let list = "name,email,e-mail state\nAna,ana@example.org,bounced\n"
        let report = try await harbour.stage(list)
        let rows = try await harbour.chapter.read { db in
            try ImportRows(report.number, .updated, field: "email")
                .answer(in: db, for: .operator).get().rows
        }
        #expect(rows.map(\.old) == ["ana@example.org"])
        #expect(rows.map(\.new) == ["ana@example.org (bounced)"])
        try await harbour.apply(report)
        let email = try await harbour.record(MemberID(1)).emails
        #expect(email == [Email("ana@example.org", .work, state: .bounced, isPrimary: true)])
        let wrong = try await harbour.stage("name,email,e-mail state\nBo,bo@example.org,perhaps\n")
        #expect(
            wrong.failed.map(\.reason) == [
                "“perhaps” does not say whether the e-mail address can be used. Choose what it "
                    + "means, or that it means nothing."
            ])
    }

    @Test func `a new address does not take a refusal away`() async throws {
        let harbour = try await filled()
        let list =
            "name,email,address 1,city,work_line1\nAna Silva,ana@example.org,9 New,Porto,8 New\n"
        let report = try await stage(
            harbour, list,
            [
                .field(.name), .email(.home), .address(0, .home), .address(2, .home),
                .address(0, .work),
            ])
        try await harbour.apply(report)
        let addresses = try await harbour.record(MemberID(1)).addresses
        #expect(addresses.first { $0.line1 == "9 New" }?.state == .ok)
        #expect(addresses.first { $0.line1.hasPrefix("1 Pier") }?.state == .bounced)
        #expect(addresses.first { $0.line1 == "8 New" }?.state == .optedOut)
    }

    @Test func `states of other systems come along`() async throws {
        let civi = """
            Contact ID,Contact Type,Display Name,First Name,Last Name,Email,On Hold,Is Opt Out
            1,Individual,,Ana,Silva,ana@example.org,1,No
            2,Individual,,Bo,Li,bo@example.org,On Hold Opt Out,No
            3,Individual,,Cy,Poe,cy@example.org,No,Yes

            """
        let nation = """
            nationbuilder_id,first_name,last_name,email1,email1_is_bad,email2,email2_is_bad,\
            phone_number,mobile_number,is_mobile_bad
            1,Ana,Silva,ana@example.org,false,a2@example.org,true,555 0101,555 0102,true

            """
        let sugar = """
            id,first_name,last_name,primary_address_street,alt_address_street,email1,\
            invalid_email,email_opt_out,do_not_call
            1,Ana,Silva,1 Pier,,ana@example.org,1,0,1

            """
        let action = """
            email,first_name,last_name,can2_subscription_status,uuid
            ana@example.org,Ana,Silva,bouncing,a1
            bo@example.org,Bo,Li,unsubscribed,b2
            cy@example.org,Cy,Poe,subscribed,c3

            """
        let expected = [
            (
                civi,
                [
                    "Ana Silva: ana@example.org bounced", "Bo Li: bo@example.org opted out",
                    "Cy Poe: cy@example.org ok", "Cy Poe: do not email",
                ]
            ),
            (
                nation,
                [
                    "Ana Silva: 555 0101 ok", "Ana Silva: 555 0102 wrong number",
                    "Ana Silva: a2@example.org bounced", "Ana Silva: ana@example.org ok",
                ]
            ),
            (
                sugar,
                [
                    "Ana Silva: 1 Pierhome ok", "Ana Silva: ana@example.org bounced",
                    "Ana Silva: do not call",
                ]
            ),
            (
                action,
                [
                    "Ana Silva: ana@example.org bounced", "Bo Li: bo@example.org ok",
                    "Bo Li: do not email", "Cy Poe: cy@example.org ok",
                ]
            ),
        ]
        for (list, told) in expected {
            let harbour = try TestChapter.make()
            let report = try await harbour.stage(list)
            #expect(report.failed == [] && report.system != nil)
            try await harbour.apply(report)
            #expect(try await ways(harbour) == told)
        }
    }

    @Test func `whoever has died is left out, unless somebody says that the column means no`()
        async throws
    {
        let harbour = try TestChapter.make()
        let list =
            "nationbuilder_id,name,phone,is_deceased\n1,Ana Silva,555 0101,true\n2,Bo Li,,false\n"
        let report = try await harbour.stage(list)
        #expect(report.new == 1)
        #expect(
            report.failed.map(\.reason)
                == ["The list says that Ana Silva has died, so the row is left out."])
        let chosen = try await StageImport(
            .bytes(Array(list.utf8)), fileName: "list.csv",
            plan: ImportPlan(choices: ListChoices(values: [3: ["true": "no"]]))
        ).run(in: harbour.chapter, as: .operator, at: .noon).get()
        #expect(chosen.new == 2 && chosen.failed == [])
    }

    @Test func `a column of states belongs to the one that its heading names, or stands behind`() {
        let headers = [
            "e-mail", "email2", "ok?", "email2_is_bad", "Mobile", "Home", "is_mobile_bad",
        ]
        let targets: [ColumnTarget?] = [
            .email(.home), .email(.other), .emailState, .emailState, .phone(.mobile), .phone(.home),
            .phoneState,
        ]
        let states = StateColumns(headers, targets)
        #expect(states.value(of: 2) == 1)
        #expect(states.value(of: 3) == 1)
        #expect(states.value(of: 6) == 4)
        #expect(StateColumns(["state", "email"], [.emailState, .email(.home)]).value(of: 0) == 1)
        #expect(StateColumns(["state"], [.emailState]).value(of: 0) == nil)
    }
}
