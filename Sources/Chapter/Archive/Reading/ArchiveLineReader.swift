/// Reads a list of an archive, exactly as `ArchiveLines` writes it.
///
/// Every byte is foreign. Lines end with CR LF or LF; a quote stands at the beginning of a value or
/// not at all; the text is UTF-8 without control characters.
struct ArchiveLineReader<Stream: ByteStream> {
    private var stream: Stream
    private let file: String
    private let fewest: Int
    private var columns: Int
    private let cellBytes: Int
    private var piece: [UInt8] = []
    private var place = 0
    /// The line at which the latest row begins, from 1.
    private(set) var line = 0
    private var lines = 1

    /// Reads rows of so many cells; the first row may have fewer, down to `fewest`, and then all
    /// others have as many as it.
    init(
        _ stream: Stream, file: String, columns: Int, fewest: Int? = nil,
        cellBytes: Int = ArchiveLimits.cellBytes
    ) {
        self.cellBytes = cellBytes
        self.fewest = fewest ?? columns
        self.stream = stream
        self.file = file
        self.columns = columns
    }

    private mutating func nextByte() throws -> UInt8? {
        if place == piece.count {
            guard let next = try stream.nextPiece() else { return nil }
            (piece, place) = (next, 0)
        }
        defer { place += 1 }
        return piece[place]
    }

    /// The cells of the next row; nil at the end.
    mutating func next() throws -> [String]? {
        guard var byte = try nextByte() else { return nil }
        line = lines
        var cells: [String] = []
        cells.reserveCapacity(columns)
        while true {
            let (cell, end) = try readCell(beginning: byte)
            cells.append(cell)
            guard cells.count <= columns else { throw refusal(.wrongColumns) }
            guard end == 44 else { break }
            guard let next = try nextByte() else { throw refusal(.unfinishedLine) }
            byte = next
        }
        if line == 1, cells.count >= fewest { columns = cells.count }
        guard cells.count == columns else { throw refusal(.wrongColumns) }
        return cells
    }

    /// A cell and what ended it: a comma, or a line feed for the end of the row.
    private mutating func readCell(beginning first: UInt8) throws -> (String, UInt8) {
        var bytes: [UInt8] = []
        var next: UInt8? = first
        if first == 34 {
            next = try readQuoted(into: &bytes)
        } else {
            while let byte = next, byte != 44, byte != 10, byte != 13 {
                guard byte != 34 else { throw refusal(.strayQuote) }
                try append(byte, to: &bytes)
                next = try nextByte()
            }
        }
        if next == 13 {
            next = try nextByte()
            guard next == 10 else { throw refusal(.strayQuote) }
        }
        guard let end = next else { throw refusal(.unfinishedLine) }
        guard end == 44 || end == 10 else { throw refusal(.strayQuote) }
        if end == 10 { lines += 1 }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal(.strangeText)
        }
        return (text, end)
    }

    /// What stands between quotes; gives the byte after them.
    private mutating func readQuoted(into bytes: inout [UInt8]) throws -> UInt8? {
        while let byte = try nextByte() {
            if byte == 34 {
                let after = try nextByte()
                guard after == 34 else { return after }
            } else if byte == 10 {
                lines += 1
            }
            try append(byte, to: &bytes)
        }
        throw refusal(.unfinishedLine)
    }

    private func append(_ byte: UInt8, to bytes: inout [UInt8]) throws {
        guard byte >= 32 && byte != 127 || byte == 9 || byte == 10 || byte == 13 else {
            throw refusal(.strangeText)
        }
        guard bytes.count < cellBytes else { throw refusal(.rowDoesNotFit) }
        bytes.append(byte)
    }

    /// Names the line.
    func refusal(_ why: Refusal) -> Refusal { .badLine(file, line, why) }
}

extension Refusal {
    fileprivate static let wrongColumns = Refusal.invalid(
        "file", "It has more or fewer values than there are columns.")
    fileprivate static let unfinishedLine = Refusal.invalid("file", "The line does not end.")
    fileprivate static let strayQuote = Refusal.invalid(
        "file", "A quotation mark or a line end stands where none can stand.")
    fileprivate static let strangeText = Refusal.invalid(
        "file", "It has bytes that are no text.")
}
