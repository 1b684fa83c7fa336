import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@Suite struct `Agreements with contacts` {
    @Test func `its parties have it on their record and in their history`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let id = try await harbour.act(
            AddAgreement(
                EnteredAgreement(
                    .collective, "Hotel contract", startsOn: "2026-01-01", endsOn: "2026-06-30",
                    note: "Two pages.\nAnnex B is missing.",
                    parties: [
                        AgreementParty(hotel, as: "employer", signedOn: "2025-12-20"),
                        AgreementParty(bob, as: "steward"),
                    ])))
        let record = try await harbour.agreement(id)
        #expect(record.title == "Hotel contract" && record.version == 1)
        #expect(record.note == "Two pages.\nAnnex B is missing.")
        #expect(record.parties.map(\.contact.name) == ["Harbour Hotel", "Bob O'Brien"])
        #expect(record.parties.map(\.signedOn) == ["2025-12-20", nil])
        #expect(record.endsSoon && !record.isOver)
        for contact in [bob, hotel] {
            let line = try await harbour.latest(contact)
            #expect(line.field == "agreement" && line.act == "AddAgreement")
            let own = try await harbour.agreements(.all, of: contact)
            #expect(own.map(\.title) == ["Hotel contract"])
        }
        #expect(
            try await harbour.latest(hotel).sentence
                == "The operator set the agreement to “Hotel contract, from 2026-01-01, until "
                + "2026-06-30, as employer, signed 2025-12-20”.")
    }

    @Test func `what ends within 90 days is listed, the first end first`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        // Today is 1 May 2026, so the last day that is soon is 30 July.
        for (title, end) in [
            ("over", "2026-04-30"), ("today", "2026-05-01"), ("soon", "2026-07-30"),
            ("later", "2026-07-31"), ("open", ""),
        ] {
            try await harbour.act(
                AddAgreement(
                    EnteredAgreement(.other, title, endsOn: end, parties: [AgreementParty(bob)])))
        }
        #expect(try await harbour.agreements(.ending).map(\.title) == ["today", "soon"])
        #expect(
            try await harbour.agreements(.current).map(\.title)
                == ["today", "soon", "later", "open"])
        #expect(try await harbour.agreements(.over).map(\.title) == ["over"])
        #expect(try await harbour.agreements(.all).map(\.isOver).filter { $0 }.count == 1)
    }

    @Test func `what makes no sense is refused in words`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let party = AgreementParty(bob)
        let cases: [(EnteredAgreement, String)] = [
            (EnteredAgreement(.other, "", parties: [party]), "what the agreement is called"),
            (EnteredAgreement(.other, "A"), "Name a contact"),
            (EnteredAgreement(.other, "A", parties: [party, party]), "is named twice"),
            (
                EnteredAgreement(.other, "A", parties: [AgreementParty(MemberID(99))]),
                "no contact with this id"
            ),
            (
                EnteredAgreement(
                    .other, "A", startsOn: "2026-02-02", endsOn: "2026-02-01", parties: [party]),
                "An agreement cannot end before it begins"
            ),
            (
                EnteredAgreement(.other, "A", parties: [AgreementParty(bob, signedOn: "soon")]),
                "is no day"
            ),
        ]
        for (agreement, words) in cases {
            let refusal = try await harbour.refusal(of: AddAgreement(agreement))
            #expect(refusal?.sentence.contains(words) == true, "\(refusal?.sentence ?? "done")")
        }
        #expect(try await harbour.agreements(.all) == [])
    }

    @Test func `a change concerns the parties that it changes, and nobody overwrites unseen`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        let eve = try await harbour.add(.eve)
        var entered = EnteredAgreement(
            .coalition, "Tenants' pact", parties: [AgreementParty(bob), AgreementParty(carol)])
        let id = try await harbour.act(AddAgreement(entered))
        let before = try await harbour.record(bob).version
        entered.parties = [AgreementParty(bob), AgreementParty(eve, signedOn: "2026-04-01")]
        let version = try await harbour.act(ChangeAgreement(id, expectedVersion: 1, to: entered))
        #expect(version == 2)
        #expect(try await harbour.record(bob).version == before)
        #expect(try await harbour.latest(carol).new == nil)
        #expect(try await harbour.latest(eve).act == "ChangeAgreement")
        entered.title = "Another pact"
        let late = ChangeAgreement(id, expectedVersion: 1, to: entered)
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
        #expect(try await harbour.agreement(id).title == "Tenants' pact")
        // Nothing changed is no change.
        entered.title = "Tenants' pact"
        #expect(try await harbour.act(ChangeAgreement(id, to: entered)) == 2)
    }

    @Test func `a removed one comes back with its files`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let id = try await harbour.act(
            AddAgreement(
                EnteredAgreement(.dataConsent, "Consent", parties: [AgreementParty(bob)])))
        let file = try await harbour.act(
            AddAgreementFile(id, name: "scan.pdf", bytes: Array("%PDF".utf8)))
        try await harbour.act(RemoveAgreement(id))
        #expect(try await harbour.agreements(.all, of: bob) == [])
        #expect(try await harbour.latest(bob).new == nil)
        #expect(try await harbour.refusal(of: RemoveAgreement(id))?.code == .conflict)
        #expect(
            try await harbour.refusal(of: AddAgreementFile(id, name: "b", bytes: [1]))?.code
                == .conflict)
        #expect(try await harbour.file(file, of: id) == nil)
        try await harbour.act(RestoreAgreement(id))
        #expect(try await harbour.agreements(.all, of: bob).map(\.files) == [1])
        #expect(try await harbour.file(file, of: id)?.bytes == Data("%PDF".utf8))
    }
}

