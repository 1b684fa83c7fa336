/// Reads a file as UTF-8, whatever it is written in, a piece at a time.
struct TextReader {
    private var reader: ByteReader
    private let encoding: TextEncoding
    private var isFirst = true
    /// A byte or a surrogate that waits for its other half.
    private var byte: UInt8?
    private var surrogate: UInt16?
    private var isDone = false
    /// Bytes of the file read so far.
    private(set) var bytesRead = 0
    /// Bytes of the file in all.
    var size: Int { reader.size }

    init(_ source: ImportSource, _ encoding: TextEncoding) throws {
        reader = try source.open()
        self.encoding = encoding
    }

    /// The next piece of UTF-8; nil at the end.
    mutating func next() throws -> [UInt8]? {
        guard let piece = try reader.next() else {
            guard !isDone, byte != nil || surrogate != nil else { return nil }
            isDone = true
            return Array("\u{FFFD}".utf8)
        }
        bytesRead += piece.count
        defer { isFirst = false }
        switch encoding {
        case .utf8:
            let hasMark = isFirst && piece.starts(with: [0xEF, 0xBB, 0xBF])
            return hasMark ? Array(piece.dropFirst(3)) : piece
        case .windows1252: return fromWindows(piece)
        case .utf16BigEndian: return fromUTF16(piece, bigEndian: true)
        case .utf16LittleEndian: return fromUTF16(piece, bigEndian: false)
        }
    }

    private func fromWindows(_ piece: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(piece.count + piece.count / 8)
        for byte in piece {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar =
                    byte < 0xA0 ? windowsScalars[Int(byte) - 0x80] : Unicode.Scalar(byte)
                result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            }
        }
        return result
    }

    private mutating func fromUTF16(_ piece: [UInt8], bigEndian: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(piece.count)
        func put(_ scalar: Unicode.Scalar) {
            result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        }
        for (index, next) in piece.enumerated() {
            if isFirst, index < 2 { continue }
            guard let first = byte else {
                byte = next
                continue
            }
            byte = nil
            let unit =
                bigEndian
                ? UInt16(first) << 8 | UInt16(next) : UInt16(next) << 8 | UInt16(first)
            if let high = surrogate {
                surrogate = nil
                if (0xDC00...0xDFFF).contains(unit) {
                    let value = 0x10000 + (UInt32(high & 0x3FF) << 10) + UInt32(unit & 0x3FF)
                    put(Unicode.Scalar(value) ?? "\u{FFFD}")
                    continue
                }
                put("\u{FFFD}")
            }
            if (0xD800...0xDBFF).contains(unit) {
                surrogate = unit
            } else {
                put(Unicode.Scalar(unit) ?? "\u{FFFD}")
            }
        }
        return result
    }
}

/// What Windows-1252 means by the bytes from 80 to 9F; five of them mean nothing.
private let windowsScalars: [Unicode.Scalar] = [
    "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}",
    "\u{FFFD}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
]
