import Chapter
import Federation
import GRDB
import TestSupport
import Testing

@Suite struct `Taking lists of agreements, tasks and due memberships along` {
    private func lines(_ file: ExportPeople.File) -> [String] {
        file.text.split(separator: "\r\n").map(String.init)
    }

    private func log(_ harbour: TestChapter, _ act: String) async throws -> [String?] {
        try await harbour.chapter.read { db in
            try ChapterLog(.out).answer(in: db, for: .operator).get()
        }.filter { $0.act == act }.map(\.new)
    }

    @Test func `agreements go out with every party, those of the list alone, and the log says so`()
        async throws
    {
        let harbour = try TestChapter.make()
        var parties: [AgreementParty] = []
        for index in 1...5 {
            let id = try await harbour.act(
                AddMember([.name: "Worker \(index)", .status: "contact"])
            ).memberID
            parties.append(AgreementParty(id))
        }
        for number in 1...101 {
            try await harbour.act(
                AddAgreement(
                    EnteredAgreement(.collective, "=Pact \(number)", parties: parties)))
        }
        try await harbour.act(
            AddAgreement(EnteredAgreement(.coalition, "Photo", parties: [parties[0]])))
        let file = try await harbour.act(
            ExportAgreements(AgreementList(kind: .collective), why: "the <lawyer>"))
        let rows = lines(file)
        #expect(file.rows == 101 && rows.count == 102, "more than one page of them")
        #expect(rows[0] == "number,title,kind,begins on,ends on,parties,files")
        #expect(rows[1].contains("'=Pact 1,"), "no cell is a formula")
        #expect(rows[1].contains("Worker 1; Worker 2; Worker 3; Worker 4; Worker 5"))
        #expect(!file.text.contains("Photo"))
        #expect(
            try await log(harbour, "ExportAgreements") == [
                "101 agreements with number, title, kind, begins on, ends on, parties, files"
            ])
    }

    @Test func `tasks go out as the list has them, and nobody else's private ones`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        _ = try await office.task(
            TaskContent(
                "Call them", text: "Twice\nif needed", due: "2026-06-01",
                assignee: try office.danID, on: [office.bob, office.carol]))
        _ = try await office.task(TaskContent("My own", isPrivate: true))
        let done = try await office.task(TaskContent("Bring leaflets"))
        try await harbour.act(FinishTask(done, note: "All gone"), as: office.alice)
        let mine = try await harbour.act(ExportTasks(), as: office.alice)
        #expect(mine.rows == 2)
        #expect(mine.text.contains("My own") && !mine.text.contains("leaflets"))
        let his = try await harbour.act(ExportTasks(), as: office.dan)
        #expect(his.rows == 1 && !his.text.contains("My own"))
        #expect(
            his.text.contains(
                "\"Twice\nif needed\",\"Bob O'Brien; Carol Nuñez\",,Dan Dee,2026-06-01"))
        let over = try await harbour.act(ExportTasks(TaskList(isDone: true)), as: office.dan)
        #expect(over.rows == 1 && over.text.contains("All gone"))
        let few = try await harbour.act(
            ExportTasks(TaskList(.member(try office.danID), limit: 1)), as: office.alice)
        #expect(few.rows == 1)
        #expect(try await log(harbour, "ExportTasks").count == 4)
    }

    @Test func `due memberships go out with how to reach people, as far as one may`() async throws {
        let (harbour, standard, _, _) = try await TestChapter.withKinds()
        func contact(_ person: Person) async throws -> MemberID {
            try await harbour.act(
                AddMember(
                    [.name: person.name, .status: "contact"], emails: [Email(person.email)])
            ).memberID
        }
        let bob = try await contact(.bob)
        let (carol, eve) = (try await contact(.carol), try await contact(.eve))
        for member in [bob, carol, eve] {
            try await harbour.act(BeginMembership(member, standard))
        }
        try await harbour.act(EditMember(carol, changes: [.doNotEmail: "yes"]))
        try await harbour.act(EndMembershipPeriod(eve, on: "2026-06-01", why: "moved"))
        let file = try await harbour.act(
            ExportDueMemberships(why: "calling"), at: try at("2027-04-20"))
        let rows = lines(file)
        #expect(file.rows == 2)
        #expect(rows[0].hasPrefix("number,name,status,membership,last day,counts until,phone"))
        #expect(rows[1].contains("Bob O'Brien,member,Standard,2027-04-30,"))
        #expect(rows[1].contains("bob@example.org"))
        #expect(rows[2].contains("do not email") && !rows[2].contains("carol@example.org"))
        #expect(try await log(harbour, "ExportDueMemberships").count == 1)
        let none = try await harbour.act(ExportDueMemberships(), at: try at("2026-07-01"))
        #expect(none.rows == 0)
    }
}
