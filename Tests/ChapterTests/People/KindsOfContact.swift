import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Kinds of contact` {
    @Test func `an organization is a contact with everything but a membership`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(
            AddMember(
                [.name: "Harbour Hotel", .kind: "organization"],
                emails: [Email("desk@hotel.example", .work)],
                messengers: [Messenger(.webAddress, "https://hotel.example")])
        ).memberID
        let record = try await harbour.record(id)
        #expect(record.values[.kind] == "organization")
        #expect(record.status == "contact")
        #expect(record.messengers.map(\.handle) == ["https://hotel.example"])
        #expect(try await harbour.list(MemberList(search: "hotel")).people.count == 1)
        let member = try await harbour.refusal(of: EditMember(id, changes: [.status: "member"]))
        #expect(member?.sentence.hasPrefix("Only a person can be a member.") == true)
        let added = try await harbour.refusal(
            of: AddMember([.name: "Port", .kind: "organization", .status: "member"]))
        #expect(added?.field == "status")
        let ended = try await harbour.refusal(of: EndMembership(id, why: "closed"))
        #expect(ended?.sentence.hasPrefix("Only a person can be a member.") == true)
    }

    @Test func `a member cannot be made an organization, and a person can become one`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let refusal = try await harbour.refusal(
            of: EditMember(bob, changes: [.kind: "organization"]))
        #expect(refusal?.sentence.hasPrefix("Only a person can be a member.") == true)
        try await harbour.act(
            EditMember(bob, changes: [.kind: "organization", .status: "contact"]))
        try await harbour.act(EditMember(bob, changes: [.kind: "person", .status: "member"]))
        #expect(try await harbour.record(bob).status == "member")
        let empty = try await harbour.refusal(of: EditMember(bob, changes: [.kind: ""]))
        #expect(empty?.field == "kind")
    }

    @Test func `the tables hold no member that is no person, whatever an act does`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        await #expect(throws: DatabaseError.self) {
            try await harbour.chapter.feeds.database.write { db in
                try db.execute(
                    sql: "UPDATE member SET kind = 'household' WHERE id = ?", arguments: [bob])
            }
        }
    }

    @Test func `a list says who is an organization, and a row that makes it a member is refused`()
        async throws
    {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(
            "name,kind of contact,status\nPort Union,Organization,\nHotel,organization,member\n"
                + "Ann,person,\n")
        #expect(report.new == 2)
        #expect(report.failed.map(\.row) == [3])
        #expect(report.failed.first?.reason.hasPrefix("Only a person can be a member.") == true)
        try await harbour.apply(report)
        let people = try await harbour.list(MemberList()).people
        #expect(people.map(\.kind) == ["person", "organization"])
        #expect(people.map(\.status) == ["member", "contact"])
        try await harbour.act(UndoImport(report.number))
        #expect(try await harbour.list(MemberList()).people.isEmpty)
    }

    @Test func `what is no web address or fax number is refused`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        for wrong in ["javascript:alert(1)", "https://", "http:///x", "https://a b"] {
            let refusal = try await harbour.refusal(
                of: SetMessengers(bob, [Messenger(.webAddress, wrong)]))
            #expect(refusal?.sentence.contains("is no web address") == true, "\(wrong)")
        }
        let fax = try await harbour.refusal(of: SetMessengers(bob, [Messenger(.fax, "no")]))
        #expect(fax?.sentence.contains("is no fax number") == true)
        try await harbour.act(
            SetMessengers(
                bob, [Messenger(.signal, "bob.01"), Messenger(.matrix, "@bob:a.example")]))
        let record = try await harbour.record(bob)
        #expect(record.messengers.map(\.isPrimary) == [true, false])
        #expect(try await harbour.list(MemberList(search: "bob.01")).people.count == 1)
        let newest = try #require(try await harbour.history(bob).first)
        try await harbour.act(RevertChange(newest.id))
        #expect(try await harbour.record(bob).messengers.map(\.handle) == ["bob.01"])
    }
}
