import Federation

/// Reads the rows of one sheet of a spreadsheet, as a person sees them there.
///
/// A text stays a text, so that zeros at its beginning stay; a number shown as a day becomes
/// 2026-05-01; what a formula came to counts, not the formula.
struct SheetReader: RowReader {
    private var markup: MarkupReader
    private let strings: SharedStrings
    private let styles: CellStyles
    private let countsFrom1904: Bool
    private var number = 0
    let size: Int

    init(
        _ stream: ZipStream, strings: SharedStrings, styles: CellStyles, countsFrom1904: Bool
    ) {
        markup = MarkupReader(stream)
        size = stream.size
        self.strings = strings
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
    }

    var bytesRead: Int { min(size, markup.bytesRead) }

    /// A cell while it is read.
    private struct Cell {
        var column = 0
        var style = 0
        var kind = "n"
        var text = ""
    }

    /// What a row of a sheet is made of.
    private struct Cells {
        var cells: [String] = []
        var bytes = 0
        var fault: String?

        mutating func spoil(_ reason: String) { fault = fault ?? reason }

        mutating func put(_ value: String, at column: Int) {
            guard !value.isEmpty else { return }
            bytes += value.utf8.count
            guard column < ImportLimits.columns else {
                fault = fault ?? "It has more than \(ImportLimits.columns) columns."
                return
            }
            guard value.utf8.count <= ImportLimits.fieldBytes, bytes <= ImportLimits.rowBytes else {
                fault = fault ?? "A value is longer than \(ImportLimits.fieldBytes / 1024) KiB."
                return
            }
            while cells.count <= column { cells.append("") }
            cells[column] = value
        }
    }

    mutating func next() throws -> ListedRow? {
        var row: Cells?
        var cell = Cell()
        var nextColumn = 0
        var takesText = false
        while let event = try markup.next() {
            switch (event, markup.name) {
            case (.start, "row"):
                let given = markup.attribute("r").flatMap { Int($0) } ?? number + 1
                guard row == nil, given > number, given <= Self.lastRow else {
                    throw Refusal.damagedFile
                }
                number = given
                row = Cells()
                nextColumn = 0
            case (.start, "c"):
                cell = Cell()
                cell.column = try markup.attribute("r").map(column) ?? nextColumn
                nextColumn = cell.column + 1
                cell.style = markup.attribute("s").flatMap { Int($0) } ?? 0
                cell.kind = markup.attribute("t") ?? "n"
            case (.start, "v"), (.start, "t"): takesText = row != nil
            case (.end, "v"), (.end, "t"): takesText = false
            case (.start, "rPh"): cell.kind = cell.kind == "inlineStr" ? "spoken" : cell.kind
            case (.end, "rPh"): cell.kind = cell.kind == "spoken" ? "inlineStr" : cell.kind
            case (.text, _) where takesText && cell.kind != "spoken":
                guard cell.text.utf8.count <= ImportLimits.rowBytes else { continue }
                cell.text += markup.text
            case (.end, "c"):
                guard row != nil else { continue }
                switch value(cell) {
                case .success(let value): row?.put(value, at: cell.column)
                case .failure(let fault): row?.spoil(fault.sentence)
                }
            case (.end, "row"):
                guard let row else { throw Refusal.damagedFile }
                return ListedRow(number: number, cells: row.cells, fault: row.fault)
            default: continue
            }
        }
        return nil
    }

    /// How many rows a sheet can have.
    private static let lastRow = 1_048_576

    /// The place of a column from its letters: B7 is 1.
    private func column(_ reference: String) throws -> Int {
        var column = 0
        for letter in reference.utf8 {
            guard (65...90).contains(letter) else { break }
            column = column * 26 + Int(letter - 64)
            // XFD is the last one that there is.
            guard column <= 16_384 else { throw Refusal.damagedFile }
        }
        guard column > 0 else { throw Refusal.damagedFile }
        return column - 1
    }

    private func value(_ cell: Cell) -> Result<String, Refusal> {
        switch cell.kind {
        case "s":
            guard !cell.text.isEmpty else { return .success("") }
            guard let text = Int(cell.text).flatMap({ strings[$0] }) else {
                return .failure(.invalid("row", "A cell refers to a text that is not in the file."))
            }
            return .success(unescaped(text))
        case "inlineStr", "str": return .success(unescaped(cell.text))
        case "b": return .success(cell.text == "1" ? "TRUE" : "FALSE")
        case "d": return .success(String(cell.text.prefix(10)))
        case "e":
            guard cell.text != "#N/A" else { return .success("") }
            return .failure(
                .invalid("row", "A cell holds the mistake of a formula: \(cell.text.prefix(20))."))
        default: return .success(shownNumber(cell.text, styles.meaning(cell.style)))
        }
    }

    /// A number as the sheet shows it.
    func shownNumber(_ text: String, _ meaning: CellStyles.Meaning) -> String {
        guard let value = Double(text), value.isFinite else { return text }
        switch meaning {
        case .day: return day(value) ?? text
        case .padded(let digits):
            guard let whole = Int(exactly: value), whole >= 0 else { return text }
            let number = String(whole)
            return String(repeating: "0", count: max(0, digits - number.count)) + number
        case .number:
            // Spreadsheets keep fifteen digits; what looks like 5.550101E6 is 5550101.
            if abs(value) < 1e15, let whole = Int(exactly: value) { return String(whole) }
            return text.contains("E") || text.contains("e") || text.utf8.count > 15
                ? "\(value)" : text
        }
    }

    private func day(_ value: Double) -> String? {
        guard value >= 0, value < 2_958_466 else { return nil }
        var serial = Int(value)
        if countsFrom1904 {
            serial += 1462
        } else {
            // Spreadsheets believe that there was a 29 February 1900, which is day 60.
            guard serial > 0, serial != 60 else { return nil }
            if serial < 60 { serial += 1 }
        }
        return CalendarDay(Timestamp(milliseconds: (Int64(serial) - 25_569) * 86_400_000))?
            .description
    }

    /// Signs that XML cannot hold are written as _x000D_.
    private func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let pieces = text.split(separator: "_x", omittingEmptySubsequences: false)
        var result = String(pieces[0])
        for piece in pieces.dropFirst() {
            let code = piece.prefix(4)
            if code.utf8.count == 4, piece.dropFirst(4).first == "_",
                let scalar = UInt32(code, radix: 16).flatMap({ Unicode.Scalar($0) })
            {
                result.unicodeScalars.append(scalar)
                result += piece.dropFirst(5)
            } else {
                result += "_x" + piece
            }
        }
        return result
    }
}
