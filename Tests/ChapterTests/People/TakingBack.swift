import Chapter
import TestSupport
import Testing

@Suite struct `Taking back` {
    @Test func `a whole save goes back, with the order of the numbers`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            SetPhones(bob, [Phone("555 0101", isPrimary: true), Phone("555 0102")]))
        let before = try await harbour.record(bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker", .pronouns: "he/him"]))
        let version = try await harbour.act(SetPhones(bob, [Phone("555 0102")]))
        try await harbour.act(TakeBack(bob, after: before.version, through: version))
        let after = try await harbour.record(bob)
        #expect(after.values == before.values)
        #expect(after.phones == before.phones)
    }

    @Test func `what has changed again since is refused, and nothing goes back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let version = try await harbour.act(
            EditMember(bob, changes: [.job: "docker", .shift: "late"]))
        try await harbour.act(EditMember(bob, changes: [.job: "pilot"]))
        let refusal = try await harbour.refusal(
            of: TakeBack(bob, after: version - 1, through: version))
        #expect(refusal?.code == .conflict)
        #expect(try await harbour.record(bob).values[.shift] == "late")
    }

    @Test func `members take back only what they did to themselves`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        let own = try await harbour.act(EditMember(id, changes: [.job: "docker"]), as: bob)
        try await harbour.act(TakeBack(id, after: own - 1, through: own), as: bob)
        #expect(try await harbour.record(id).values[.job] == nil)
        let tagged = try await harbour.act(TagMember(id, "Steward"))
        let refusal = try await harbour.refusal(
            of: TakeBack(id, after: tagged - 1, through: tagged), as: bob)
        #expect(refusal?.code == .notAllowed)
    }

    @Test func `an ended membership with roles is not brought back by halves`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let ended = try await harbour.act(EndMembership(bob, why: "moved"))
        try await harbour.act(TakeBack(bob, after: ended - 1, through: ended))
        #expect(try await harbour.record(bob).status == "member")
        try await harbour.act(GiveRole(bob, .coordinator))
        let again = try await harbour.act(EndMembership(bob, why: "moved"))
        let refusal = try await harbour.refusal(of: TakeBack(bob, after: again - 1, through: again))
        #expect(refusal?.code == .conflict)
        #expect(try await harbour.record(bob).status == "former")
    }

    @Test func `an editor learns what the record was, is, and who changed it`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let then = try await harbour.record(bob)
        let nothing = try await harbour.chapter.read { db in
            try MemberMeanwhile.read(bob, since: then.version, in: db, for: alice).get()
        }
        #expect(nothing == nil)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]), as: alice)
        try await harbour.act(
            SetEmails(bob, [Email("new@example.org", isPrimary: true)]), as: alice)
        let found = try await harbour.chapter.read { db in
            try MemberMeanwhile.read(bob, since: then.version, in: db, for: alice).get()
        }
        let meanwhile = try #require(found)
        #expect(meanwhile.then.values == then.values)
        #expect(meanwhile.then.emails == then.emails)
        #expect(meanwhile.now.values[.job] == "docker")
        #expect(meanwhile.changes.map(\.actorName).allSatisfy { $0 == "Alice Moreno" })
    }
}
