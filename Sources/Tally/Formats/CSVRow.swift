/// A row of a CSV file, cut into cells.
struct CSVRow {
    /// A cell without its quotation marks and without spaces around it.
    struct Cell {
        /// Where it stands in the line.
        let range: Range<Int>
        /// Whether it stands in quotation marks.
        let isQuoted: Bool
    }

    /// The line.
    let line: Line
    /// The cells in order.
    private(set) var cells: [Cell] = []

    /// Cuts a line at its separators; a line break inside quotation marks is refused.
    init(_ line: Line, separator: UInt8) throws(FormatError) {
        self.line = line
        let end = line.bytes.endIndex
        var index = line.bytes.startIndex
        while index <= end {
            var start = index
            while start < end, isSpace(line.bytes[start]), line.bytes[start] != separator {
                start += 1
            }
            if start < end, line.bytes[start] == UInt8(ascii: "\"") {
                index = try quoted(from: start, separator)
            } else {
                while index < end, line.bytes[index] != separator { index += 1 }
                cells.append(Cell(range: line.trimmed(start..<max(start, index)), isQuoted: false))
            }
            index += 1
        }
    }

    /// The separator of a file by its first row: whichever stands there most often outside of
    /// quotation marks.
    static func separator(of line: Line) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line.bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let most = candidates.map { counts[$0] ?? 0 }.max()
        return candidates.first { (counts[$0] ?? 0) == most } ?? candidates[0]
    }

    /// A cell as text.
    func text(_ cell: Int) -> String {
        let range = cells[cell].range
        guard cells[cell].isQuoted else { return line.text(range) }
        var content: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            content.append(line.bytes[index])
            index += line.bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// A cell as a name, without spaces at its ends.
    func name(_ cell: Int) throws(FormatError) -> String {
        let bytes = Array(text(cell).utf8)
        let name = Line(number: line.number, bytes: bytes[...])
        guard bytes.count <= FormatLimits.mostNameBytes else {
            throw line.error(.nameTooLong, at: start(cell))
        }
        return name.text(name.trimmed(0..<bytes.count))
    }

    /// A cell as a whole number.
    func whole(_ cell: Int, _ limits: ClosedRange<Int>, what: String) throws(FormatError) -> Int {
        try line.whole(cells[cell].range, limits, what: what)
    }

    /// Where a cell begins.
    func start(_ cell: Int) -> Int { cells[cell].range.lowerBound }

    /// Whether nothing stands in a cell.
    func isEmpty(_ cell: Int) -> Bool { cells[cell].range.isEmpty }

    /// Whether a number stands in a cell, also one that cannot be taken.
    func isNumber(_ cell: Int) -> Bool {
        var digits = line.bytes[cells[cell].range]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        guard let first = digits.first, (0x30...0x39).contains(first) else { return false }
        return digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    }

    /// Takes a cell in quotation marks; gives the place of the separator after it.
    private mutating func quoted(from start: Int, _ separator: UInt8) throws(FormatError) -> Int {
        let quote = UInt8(ascii: "\"")
        let end = line.bytes.endIndex
        var index = start + 1
        while index < end {
            if line.bytes[index] != quote {
                index += 1
            } else if index + 1 < end, line.bytes[index + 1] == quote {
                index += 2
            } else {
                cells.append(Cell(range: start + 1..<index, isQuoted: true))
                index += 1
                while index < end, line.bytes[index] != separator {
                    guard isSpace(line.bytes[index]) else {
                        throw line.error(
                            .unexpected(line.text(index..<end), wanted: "the end of the cell"),
                            at: index)
                    }
                    index += 1
                }
                return index
            }
        }
        throw line.error(.openQuote, at: start)
    }
}

/// Words of the first row that name no candidate.
enum CSVWords {
    /// Whether a word stands over the column that says how many papers are equal.
    static func isCount(_ word: String) -> Bool {
        ["count", "papers", "ballots", "papeletas"].contains(word.lowercased())
    }

    /// Whether a word stands over a column of answers.
    static func isVote(_ word: String) -> Bool {
        ["vote", "answer", "choice", "ballot", "voto", "respuesta"].contains(word.lowercased())
    }

    /// Whether a word stands over the column of this rank, from 1: `2`, `2nd`, `rank 2`, `choice 2`.
    static func isRank(_ word: String, _ rank: Int) -> Bool {
        var rest = word.lowercased()[...]
        for prefix in ["rank", "choice", "preference", "preferencia"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        rest = rest.drop { $0 == " " }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        return Int(digits) == rank
            && ["", "st", "nd", "rd", "th", ".ª", "ª"].contains(rest.dropFirst(digits.count))
    }
}
