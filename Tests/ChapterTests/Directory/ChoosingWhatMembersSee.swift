import Chapter
import Federation
import GRDB
import TestSupport
import Testing

@Suite struct `Choosing what members see` {
    @Test func `nothing is seen of anybody who has not ticked it`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        let carol = try await harbour.viewer(.carol)
        #expect(try await harbour.directory(as: carol).entries == [])
        #expect(try await harbour.entry(bob, as: carol) == nil)
        try await harbour.lets(bob, [.phone, .email])
        #expect(try await harbour.entry(bob, as: carol) == nil, "without the name nothing counts")
        try await harbour.lets(bob, [.name])
        let alone = try #require(try await harbour.entry(bob, as: carol))
        #expect(alone.name == "Bob O'Brien")
        #expect(alone.seenBesideName == 0)
        #expect(!alone.card.contains("TEL") && !alone.card.contains("EMAIL"))
    }

    /// Each field shows what it names and nothing that belongs to another.
    @Test(arguments: DirectoryField.allCases.filter { $0 != .name })
    func `a field shows itself alone`(field: DirectoryField) async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        try await harbour.lets(bob, [.name, field])
        let carol = try await harbour.viewer(.carol)
        let entry = try #require(try await harbour.entry(bob, as: carol))
        let seen = "\(entry)"
        let values: [DirectoryField: [String]] = [
            .pronouns: ["they/them"], .positions: ["steward"], .phone: ["+1 555 010 0002"],
            .email: ["bob@example.org"], .messengers: ["bob.99"], .town: ["Port"],
            .address: ["Port", "1 Quay Street", "IC1 1AA"], .workplace: ["Pier 4", "Docks Ltd"],
            .job: ["crane driver"], .interests: ["Housing"], .skills: ["First aid"],
        ]
        let all = Set(values.values.joined())
        let wanted = Set(values[field] ?? [])
        for value in all {
            #expect(seen.contains(value) == wanted.contains(value), "\(value) with \(field)")
        }
        for secret in ["second@example.org", "555 010 9999", "asthma", "1990-03-04", "Steward tag"]
        {
            #expect(!seen.contains(secret), Comment(rawValue: secret))
        }
    }

    @Test func `nobody chooses for another person, whatever their role`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        let alice = try await harbour.viewer(.alice, roles: [.coordinator, .federationAdmin])
        for viewer in [alice, try await harbour.viewer(.carol), .operator, .visitor] {
            let refusal = try await harbour.refusal(
                of: SetDirectoryFields(bob, [.name, .phone]), as: viewer)
            #expect(refusal?.code == .notAllowed)
            #expect(refusal?.sentence.contains("Bob") == false)
        }
        #expect(try await harbour.directory(as: alice).entries == [])
        let nobody = try #require(MemberID("999"))
        #expect(
            try await harbour.refusal(
                of: SetDirectoryFields(nobody, [.name]), as: try await harbour.viewer(.eve))?.code
                == .notAllowed, "whether somebody is there is not told")
    }

    @Test func `a coordinator lists organizations, and their people stay out`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(SetPhones(hotel, [Phone("+1 555 010 0777")]))
        try await harbour.act(SetDirectoryFields(hotel, [.name, .phone, .job]), as: alice)
        let eve = try await harbour.viewer(.eve)
        let page = try await harbour.directory(as: eve)
        #expect(page.entries.map(\.name) == ["Harbour Hotel"])
        #expect(page.entries.map(\.phone) == ["+1 555 010 0777"])
        #expect(
            try await harbour.refusal(of: SetDirectoryFields(hotel, [.name]), as: eve)?.code
                == .notAllowed)
        let household = try await harbour.addContact("The Silva family", .household)
        #expect(
            try await harbour.refusal(of: SetDirectoryFields(household, [.name]), as: alice)?.code
                == .conflict)
        // An organization that turns out to be a person has ticked nothing.
        try await harbour.act(EditMember(hotel, changes: [.kind: "person"]))
        try await harbour.act(EditMember(hotel, changes: [.status: "member"]))
        #expect(try await harbour.directory(as: eve).entries == [])
    }

    @Test func `whoever leaves is out at once, and is asked anew`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        let carol = try await harbour.viewer(.carol)
        try await harbour.lets(bob, [.name, .phone])
        try await harbour.act(EndMembership(bob, why: "moved away"))
        #expect(try await harbour.directory(as: carol).count == 0)
        #expect(try await harbour.entry(bob, as: carol) == nil)
        try await harbour.act(EditMember(bob, changes: [.status: "member"]))
        #expect(try await harbour.directory(as: carol).count == 0)
    }

    @Test func `only the first in line is shown, and only where it can be used`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        let carol = try await harbour.viewer(.carol)
        try await harbour.lets(bob, [.name, .phone, .email])
        try await harbour.act(
            SetEmails(
                bob,
                [
                    Email("bob@example.org", state: .bounced, isPrimary: true),
                    Email("second@example.org"),
                ]))
        let entry = try #require(try await harbour.entry(bob, as: carol))
        #expect(entry.email == nil)
        #expect(!entry.card.contains("second@"))
    }

    @Test func `every change is in one's history, and no coordinator turns it back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        try await harbour.lets(bob, [.name, .phone])
        try await harbour.lets(bob, [.name])
        let lines = try await harbour.history(bob).filter { $0.act == "SetDirectoryFields" }
        #expect(
            lines.map(\.sentence) == [
                "Bob O'Brien removed the directory entry “phone”.",
                "Bob O'Brien set the directory entry to “phone”.",
                "Bob O'Brien set the directory entry to “name”.",
            ])
        let refusal = try await harbour.refusal(of: RevertChange(lines[0].id))
        #expect(refusal?.code == .conflict)
        #expect(try await harbour.choice(bob).shown == [.name])
        let version = try await harbour.record(bob).version
        try await harbour.lets(bob, [.name, .job])
        #expect(try await harbour.record(bob).version == version, "nobody's editing fails of it")
    }

    @Test func `what a merged record let be seen does not pass to the other`() async throws {
        let harbour = try TestChapter.make()
        let (bob, twin) = (
            try await harbour.rich(.bob),
            try await harbour.act(AddMember(name: "Bob O’Brian")).memberID
        )
        try await harbour.lets(twin, [.name, .phone, .email])
        let merge = try await harbour.act(MergeContacts(keep: bob, gone: twin))
        let carol = try await harbour.viewer(.carol)
        #expect(try await harbour.directory(as: carol).entries == [])
        try await harbour.act(UndoMerge(merge.id))
        #expect(try await harbour.directory(as: carol).entries.map(\.name) == ["Bob O’Brian"])
    }
}

extension DirectoryEntry {
    /// How much is seen beside the name.
    fileprivate var seenBesideName: Int {
        [pronouns, phone, email, workplace, employer, job].compactMap(\.self).count
            + positions.count + messengers.count + address.count + interests.count + skills.count
    }
}

extension TestChapter {
    /// Adds somebody of whom everything is known, so that everything could leak.
    func rich(_ person: Person) async throws -> MemberID {
        let id = try await add(person)
        try await act(
            EditMember(
                id,
                changes: [
                    .pronouns: "they/them", .workplace: "Pier 4", .employer: "Docks Ltd",
                    .job: "crane driver", .accommodations: "asthma", .birthDate: "1990-03-04",
                ]))
        try await act(
            SetEmails(id, [Email(person.email, isPrimary: true), Email("second@example.org")]))
        try await act(
            SetPhones(id, [Phone(person.phone, isPrimary: true), Phone("555 010 9999")]))
        try await act(
            SetMessengers(
                id, [Messenger(.signal, "bob.99"), Messenger(.telegram, "gone", state: .optedOut)]))
        try await act(
            SetAddresses(
                id, [PostalAddress(line1: "1 Quay Street", city: "Port", postcode: "IC1 1AA")]))
        try await act(GivePosition(id, "steward", note: "on trial"))
        try await act(TagMember(id, "Steward tag"))
        try await act(SetSkills(id, ["First aid"]))
        return id
    }

    /// Lets somebody choose for themselves.
    func lets(_ member: MemberID, _ fields: Set<DirectoryField>) async throws {
        try await act(SetDirectoryFields(member, fields), as: .member(member, []))
    }

    /// Reads the directory.
    func directory(_ list: DirectoryList = DirectoryList(), as viewer: Viewer) async throws
        -> DirectoryList.Page
    {
        try await chapter.read { db in try list.answer(in: db, for: viewer, at: .noon).get() }
    }

    /// Reads an entry; nil for who is not in the directory.
    func entry(_ member: MemberID, as viewer: Viewer) async throws -> DirectoryEntry? {
        try await chapter.read { db in
            switch try DirectoryEntry.read(member, in: db, for: viewer, at: .noon) {
            case .success(let entry): entry
            case .failure: nil
            }
        }
    }

    /// Reads what somebody has chosen.
    func choice(_ member: MemberID) async throws -> DirectoryChoice {
        try await chapter.read { db in
            try DirectoryChoice.read(of: member, in: db, for: .operator, at: .noon).get()
        }
    }
}
