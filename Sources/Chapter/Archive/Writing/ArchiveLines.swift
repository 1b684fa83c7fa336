/// Lines of a list as RFC 4180 has them: commas, quotes where they are needed, CR LF.
///
/// Unlike in a list that is exported for a spreadsheet, nothing is put before a value that a
/// spreadsheet could take for a formula: what is read again must be what was there.
enum ArchiveLines {
    /// One line.
    static func line(_ cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(44) }
            append(cell, to: &bytes)
        }
        bytes += [13, 10]
        return bytes
    }

    private static func append(_ cell: String, to bytes: inout [UInt8]) {
        var cell = cell
        cell.withUTF8 { text in
            guard text.contains(where: { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }) else {
                bytes.append(contentsOf: text)
                return
            }
            bytes.append(34)
            for byte in text {
                if byte == 34 { bytes.append(34) }
                bytes.append(byte)
            }
            bytes.append(34)
        }
    }
}
