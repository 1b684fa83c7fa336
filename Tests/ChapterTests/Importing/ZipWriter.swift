@testable import Chapter

/// Writes ZIP archives for tests: every file stored as it is, and lies where a test asks for them.
struct ZipWriter {
    var files: [(name: String, bytes: [UInt8])] = []

    /// A spreadsheet with one sheet of this markup between its `sheetData` tags.
    static func workbook(
        rows: String, strings: String? = nil, styles: String? = nil, prolog: String = ""
    ) -> [UInt8] {
        var zip = ZipWriter()
        zip.add(
            "xl/workbook.xml",
            prolog
                + #"<workbook xmlns:r="r"><sheets><sheet name="One" r:id="i1"/></sheets></workbook>"#
        )
        zip.add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="i1" Type="x/worksheet" Target="worksheets/s.xml"/>\
            <Relationship Id="i2" Type="x/sharedStrings" Target="strings.xml"/>\
            <Relationship Id="i3" Type="x/styles" Target="/xl/styles.xml"/></Relationships>
            """)
        zip.add(
            "xl/worksheets/s.xml", "<worksheet><sheetData>\(rows)</sheetData></worksheet>")
        if let strings { zip.add("xl/strings.xml", "<sst>\(strings)</sst>") }
        if let styles { zip.add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>") }
        return zip.archive()
    }

    /// A row of texts written into the sheet itself.
    static func row(_ number: Int, _ values: String...) -> String {
        let cells = values.map { #"<c t="inlineStr"><is><t>\#($0)</t></is></c>"# }
        return "<row r=\"\(number)\">\(cells.joined())</row>"
    }

    mutating func add(_ name: String, _ text: String) { files.append((name, Array(text.utf8))) }

    /// The archive; `claimed` lies about how large the files are, `method` about their packing.
    func archive(claimed: Int? = nil, method: Int = 0, packed: [String: [UInt8]] = [:]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in files {
            let offset = out.count
            let stored = packed[name] ?? bytes
            let isPacked = packed[name] != nil
            var checksum = Checksum()
            checksum.feed(bytes)
            let size = isPacked ? claimed ?? bytes.count : bytes.count
            let common =
                little(20, 2) + little(0, 2) + little(isPacked ? 8 : method, 2) + little(0, 4)
                + little(Int(checksum.value), 4) + little(stored.count, 4) + little(size, 4)
                + little(name.utf8.count, 2) + little(0, 2)
            out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + stored
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 10) + little(offset, 4)
                + Array(name.utf8)
        }
        let start = out.count
        out += directory
        out +=
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2)
            + little(directory.count, 4) + little(start, 4) + little(0, 2)
        return out
    }

    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
