import Chapter
import TestSupport
import Testing

@Suite struct `Contact cards` {
    @Test func `a card has the name and what may be used, and nothing else`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.act(
            AddMember(
                [.name: "O'Brien; Bob, Jr", .job: "docker", .accommodations: "a secret"],
                emails: [
                    Email("bob@example.org", .work, isPrimary: true),
                    Email("old@example.org", state: .bounced),
                ], phones: [Phone("+1 555 010 0002")],
                addresses: [PostalAddress(line1: "1 Pier", city: "Port", postcode: "0100")],
                tags: ["troublemaker"])
        ).memberID
        let file = try await harbour.act(ExportCards(.these([bob]), why: "phone tree"))
        #expect(
            file.text.split(separator: "\r\n") == [
                "BEGIN:VCARD", "VERSION:3.0", "FN:O'Brien\\; Bob\\, Jr",
                "N:;O'Brien\\; Bob\\, Jr;;;", "TITLE:docker",
                "EMAIL;TYPE=INTERNET,WORK,PREF:bob@example.org",
                "TEL;TYPE=VOICE,CELL,PREF:+1 555 010 0002",
                "ADR;TYPE=HOME,PREF:;;1 Pier;Port;;0100;", "END:VCARD",
            ])
        let line = try await harbour.latest(bob)
        #expect(line.act == "ExportCards" && line.why == "phone tree")
    }

    @Test func `an organization is one, and long lines are folded between signs`() async throws {
        let harbour = try TestChapter.make()
        let name = String(repeating: "Häfen ", count: 20).trimmingSuffix()
        let id = try await harbour.addContact(name, .organization)
        let text = try await harbour.act(ExportCards(.these([id]))).text
        let lines = text.split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        let unfolded = text.replacing("\r\n ", with: "")
        #expect(unfolded.contains("\r\nN:\(name);;;;\r\n"))
        #expect(unfolded.contains("\r\nORG:\(name)\r\n"))
    }

    @Test func `a whole list is one file, and the history says so`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.add(.bob)
        try await harbour.add(.carol)
        let file = try await harbour.act(ExportCards(.all(MemberList())))
        #expect(file.count == 2)
        #expect(file.text.ranges(of: "BEGIN:VCARD\r\n").count == 2)
        let nobody = try await harbour.refusal(of: ExportCards(.these([])))
        #expect(nobody?.field == "people")
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String { hasSuffix(" ") ? String(dropLast()) : self }
}
