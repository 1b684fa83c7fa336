import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@Suite struct `Kinds of agreements of the chapter's own` {
    private let harbour: TestChapter
    private let bob: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        bob = try await harbour.add(.bob)
    }

    private func kinds() async throws -> [OwnAgreementKind] {
        try await harbour.chapter.read { db in
            try OwnAgreementKind.all(in: db, for: .operator).get()
        }
    }

    private func list(_ list: AgreementList) async throws -> [String] {
        try await harbour.chapter.read { db in
            try list.answer(in: db, for: .operator, at: .noon).get().entries.map(\.title)
        }
    }

    @Test func `a kind is named, renamed and taken out of use`() async throws {
        let lease = try await harbour.act(AddAgreementKind(" Hall lease "))
        #expect(lease.name == "Hall lease" && lease.version == 1)
        #expect(
            try await harbour.refusal(of: AddAgreementKind("HALL LEASE"))?.sentence
                == "There is a kind of agreements “Hall lease” already.")
        #expect(
            try await harbour.refusal(of: AddAgreementKind(" "))?.sentence
                == "A kind of agreements needs a name.")
        var entered = EnteredAgreement(
            .collective, "Hall", parties: [AgreementParty(bob)], ownKind: lease.id)
        let id = try await harbour.act(AddAgreement(entered))
        let renamed = try await harbour.act(
            ChangeAgreementKind(lease.id, expectedVersion: 1, name: "Lease", isRetired: true))
        #expect(renamed.version == 2 && renamed.isRetired && renamed.agreements == 1)
        let late = ChangeAgreementKind(lease.id, expectedVersion: 1, name: "x")
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
        // What has the kind keeps it; nothing new gets it.
        entered.title = "Hall, ground floor"
        try await harbour.act(ChangeAgreement(id, to: entered))
        #expect(
            try await harbour.refusal(of: AddAgreement(entered))?.sentence
                == "“Lease” is out of use. Choose another kind of agreements.")
        try await harbour.act(
            ChangeAgreementKind(lease.id, expectedVersion: 2, name: "Lease"))
        try await harbour.act(AddAgreement(entered))
        #expect(try await kinds().map(\.agreements) == [2])
    }

    @Test func `lists are cut by it, and parties read it in their history`() async throws {
        let lease = try await harbour.act(AddAgreementKind("Hall lease"))
        for (title, own) in [("a", lease.id), ("b", nil)] as [(String, Int64?)] {
            try await harbour.act(
                AddAgreement(
                    EnteredAgreement(
                        .other, title, parties: [AgreementParty(bob)], ownKind: own)))
        }
        #expect(try await list(AgreementList(.all, ownKind: lease.id)) == ["a"])
        #expect(try await list(AgreementList(.all, kind: .other)) == ["b"])
        #expect(try await list(AgreementList(.all, kind: .coalition)) == [])
        let texts = try await harbour.history(bob).compactMap(\.new).compactMap {
            AgreementText($0)
        }
        #expect(texts.compactMap(\.ownKind) == ["Hall lease"])
        #expect(texts.allSatisfy { $0.kind == .other } && texts.count == 2)
    }

    @Test func `a change of the kind is in the history and comes back`() async throws {
        let lease = try await harbour.act(AddAgreementKind("Hall lease"))
        var entered = EnteredAgreement(.coalition, "Pact", parties: [AgreementParty(bob)])
        let id = try await harbour.act(AddAgreement(entered))
        entered.ownKind = lease.id
        try await harbour.act(ChangeAgreement(id, to: entered))
        func history() async throws -> [AgreementEdit] {
            try await harbour.chapter.read { db in
                try AgreementHistory.read(id, in: db, for: .operator).get()
            }
        }
        let line = try await history()[0]
        #expect(line.old == .text("coalition") && line.new == .ownKind("Hall lease"))
        try await harbour.act(RevertAgreementChange(id, line.id))
        let back = try await history()[0]
        #expect(back.old == .ownKind("Hall lease") && back.new == .text("coalition"))
        try await harbour.act(RevertAgreementChange(id, back.id))
        let record = try await harbour.chapter.read { db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get()
        }
        #expect(record.ownKind?.name == "Hall lease" && record.kind == .other)
    }

    @Test func `the chapter's key signs its name, and a new name is not what was signed`()
        async throws
    {
        let lease = try await harbour.act(AddAgreementKind("Hall lease"))
        let id = try await harbour.act(
            AddAgreement(
                EnteredAgreement(
                    .other, "Hall", parties: [AgreementParty(bob, signedOn: "2026-04-01")],
                    ownKind: lease.id)))
        let seal = try await harbour.act(SealAgreement(id))
        let file = try await harbour.chapter.read { db in
            try ChapterSeal.read(seal, of: id, in: db, for: .operator).get()
        }
        #expect(file.text.contains("\nKind: other (Hall lease)\n"))
        #expect(try ChapterSeal.check(file.json(), .agreement).get().text == file.text)
        try await harbour.act(ChangeAgreementKind(lease.id, expectedVersion: 1, name: "Lease"))
        let record = try await harbour.chapter.read { db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get()
        }
        #expect(record.seals.map(\.isCurrent) == [false])
        #expect(try ChapterSeal.check(file.json(), .agreement).get().text == file.text)
    }
}
