import TestSupport
import Testing

@testable import Chapter

@Suite struct `Reading address books` {
    private func people(_ text: String, bytes: [UInt8]? = nil) async throws -> [MemberRecord] {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(bytes: bytes ?? Array(text.utf8))
        #expect(report.failed == [])
        try await harbour.apply(report)
        return try await harbour.list(MemberList()).people.compactMap {
            MemberID($0.memberID)
        }.asyncMap { try await harbour.record($0) }
    }

    @Test func `a card of version 4 brings everything that it says`() async throws {
        let text = """
            BEGIN:VCARD\r
            VERSION:4.0\r
            KIND:individual\r
            FN:Ana Maria Silva\r
            N:Silva;Ana;Maria;Dr.;III\r
            NICKNAME:Nita\r
            EMAIL;TYPE=work;PREF=1:ana@work.example\r
            EMAIL;TYPE=home:ana@exam\r
             ple.org\r
            item1.EMAIL;TYPE=home:ana2@example.org\r
            TEL;VALUE=uri;TYPE="cell,voice":tel:+1-207-555-0101\r
            TEL;TYPE=home;PREF=1:207 555 0102\r
            TEL;TYPE=fax:207 555 0103\r
            ADR;TYPE=home:;Flat 2;1 Pier\\, Dock 3;Harbour;ME;04101;USA\r
            ADR;TYPE=work:;;2 Quay;Harbour;ME;04102;\r
            ORG:Harbour Hotel;Kitchen\r
            TITLE:Cook\r
            BDAY:19900501\r
            NOTE:Speaks\\; sings\\nand knits\r
            URL:https://ana.example\r
            IMPP:matrix:u/ana:example.org\r
            CATEGORIES:stewards,choir\r
            UID:urn:uuid:4fbe8971\r
            PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ\r
             AAAQABAAD\r
            END:VCARD\r

            """
        let found = try await people(text)
        let ana = try #require(found.first { $0.values[.kind] == "person" })
        let hotel = try #require(found.first { $0.values[.kind] == "organization" })
        #expect(hotel.name == "Harbour Hotel")
        #expect(ana.values[.name] == "Ana Maria Silva")
        #expect(ana.values[.legalName] == "Ana Maria Silva")
        let parts = PersonField.partsOfName.map { ana.values[$0] }
        #expect(parts == ["Dr.", "Ana", "Silva", "III", "Nita"])
        #expect(ana.values[.status] == "contact")
        #expect(ana.values[.employer] == nil)
        #expect(ana.values[.job] == nil)
        #expect(ana.values[.birthDate] == "1990-05-01")
        #expect(
            Set(ana.emails.map { "\($0.address) \($0.kind)" }) == [
                "ana@work.example work", "ana@example.org home", "ana2@example.org home",
            ])
        #expect(
            ana.phones.map { "\($0.number) \($0.kind) \($0.isPrimary)" }.sorted() == [
                "+1-207-555-0101 mobile false", "207 555 0102 home true",
            ])
        #expect(
            ana.addresses.map { "\($0.line1)|\($0.line2)|\($0.city)|\($0.postcode)|\($0.kind)" }
                .sorted() == [
                    "1 Pier, Dock 3|Flat 2|Harbour|04101|home", "2 Quay||Harbour|04102|work",
                ])
        #expect(
            ana.messengers.map { "\($0.service.rawValue) \($0.handle)" }.sorted() == [
                "Matrix u/ana:example.org", "fax 207 555 0103", "web address https://ana.example",
            ])
        #expect(ana.tags.sorted() == ["choir", "stewards"])
        #expect(ana.externalIDs == [ExternalID(scheme: "vCard", value: "4fbe8971")])
    }

    @Test func `older cards with letters written as numbers are read`() async throws {
        let text = """
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;Jos=
            =C3=A9;;;
            TEL;CELL;VOICE:555 0104
            EMAIL;INTERNET:jose@example.org
            ADR;HOME;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:;;Stra=DFe 1;Berlin;;10115;
            PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgAB
             AQAAAQ==

            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:Harbour Hotel
            N:;;;;
            X-ABShowAs:COMPANY
            TEL;TYPE=WORK,VOICE:555 0105
            END:VCARD

            """
        let found = try await people(text)
        let jose = try #require(found.first { $0.values[.name] == "José Núñez" })
        #expect(jose.phones.map(\.kind) == [.mobile])
        #expect(jose.addresses.map(\.line1) == ["Straße 1"])
        let hotel = try #require(found.first { $0.values[.name] == "Harbour Hotel" })
        #expect(hotel.values[.kind] == "organization")
        #expect(hotel.phones.map(\.kind) == [.work])
    }

    @Test func `what is wrong with a card spoils only the card, and is told with its number`()
        async throws
    {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(
            """
            BEGIN:VCARD
            FN:Ana
            END:VCARD
            BEGIN:VCARD
            FN:Bo
            this is no line
            END:VCARD
            BEGIN:VCARD
            EMAIL:nobody@example.org
            END:VCARD
            BEGIN:VCARD
            FN:Cut o
            """)
        #expect(report.failed.map(\.row) == [2, 3, 4])
        #expect(report.failed[0].reason == "“this is no line” is no line of a card.")
        #expect(report.failed[1].reason == "It has no name.")
        #expect(report.failed[2].reason == "The file ends in the middle of it.")
        #expect(report.new == 1)
        #expect(report.encoding == "UTF-8")
        #expect(report.delimiter == "vCard")
    }

    @Test func `what is for nothing of ours is shown as left out`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(
            "BEGIN:VCARD\nFN:Ana\nNOTE:hello\nBDAY:--0501\nX-SHIRT:M\nEND:VCARD\n")
        let unused = report.columns.filter { $0.meaning == nil }.map(\.header)
        #expect(unused == ["BDAY without a year", "X-SHIRT"])
        #expect(report.ties.notes == 1)
    }

    @Test(arguments: 0..<150)
    func `broken cards never break more than their list`(seed: UInt64) async throws {
        var random = SplitMix64(state: seed)
        var bytes = Array(
            """
            BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL;TYPE=work:a@example.org\r\n
            ADR;TYPE=home:;;1 Pier;Harbour;;04101;\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\n
            N;ENCODING=QUOTED-PRINTABLE:=C3=A9;B;;;\r\nTEL;CELL:555 0101\r\nEND:VCARD\r\n
            """.utf8)
        let pieces = [";", ":", "=", "\r\n", "\\", "\"", "\0", "BEGIN:VCARD\n", "END:VCARD", ","]
        for _ in 0...random.next() % 8 {
            let place = Int(random.next() % UInt64(bytes.count))
            if random.next() % 3 == 0 {
                bytes.removeSubrange(place..<min(bytes.count, place + 5))
            } else {
                let piece = pieces[Int(random.next() % UInt64(pieces.count))]
                bytes.insert(contentsOf: Array(piece.utf8), at: place)
            }
        }
        let harbour = try TestChapter.make()
        let before = try await harbour.everything()
        do {
            let report = try await harbour.stage(bytes: bytes)
            try await harbour.apply(report)
            try await harbour.act(UndoImport(report.number))
        } catch let refusal as Refusal {
            #expect(!refusal.sentence.isEmpty)
        }
        #expect(try await harbour.everything() == before, "seed \(seed)")
    }

    @Test func `a picture of any length is passed over`() async throws {
        let picture = String(repeating: "QUJD", count: 300_000)
        let found = try await people(
            "BEGIN:VCARD\nPHOTO;ENCODING=b:\(picture)\nFN:Ana\nEND:VCARD\n")
        #expect(found.map { $0.values[.name] } == ["Ana"])
    }
}

extension Sequence {
    /// Maps one after the other.
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows
        -> [Value]
    {
        var result: [Value] = []
        for element in self { result.append(try await transform(element)) }
        return result
    }
}
