import TestSupport
import Testing

@testable import Chapter

@Suite struct `Reading spreadsheets` {
    /// All rows of a spreadsheet, with their numbers; a fault in words in place of its row.
    private func rows(_ bytes: [UInt8], sheet: String? = nil) throws -> [String] {
        let source = ImportSource.bytes(bytes)
        var list = try OpenList(source, ListSettings(hasHeading: false, sheet: sheet))
        var result: [String] = []
        while let row = try list.next() {
            result.append("\(row.number): " + (row.fault ?? row.cells.joined(separator: "|")))
        }
        return result
    }

    private func refusal(_ bytes: [UInt8]) -> String? {
        do {
            _ = try rows(bytes)
            return nil
        } catch {
            return (error as? Refusal)?.sentence ?? "no refusal: \(error)"
        }
    }

    @Test func `a spreadsheet is read as a person sees it`() async throws {
        let all = try rows(WorkbookFiles.members)
        #expect(
            all == [
                "1: name|email|phone|date of birth|postcode|do not call|joined|employer",
                "2: Ana Silva|ana@example.org|0151 2345678|1990-05-01|04101|TRUE|2019-03-14|"
                    + "Harbour & Sons <Hotel>",
                "4: José Núñez|jose@example.org|5550101234|1971-12-31|00411|FALSE||Dock",
            ])
        let head = try ListHead.read(.bytes(WorkbookFiles.members)).get()
        #expect(
            head.format == .workbook(sheet: "Members", sheets: ["Notes", "Members", "Friends"]))
        #expect(try rows(WorkbookFiles.members, sheet: "Friends").last == "2: Bo Ray|555 0102")
        let harbour = try TestChapter.make()
        let report = try await harbour.stage(bytes: WorkbookFiles.members)
        #expect(report.encoding == "XLSX")
        #expect(report.delimiter == "sheet Members")
        try await harbour.apply(report)
        let ana = try await harbour.record(MemberID(1))
        #expect(ana.values[.birthDate] == "1990-05-01")
        #expect(ana.values[.doNotCall] == "yes")
        #expect(ana.phones.map(\.number) == ["0151 2345678"])
        #expect(ana.addresses.map(\.postcode) == ["04101"])
    }

    @Test func `days that count from 1904, text in two fonts and formulas are read`() throws {
        #expect(
            try rows(WorkbookFiles.from1904) == [
                "1: name|birth date|job|city", "2: Carol Ngũgĩ|1985-02-03|shipwright|Harbour",
            ])
    }

    @Test func `days around the day that spreadsheets invented are right`() throws {
        let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        func day(_ serial: String) throws -> String {
            let row = "<row r=\"1\"><c s=\"1\"><v>\(serial)</v></c></row>"
            return try rows(ZipWriter.workbook(rows: row, styles: styles))[0]
        }
        #expect(try day("1") == "1: 1900-01-01")
        #expect(try day("59") == "1: 1900-02-28")
        #expect(try day("60") == "1: 60")
        #expect(try day("61") == "1: 1900-03-01")
        #expect(try day("36526") == "1: 2000-01-01")
        #expect(try day("45000.75") == "1: 2023-03-15")
        #expect(try day("-3") == "1: -3")
        #expect(try day("9e99") == "1: 9e99")
    }

    @Test(arguments: [
        ("yyyy-mm-dd", CellStyles.Meaning.day), ("d.m.yy;@", .day), ("[$-407]d. mmm", .day),
        ("0.00", .number), ("General", .number), ("\"day\" 0", .number), ("[Red]0", .number),
        ("hh:mm", .number), ("00000", .padded(5)), ("\\d0", .number),
    ])
    func `a format says whether a number is a day`(code: String, meaning: CellStyles.Meaning) {
        #expect(CellStyles.meaning(of: code) == meaning)
    }

    @Test func `cells are put where they belong, and what is wrong spoils only its row`() throws {
        let rows = """
            <row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>\
            <c r="C1" t="inlineStr"><is><t>job</t></is></c></row>\
            <row r="3"><c r="C3" t="s"><v>1</v></c></row>\
            <row r="4"><c r="A4" t="s"><v>7</v></c></row>\
            <row r="5"><c r="A5" t="e"><v>#REF!</v></c></row>\
            <row r="6"><c r="A6" t="e"><v>#N/A</v></c><c r="B6"><v>5.550101E6</v></c></row>\
            <row r="7"><c r="SS7" t="str"><v>far</v></c></row>\
            <row><c t="b"><v>1</v></c><c><v>0.10000000000000001</v></c></row>
            """
        let strings = "<si><t>a</t></si><si><r><t>ship</t></r><r><t>_x0041_</t></r></si>"
        #expect(
            try self.rows(ZipWriter.workbook(rows: rows, strings: strings)) == [
                "1: name||job", "3: ||shipA",
                "4: A cell refers to a text that is not in the file.",
                "5: A cell holds the mistake of a formula: #REF!.", "6: |5550101",
                "7: It has more than 512 columns.", "8: TRUE|0.1",
            ])
    }

    @Test func `what leads out of the file is refused`() throws {
        let row = ZipWriter.row(1, "name")
        for prolog in [
            #"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>"#,
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
        ] {
            let sentence = refusal(ZipWriter.workbook(rows: row, prolog: prolog))
            #expect(sentence?.contains("refers to something outside of itself") == true)
        }
        let entity = refusal(ZipWriter.workbook(rows: ZipWriter.row(1, "&e;")))
        #expect(entity?.contains("refers to something outside") == true)
    }

    @Test func `what is nested too deep or never closes is refused`() throws {
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        #expect(refusal(ZipWriter.workbook(rows: deep))?.contains("nested deeper") == true)
        #expect(refusal(ZipWriter.workbook(rows: "<row r=\"1\"><c>")) != nil)
        #expect(refusal(ZipWriter.workbook(rows: "<row r=\"2\"/><row r=\"1\"/>")) != nil)
        let long = String(repeating: "y", count: 2_000_000)
        #expect(refusal(ZipWriter.workbook(rows: ZipWriter.row(1, long)))?.isEmpty == false)
    }

    @Test func `a bomb is refused before it goes off`() throws {
        // A block of the fixed code: one letter, then repetitions of 258 of it.
        var bits: [Bool] = [true, true, false]
        func put(_ code: Int, _ count: Int) {
            for bit in (0..<count).reversed() { bits.append(code >> bit & 1 == 1) }
        }
        put(0x30 + 65, 8)
        for _ in 0..<200_000 {
            put(0xC5, 8)
            put(0, 5)
        }
        put(0, 7)
        var packed = Array(repeating: UInt8(0), count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit { packed[index / 8] |= 1 << (index % 8) }
        var zip = ZipWriter()
        let plain = ZipWriter.workbook(rows: "")
        #expect(!plain.isEmpty)
        zip.add("xl/workbook.xml", "x")
        // It says that it is small, and then that it is huge.
        for claimed in [100, 2_000_000_000] {
            let bytes = zip.archive(claimed: claimed, packed: ["xl/workbook.xml": packed])
            let sentence = try #require(refusal(bytes))
            #expect(sentence.contains("damaged") || sentence.contains("512 MiB"), "\(sentence)")
        }
        let archive = try ZipArchive(
            FileParts(
                .bytes(
                    zip.archive(
                        claimed: 258 * 200_000 + 1, packed: ["xl/workbook.xml": packed]))))
        #expect(throws: Refusal.self) {
            try archive.whole("xl/workbook.xml", atMost: 16 * 1024 * 1024)
        }
    }

    @Test func `other files in a ZIP are told by what they are`() throws {
        var ods = ZipWriter()
        ods.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        #expect(refusal(ods.archive())?.contains("OpenDocument") == true)
        var other = ZipWriter()
        other.add("word/document.xml", "<w/>")
        #expect(refusal(other.archive())?.contains("no spreadsheet") == true)
        #expect(refusal(ods.archive(method: 0) + [0])?.contains("OpenDocument") == true)
    }

    @Test(arguments: [WorkbookFiles.members, WorkbookFiles.from1904])
    func `a file cut off anywhere is refused in words`(bytes: [UInt8]) throws {
        for count in stride(from: 100, to: bytes.count, by: 100) {
            let sentence = refusal(Array(bytes.prefix(count)))
            #expect(sentence?.hasPrefix("no refusal") == false, "\(count): \(sentence ?? "nil")")
        }
    }

    @Test(arguments: 0..<150)
    func `flipped bytes never break more than their list`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        var bytes = seed % 2 == 0 ? WorkbookFiles.members : WorkbookFiles.from1904
        for _ in 0...random.next() % 6 {
            bytes[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 << (random.next() % 8))
        }
        if let sentence = refusal(bytes) {
            #expect(!sentence.hasPrefix("no refusal"), "seed \(seed): \(sentence)")
        }
    }

    @Test(arguments: 0..<150)
    func `flipped letters of a sheet never break more than their list`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        var text = Array(
            (ZipWriter.row(1, "name", "job") + ZipWriter.row(2, "Ana &amp; Bo", "dock")
                + "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>45000</v></c><!-- x --></row>").utf8)
        for _ in 0...random.next() % 4 {
            let place = Int(random.next() % UInt64(text.count))
            text[place] = Array("<>&\"/= \0x9;".utf8)[Int(random.next() % 11)]
        }
        let bytes = ZipWriter.workbook(rows: String(decoding: text, as: UTF8.self))
        if let sentence = refusal(bytes) {
            #expect(!sentence.hasPrefix("no refusal"), "seed \(seed): \(sentence)")
        }
    }
}
