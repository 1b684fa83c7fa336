/// Reads CSV as RFC 4180 describes it, and as people's programs write it, a piece at a time.
///
/// Rows end with CR, LF or CR LF. A quote inside a value that did not begin with one is only a
/// character. A quote that never closes and a row beyond `ImportLimits.rowBytes` end the reading
/// with a `Refusal`, because nobody can tell what the rest means.
struct CSVReader: RowReader {
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

    /// Bytes of the file.
    var size: Int { text.size }

    private enum Place { case start, plain, quoted, afterQuote }

    /// The next row; nil at the end.
    mutating func next() throws -> ListedRow? {
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

    private mutating func row(_ cells: [String], _ fault: String?) -> ListedRow {
        number += 1
        return ListedRow(number: number, cells: cells, fault: fault)
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