@Suite struct `Files of agreements` {
    @Test(arguments: [
        ("Scan.PDF", "application/pdf"), ("photo.jpeg", "image/jpeg"),
        ("page.html", "application/octet-stream"), ("drawing.svg", "application/octet-stream"),
        ("scan.pdf.xhtml", "application/octet-stream"), ("noending", "application/octet-stream"),
        ("script.js", "application/octet-stream"), ("notes.txt", "text/plain; charset=utf-8"),
    ])
    func `a file is served as what no browser runs`(name: String, type: String) async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.someAgreement()
        let file = try await harbour.act(AddAgreementFile(id, name: name, bytes: [0x3C]))
        #expect(try await harbour.file(file, of: id)?.mediaType == type)
        #expect(try await harbour.agreement(id).files.map(\.name) == [name])
    }

    @Test func `too large, too many and empty ones are refused in words`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.someAgreement()
        let large = [UInt8](repeating: 7, count: AddAgreementFile.bytesAtMost + 1)
        let refusal = try await harbour.refusal(
            of: AddAgreementFile(id, name: "scan.pdf", bytes: large))
        #expect(refusal?.sentence == "The file “scan.pdf” is too large: 10 MiB fit.")
        #expect(
            try await harbour.refusal(of: AddAgreementFile(id, name: "a", bytes: []))?.field
                == "file")
        for number in 0..<AddAgreementFile.mostFiles {
            try await harbour.act(AddAgreementFile(id, name: "\(number).txt", bytes: [1]))
        }
        let full = try await harbour.refusal(of: AddAgreementFile(id, name: "x", bytes: [1]))
        #expect(full?.sentence.contains("has 20 files, which is as many as fit") == true)
        #expect(full?.code == .conflict)
    }

    @Test func `a deleted file is gone, and only its own agreement leads to it`() async throws {
        let harbour = try TestChapter.make()
        let (one, two) = (try await harbour.someAgreement(), try await harbour.someAgreement())
        let file = try await harbour.act(AddAgreementFile(one, name: "a.txt", bytes: [1]))
        #expect(try await harbour.file(file, of: two) == nil)
        #expect(try await harbour.refusal(of: RemoveAgreementFile(two, file))?.code == .notFound)
        try await harbour.act(RemoveAgreementFile(one, file))
        #expect(try await harbour.file(file, of: one) == nil)
        #expect(try await harbour.agreement(one).files == [])
    }
}

extension TestChapter {
    fileprivate func someAgreement() async throws -> Int64 {
        let bob = try await act(AddMember(name: "Bob O'Brien")).memberID
        return try await act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
    }

    fileprivate func agreement(_ id: Int64) async throws -> AgreementRecord {
        try await chapter.read { db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get()
        }
    }

    fileprivate func agreements(_ part: AgreementList.Part, of member: MemberID? = nil) async throws
        -> [AgreementSummary]
    {
        try await chapter.read { db in
            try AgreementList(part, of: member).answer(in: db, for: .operator, at: .noon).get()
                .entries
        }
    }

    fileprivate func file(_ id: Int64, of agreement: Int64) async throws -> AgreementRecord.Sent? {
        try await chapter.read { db in
            try? AgreementRecord.file(id, of: agreement, in: db, for: .operator).get()
        }
    }
}
