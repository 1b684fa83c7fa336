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

    @Test func `a name stands on a card in parts where both are known, and is read again so`()
        async throws
    {
        let harbour = try TestChapter.make()
        for (name, given, family) in [
            ("Ana Reis", "Ana", "Reis; de Sá"), ("Bo Ray", "", "Ray"), ("Cy Poe", "", ""),
        ] {
            try await harbour.act(
                AddMember([
                    .name: name, .givenName: given, .familyName: family, .formOfAddress: "Dr.",
                    .nameSuffix: name == "Ana Reis" ? "III" : "",
                    .nickname: name == "Ana Reis" ? "Nita" : "",
                ]))
        }
        let cards = try await harbour.act(ExportCards(.all(MemberList()))).text
        let lines = cards.split(separator: "\r\n").filter { $0.hasPrefix("N") }
        #expect(
            lines == [
                "N:Reis\\; de Sá;Ana;;Dr.;III", "NICKNAME:Nita", "N:;Bo Ray;;Dr.;",
                "N:;Cy Poe;;Dr.;",
            ])
        let river = try TestChapter.make(named: "River")
        let report = try await river.stage(cards)
        #expect(report.failed == [] && report.new == 3)
        try await river.apply(report)
        let people = try await river.list(MemberList()).people.compactMap { MemberID($0.memberID) }
        var told: [[String]] = []
        for id in people {
            let values = try await river.record(id).values
            told.append(PersonField.partsOfName.map { values[$0] ?? "" })
        }
        #expect(
            told == [
                ["Dr.", "Ana", "Reis; de Sá", "III", "Nita"], ["Dr.", "", "", "", ""],
                ["Dr.", "", "", "", ""],
            ])
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
