import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Taking back changes of agreements` {
    private let harbour: TestChapter
    private let bob: MemberID
    private let carol: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
    }

    private func history(_ id: Int64) async throws -> [AgreementEdit] {
        try await harbour.chapter.read { db in
            try AgreementHistory.read(id, in: db, for: .operator).get()
        }
    }

    private func read(_ id: Int64) async throws -> AgreementRecord {
        try await harbour.chapter.read { db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get()
        }
    }

    @Test func `single fields and parties come back, each with a line of its own`() async throws {
        var entered = EnteredAgreement(
            .coalition, "Pact", endsOn: "2026-12-31", note: "Two pages.",
            parties: [AgreementParty(bob, as: "witness"), AgreementParty(carol)],
            reminder: AgreementReminder(60))
        let id = try await harbour.act(AddAgreement(entered))
        #expect(try await history(id).map(\.field) == ["title"])
        entered.title = "Great pact"
        entered.note = nil
        entered.endsOn = "2027-06-30"
        entered.reminder = AgreementReminder(30)
        entered.parties = [AgreementParty(bob, as: "ally", signedOn: "2026-04-01")]
        try await harbour.act(ChangeAgreement(id, to: entered))
        let lines = try await history(id).filter { $0.version == 2 }
        #expect(lines.count == 6 && lines.allSatisfy(\.canBeTakenBack))
        for line in lines {
            try await harbour.act(RevertAgreementChange(id, line.id))
        }
        let record = try await read(id)
        #expect(record.version == 8 && record.title == "Pact" && record.note == "Two pages.")
        #expect(record.endsOn == "2026-12-31" && record.reminder?.days == 60)
        #expect(record.parties.map(\.capacity) == ["witness", nil])
        #expect(record.parties.map(\.signedOn) == [nil, nil])
        // The parties read it in their own history too.
        #expect(try await harbour.history(carol)[0].act == "RevertAgreementChange")
        for line in lines {
            let refusal = try await harbour.refusal(of: RevertAgreementChange(id, line.id))
            #expect(refusal?.sentence.contains("has changed again since") == true)
        }
        #expect(try await history(id).filter(\.canBeTakenBack).count == 6)
    }

    @Test func `what no longer fits the rest is refused in words`() async throws {
        var entered = EnteredAgreement(
            .other, "Pact", startsOn: "2026-01-01", parties: [AgreementParty(bob)])
        let id = try await harbour.act(AddAgreement(entered))
        entered.startsOn = "2025-01-01"
        try await harbour.act(ChangeAgreement(id, to: entered))
        let start = try await history(id)[0]
        entered.endsOn = "2025-06-30"
        try await harbour.act(ChangeAgreement(id, to: entered))
        let refusal = try await harbour.refusal(of: RevertAgreementChange(id, start.id))
        #expect(refusal?.sentence.contains("cannot end before it begins") == true)
        try await harbour.act(RemoveAgreement(id))
        let removed = try await harbour.refusal(of: RevertAgreementChange(id, start.id))
        #expect(removed?.sentence == "“Pact” has been removed. Bring it back first.")
        try await harbour.act(RestoreAgreement(id))
        #expect(try await history(id).prefix(2).map(\.field) == ["removed", "removed"])
        #expect(try await !history(id)[0].canBeTakenBack)
        let other = try await harbour.act(AddAgreement(entered))
        let missing = try await harbour.refusal(of: RevertAgreementChange(other, start.id))
        #expect(missing?.sentence == "There is no change of an agreement with this id.")
    }

    @Test func `a file that is gone shows no signature, and the history says so`() async throws {
        var entered = EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])
        let id = try await harbour.act(AddAgreement(entered))
        let file = try await harbour.act(AddAgreementFile(id, name: "a.pdf", bytes: [1]))
        entered.parties[0].file = file
        try await harbour.act(ChangeAgreement(id, to: entered))
        try await harbour.act(RemoveAgreementFile(id, file))
        let line = try await history(id)[0]
        #expect(line.field == "party" && line.act == "RemoveAgreementFile")
        let refusal = try await harbour.refusal(of: RevertAgreementChange(id, line.id))
        #expect(refusal?.sentence == "There is no file with this id.")
    }

    @Test func `nobody rewrites or removes the history of an agreement`() async throws {
        try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        for sql in ["UPDATE agreement_history SET new = 'x'", "DELETE FROM agreement_history"] {
            await #expect(throws: DatabaseError.self) {
                try await harbour.chapter.feeds.database.write { db in try db.execute(sql: sql) }
            }
        }
    }
}
