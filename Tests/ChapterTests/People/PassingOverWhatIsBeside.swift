import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Lines that stand beside the record` {
    /// What can be written down of somebody without changing their record.
    enum Beside: String, CaseIterable {
        case signIn, list, tick, pin, reading, certificate, card

        func happen(to bob: MemberID, in harbour: TestChapter) async throws {
            switch self {
            case .signIn:
                let link = try await harbour.act(MakeSignInLink(bob))
                try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
            case .list:
                let list = try await harbour.act(SaveSearch("Choir", .byHand, isShared: true))
                try await harbour.act(PlaceInSearch(list, .putIn, .these([bob])))
            case .tick:
                try await harbour.act(
                    SetDirectoryFields(bob, [.name, .phone]), as: .member(bob, []))
            case .pin:
                let point = try #require(GeoPoint(latitude: 38.7, longitude: -9.1))
                try await harbour.act(SetPlace(bob, point))
            case .reading:
                try await harbour.act(
                    SetAddressParts(
                        bob, 1, SetAddressParts.Parts(number: "7", street: "Long Quay")))
            case .certificate: _ = try await harbour.act(MakeCertificate(bob))
            case .card: _ = try await harbour.act(ExportCards(.these([bob])))
            }
        }
    }

    private func bob(in harbour: TestChapter) async throws -> MemberID {
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            SetAddresses(
                bob, [PostalAddress(line1: "1 Pier", city: "Harbour", isPrimary: true)]))
        try await harbour.act(EditMember(bob, changes: [.joinedOn: "2025-01-01"]))
        return bob
    }

    @Test(arguments: Beside.allCases)
    func `are no changes to a search for who was changed`(_ beside: Beside) async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.act(
            AddMember(
                [.name: "Bob", .status: "member", .joinedOn: "2025-01-01"],
                addresses: [PostalAddress(line1: "1 Pier", city: "Harbour", isPrimary: true)]),
            at: .noon + -30 * 86_400_000
        ).memberID
        func changed(in days: Int) async throws -> Int {
            let query = SearchQuery(all: [SearchCondition(.changed, .last, days: days)])
            return try await harbour.chapter.read { db in
                try LiveSearch(.unsaved(query), at: .noon).count(in: db, for: .operator).get()
            }
        }
        try await beside.happen(to: bob, in: harbour)
        #expect(try await harbour.history(bob).first?.changesRecord == false)
        #expect(try await changed(in: 7) == 0)
        #expect(try await changed(in: 40) == 1, "it was added then")
        try await harbour.act(EditMember(bob, changes: [.shift: "night"]))
        #expect(try await changed(in: 7) == 1)
    }

    @Test(arguments: Beside.allCases)
    func `are passed over when a record is put back`(_ beside: Beside) async throws {
        let harbour = try TestChapter.make()
        let bob = try await bob(in: harbour)
        let before = try await harbour.record(bob)
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        let changed = try await harbour.record(bob)
        try await beside.happen(to: bob, in: harbour)
        #expect(try await harbour.record(bob).version == changed.version)
        let line = try #require(try await harbour.history(bob).first)
        #expect(line.field != "job" && !line.changesRecord)
        let last = try await harbour.act(EditMember(bob, changes: [.shift: "night"]))
        try await harbour.act(TakeBack(bob, after: before.version, through: last))
        #expect(try await harbour.record(bob).values == before.values)
        #expect(try await harbour.history(bob).contains(line))
    }

    @Test(arguments: [Beside.signIn, .tick])
    func `keep nobody from undoing their own change`(_ beside: Beside) async throws {
        let harbour = try TestChapter.make()
        let bob = try await bob(in: harbour)
        let version = try await harbour.act(
            EditMember(bob, changes: [.job: "docker"]), as: .member(bob, []))
        try await beside.happen(to: bob, in: harbour)
        try await harbour.act(
            TakeBack(bob, after: version - 1, through: version), as: .member(bob, []))
        #expect(try await harbour.record(bob).values[.job] == nil)
    }

    @Test func `are no change of which an editor is told`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await bob(in: harbour)
        let seen = try await harbour.record(bob).version
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        try await Beside.signIn.happen(to: bob, in: harbour)
        let refusal = try await harbour.refusal(
            of: EditMember(bob, expectedVersion: seen, changes: [.shift: "night"]))
        #expect(refusal?.sentence.contains("changed job") == true)
        #expect(refusal?.sentence.contains("sign-in") == false)
    }

    @Test func `alone are nothing to take back, and a role still is nothing to put back`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await bob(in: harbour)
        try await harbour.act(GiveRole(bob, .coordinator))
        let now = try await harbour.record(bob).version
        try await Beside.signIn.happen(to: bob, in: harbour)
        let role = try await harbour.refusal(of: TakeBack(bob, after: now - 1, through: now))
        #expect(role?.code == .conflict)
        let nothing = try await harbour.refusal(of: TakeBack(bob, after: now, through: now + 1))
        #expect(nothing?.code == .notFound)
    }

    @Test func `are about no field of the record`() {
        for field in PersonField.allCases { #expect(!BesideTheRecord.has(field.rawValue)) }
        for detail in Detail.allCases { #expect(!BesideTheRecord.has(detail.rawValue)) }
        for field in tieFields + [PeriodInHistory.field, "role"] {
            #expect(!BesideTheRecord.has(field))
        }
    }
}
