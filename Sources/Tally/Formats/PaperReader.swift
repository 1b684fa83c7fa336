/// Reads papers from bytes as they come in, in pieces of any size.
///
/// Only one line and the different papers are kept, so a file may be larger than memory. After an
/// error the reader is of no more use.
public struct PaperReader: Sendable {
    private var format: any LineFormat
    /// The beginning of a line whose end has not come.
    private var pending: [UInt8] = []
    /// The number of the line that comes next.
    private var number = 1

    /// A reader of a format; `content` says what the cells of a CSV file mean.
    public init(_ format: PaperFormat, content: CSVContent = .ranks) {
        self.format =
            switch format {
            case .blt: BLTReader()
            case .preflib: PrefLibReader()
            case .csv: content == .motion ? MotionCSVReader() : CSVReader(content)
            case .rhizome: OwnReader()
            }
    }

    /// Takes the next bytes.
    public mutating func read(_ bytes: [UInt8]) throws(FormatError) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if pending.isEmpty {
                try take(rest[..<end])
            } else {
                let line = pending + rest[..<end]
                pending.removeAll(keepingCapacity: true)
                try take(line[...])
            }
            rest = rest[(end + 1)...]
        }
        guard pending.count + rest.count <= FormatLimits.mostLineBytes else { throw tooLong }
        pending += rest
    }

    /// The papers, once all bytes were taken.
    public mutating func finish() throws(FormatError) -> PaperFile {
        let last = pending
        guard !last.isEmpty else { return try format.finish(at: Line(number: number, bytes: [])) }
        pending = []
        try take(last[...])
        return try format.finish(at: Line(number: number - 1, bytes: last[...]))
    }

    private var tooLong: FormatError {
        FormatError(line: number, column: 1, reason: .lineTooLong)
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
        guard bytes.count <= FormatLimits.mostLineBytes else { throw tooLong }
        var bytes = bytes
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        // A byte order mark says nothing about UTF-8.
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let line = Line(number: number, bytes: bytes)
        try line.check()
        number += 1
        try format.take(line)
    }
}

/// A format that is read line by line.
protocol LineFormat: Sendable {
    /// Takes the next line.
    mutating func take(_ line: Line) throws(FormatError)
    /// The papers; `end` is where the file has ended.
    mutating func finish(at end: Line) throws(FormatError) -> PaperFile
}

extension Line {
    /// Refuses bytes that are no UTF-8, and control characters.
    fileprivate func check() throws(FormatError) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte < 0x80 {
                guard (0x20..<0x7F).contains(byte) || byte == 0x09 else {
                    throw error(.controlCharacter(UInt32(byte)), at: index)
                }
                index += 1
                continue
            }
            guard let (scalar, length) = scalar(at: index) else { throw error(.notUTF8, at: index) }
            guard scalar > 0x9F else { throw error(.controlCharacter(scalar), at: index) }
            index += length
        }
    }

    /// The character that begins here with its length in bytes; nil if it is not well-formed.
    private func scalar(at start: Int) -> (UInt32, Int)? {
        let first = UInt32(bytes[start])
        let (length, least): (Int, UInt32)
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, least, value) = (2, 0x80, first & 0x1F)
        case 0xE0...0xEF: (length, least, value) = (3, 0x800, first & 0x0F)
        case 0xF0...0xF4: (length, least, value) = (4, 0x10000, first & 0x07)
        default: return nil
        }
        guard start + length <= bytes.endIndex else { return nil }
        for index in start + 1..<start + length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        guard value >= least, Unicode.Scalar(value) != nil else { return nil }
        return (value, length)
    }
}
