/// One row of a list.
struct CSVRow: Equatable, Sendable {
    /// Its number as a spreadsheet counts: the heading is row 1, blank rows count.
    let number: Int
    /// Its values.
    let cells: [String]
    /// What is wrong with it as a row; its values must not be used then.
    let fault: String?

    init(number: Int, cells: [String], fault: String?) {
        self.number = number
        self.cells = cells
        self.fault = fault
    }

    /// The first row of a list without a heading.
    init(_ first: [String]) { self.init(number: 1, cells: first, fault: nil) }

    /// Whether nothing is in it.
    var isBlank: Bool { fault == nil && cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

/// Reads CSV as RFC 4180 describes it, and as people's programs write it, a piece at a time.
///
/// Rows end with CR, LF or CR LF. A quote inside a value that did not begin with one is only a
/// character. A quote that never closes and a row beyond `ImportLimits.rowBytes` end the reading
/// with a `Refusal`, because nobody can tell what the rest means.
struct CSVReader {
    private var text: TextReader
    private let delimiter: UInt8
    private var piece: [UInt8] = []
    private var position = 0
    private var number = 0
    private var skipLineFeed = false

    init(_ text: TextReader, delimiter: UInt8) {
        self.text = text
        self.delimiter = delimiter
    }

    /// How much of the file has been read, for progress.
    var bytesRead: Int { text.bytesRead }

    private enum Place { case start, plain, quoted, afterQuote }

    /// The next row; nil at the end.
    mutating func next() throws -> CSVRow? {
        var cells: [String] = []
        var cell: [UInt8] = []
        var place = Place.start
        var fault: String?
        var size = 0
        func endCell() {
            if cells.count < ImportLimits.columns {
                cells.append(String(decoding: cell, as: UTF8.self))
            } else if fault == nil {
                fault = "It has more than \(ImportLimits.columns) columns."
            }
            cell.removeAll(keepingCapacity: true)
        }
        while let byte = try nextByte() {
            if skipLineFeed {
                skipLineFeed = false
                if byte == 10 { continue }
            }
            size += 1
            if size > ImportLimits.rowBytes { throw tooLong(number + 1) }
            if place == .quoted {
                if byte == 34 { place = .afterQuote } else { append(byte) }
                continue
            }
            switch byte {
            case delimiter:
                endCell()
                place = .start
            case 10, 13:
                skipLineFeed = byte == 13
                endCell()
                return row(cells, fault)
            case 34 where place == .start: place = .quoted
            case 34 where place == .afterQuote:
                append(byte)
                place = .quoted
            default:
                if place == .afterQuote, byte != 32, fault == nil {
                    fault = "Something follows a closing quotation mark."
                }
                if place == .start { place = .plain }
                if place == .plain { append(byte) }
            }
        }
        if place == .quoted {
            throw Refusal.invalid(
                "file",
                "In row \(number + 1) a quotation mark opens and never closes, so the rest of the "
                    + "list cannot be told apart. Nothing was imported; correct it and try again.")
        }
        guard size > 0 else { return nil }
        endCell()
        return row(cells, fault)

        func append(_ byte: UInt8) {
            if byte == 0, fault == nil { fault = "It has a NUL byte in it." }
            if cell.count < ImportLimits.fieldBytes {
                cell.append(byte)
            } else if fault == nil {
                fault = "A value is longer than \(ImportLimits.fieldBytes / 1024) KiB."
            }
        }
    }

    private mutating func row(_ cells: [String], _ fault: String?) -> CSVRow {
        number += 1
        return CSVRow(number: number, cells: cells, fault: fault)
    }

    private mutating func nextByte() throws -> UInt8? {
        while position == piece.count {
            guard let next = try text.next() else { return nil }
            piece = next
            position = 0
        }
        defer { position += 1 }
        return piece[position]
    }

    private func tooLong(_ number: Int) -> Refusal {
        .invalid(
            "file",
            "Row \(number) is longer than \(ImportLimits.rowBytes / 1024) KiB; perhaps a "
                + "quotation mark is missing there. Nothing was imported.")
    }
}
