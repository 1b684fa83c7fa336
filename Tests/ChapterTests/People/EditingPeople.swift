import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Editing people` {
    @Test func `only what changes is written to the history`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let before = try await harbour.history(bob).count
        let version = try await harbour.act(
            EditMember(
                bob, expectedVersion: 1,
                changes: [.name: "Bob O'Brien", .pronouns: "he/him", .shift: "night"],
                why: "he said so"))
        #expect(version == 2)
        let history = try await harbour.history(bob)
        #expect(history.count == before + 2)
        #expect(
            history[0].sentence == "The operator set the shift to “night”: he said so.")
        #expect(history[1].old == nil)
        #expect(history[1].new == "he/him")
    }

    @Test func `the second of two editors is told who changed what`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            EditMember(bob, expectedVersion: 1, changes: [.job: "crane driver"]), as: alice)
        let refusal = try #require(
            try await harbour.refusal(
                of: EditMember(bob, expectedVersion: 1, changes: [.job: "docker"])))
        #expect(refusal.code == .conflict)
        #expect(refusal.sentence.contains("Alice Moreno changed job"))
        #expect(try await harbour.record(bob).values[.job] == "crane driver")
    }

    @Test func `members edit their own record and nobody else's`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let carol = try await harbour.add(.carol)
        let me = try #require(bob.memberID)
        try await harbour.act(EditMember(me, changes: [.pronouns: "they/them"]), as: bob)
        try await harbour.act(SetPhones(me, [Phone("555 0199")]), as: bob)
        let record = try await harbour.chapter.read { db in
            try MemberRecord.read(me, in: db, for: bob).get()
        }
        #expect(record.values[.pronouns] == "they/them")
        #expect(record.phones.map(\.number) == ["555 0199"])
        let own = try await harbour.refusal(
            of: EditMember(me, changes: [.standing: "in good standing"]), as: bob)
        #expect(own?.code == .notAllowed)
        let other = try await harbour.refusal(
            of: EditMember(carol, changes: [.job: "spy"]), as: bob)
        #expect(other?.code == .notAllowed)
        let peek = try await harbour.chapter.read { db in
            try MemberRecord.read(carol, in: db, for: bob)
        }
        #expect(throws: Refusal.notAllowed(.seePeople)) { try peek.get() }
    }

    @Test func `one e-mail address is first in line`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let both = [
            Email("bob@example.org", state: .bounced),
            Email("ob@example.org", .work, isPrimary: true),
        ]
        try await harbour.act(SetEmails(bob, both))
        let emails = try await harbour.record(bob).emails
        #expect(emails.map(\.address) == ["ob@example.org", "bob@example.org"])
        #expect(emails.map(\.state) == [.ok, .bounced])
        let two = both.map { Email($0.address, isPrimary: true) }
        let refusal = try await harbour.refusal(of: SetEmails(bob, two))
        #expect(refusal?.sentence.contains("Only one") == true)
        #expect(try await harbour.list(MemberList(search: "ob@example.org")).count == 1)
    }

    @Test func `a change is taken back to the byte`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let address = PostalAddress(
            line1: "Kai 1", line2: "", city: "Køge", postcode: "4600", isPrimary: true)
        try await harbour.act(SetAddresses(bob, [address]))
        try await harbour.act(SetAddresses(bob, []))
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        try await harbour.act(EditMember(bob, changes: [.job: ""]))
        for field in ["job", "address"] {
            let entry = try #require(try await harbour.history(bob).first { $0.field == field })
            #expect(entry.new == nil)
            try await harbour.act(RevertChange(entry.id, why: "a mistake"))
        }
        let record = try await harbour.record(bob)
        #expect(record.values[.job] == "docker")
        #expect(record.addresses == [address])
    }

    @Test func `a change is not taken back over a newer one`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        let entry = try #require(try await harbour.history(bob).first)
        try await harbour.act(EditMember(bob, changes: [.job: "clerk"]))
        let refusal = try await harbour.refusal(of: RevertChange(entry.id))
        #expect(refusal?.code == .conflict)
        #expect(try await harbour.record(bob).values[.job] == "clerk")
    }

    @Test func `an ended membership takes roles and sign-ins along`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        let token = try await harbour.act(MakeMemberToken(id)).token
        try await harbour.act(EndMembership(id, why: "moved away"))
        let record = try await harbour.record(id)
        #expect(record.status == "former")
        #expect(record.values[.endedOn] == "2026-05-01")
        #expect(record.roles.isEmpty)
        let viewer = try await harbour.chapter.read { db in
            try FindViewer(token: token).answer(in: db, at: .noon)
        }
        #expect(viewer == .visitor)
        let again = try await harbour.refusal(of: EndMembership(id, why: "moved away"))
        #expect(again?.code == .conflict)
    }

    @Test func `nothing takes the only coordinator from a chapter`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        let sentence = "Alice Moreno is the only coordinator. Make somebody else coordinator first."
        let ended = try await harbour.refusal(of: EndMembership(id, why: "tired"), as: alice)
        #expect(ended?.sentence == sentence)
        let edited = try await harbour.refusal(
            of: EditMember(
                id, expectedVersion: try await harbour.record(id).version,
                changes: [.status: "supporter"]), as: alice)
        #expect(edited?.sentence == sentence)
        #expect(try await harbour.record(id).status == "member")
        let bob = try await harbour.add(.bob)
        try await harbour.act(GiveRole(bob, .coordinator))
        try await harbour.act(EndMembership(id, why: "tired"), as: alice)
        #expect(try await harbour.record(id).status == "former")
    }

    @Test func `tags go on and off`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(TagMember(bob, "Steward"))
        try await harbour.act(TagMember(bob, "stéward"))
        #expect(try await harbour.record(bob).tags == ["Steward"])
        #expect(try await harbour.list(MemberList(tag: "STEWARD")).count == 1)
        try await harbour.act(UntagMember(bob, "steward"))
        #expect(try await harbour.record(bob).tags.isEmpty)
        let refusal = try await harbour.refusal(of: UntagMember(bob, "steward"))
        #expect(refusal?.code == .notFound)
    }

    @Test func `history cannot be rewritten`() async throws {
        let harbour = try TestChapter.make()
        _ = try await harbour.add(.bob)
        for sql in ["DELETE FROM history", "UPDATE history SET new = 'x'"] {
            await #expect(throws: DatabaseError.self) {
                try await harbour.chapter.feeds.database.write { db in try db.execute(sql: sql) }
            }
        }
    }
}
