/// Reads XML a piece at a time, as far as spreadsheets use it.
///
/// Names lose their prefixes. A document type, and with it anything that could lead out of the
/// file, is refused; so is markup that does not close, or that goes deeper than any sheet.
struct MarkupReader {
    /// What comes next; the attributes and the text stand beside it.
    enum Event: Equatable { case start, end, text }

    private enum Limit {
        static let depth = 64
        static let nameBytes = 200
        static let attributes = 100
        static let valueBytes = 64 * 1024
        static let textBytes = 1024 * 1024
    }

    private var source: any ByteStream
    private var piece: [UInt8] = []
    private var place = 0
    private var open: [String] = []
    private var isEmptyElement = false
    private var hasBegun = false

    /// The name of the element that starts or ends.
    private(set) var name = ""
    /// The attributes of the element that starts.
    private(set) var attributes: [(name: String, value: String)] = []
    /// The text that comes; one text may come in several.
    private(set) var text = ""

    init(_ source: any ByteStream) { self.source = source }

    /// How much of the file has been read.
    var bytesRead: Int { source.bytesRead }

    /// An attribute of the element that starts.
    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// What comes next; nil at the end.
    mutating func next() throws -> Event? {
        if isEmptyElement {
            isEmptyElement = false
            open.removeLast()
            return .end
        }
        while let byte = try nextByte() {
            guard byte == 60 else {
                try readText(byte)
                if !open.isEmpty { return .text }
                guard text.allSatisfy({ $0.isWhitespace || $0 == "\u{FEFF}" }) else { throw broken }
                continue
            }
            switch try needByte() {
            case 63: try skip(past: "?>")
            case 33: if try readDeclaration() { return .text }
            case 47:
                try readName(first: try needByte())
                guard try afterSpaces() == 62, open.popLast() == name else { throw broken }
                return .end
            case let first:
                try readStart(first)
                return .start
            }
        }
        guard hasBegun, open.isEmpty else { throw broken }
        return nil
    }

    private var broken: Refusal { .damagedFile }

    private mutating func readStart(_ first: UInt8) throws {
        guard !open.isEmpty || !hasBegun else { throw broken }
        hasBegun = true
        try readName(first: first)
        let element = name
        attributes.removeAll(keepingCapacity: true)
        var byte = try afterSpaces()
        while byte != 62 {
            if byte == 47 {
                guard try needByte() == 62 else { throw broken }
                isEmptyElement = true
                break
            }
            try readName(first: byte)
            guard try afterSpaces() == 61, attributes.count < Limit.attributes else { throw broken }
            let quote = try afterSpaces()
            guard quote == 34 || quote == 39 else { throw broken }
            attributes.append((name, try readValue(until: quote)))
            byte = try afterSpaces()
        }
        name = element
        open.append(element)
        guard open.count <= Limit.depth else {
            throw Refusal.unreadableWorkbook("The spreadsheet is nested deeper than any sheet.")
        }
    }

    private mutating func readValue(until quote: UInt8) throws -> String {
        var value: [UInt8] = []
        while true {
            let byte = try needByte()
            if byte == quote { return String(decoding: value, as: UTF8.self) }
            if byte == 38 { value += try readEntity() } else { value.append(byte) }
            guard value.count <= Limit.valueBytes else { throw broken }
        }
    }

    private mutating func readText(_ first: UInt8) throws {
        var bytes: [UInt8] = []
        var byte = first
        while true {
            if byte == 38 { bytes += try readEntity() } else { bytes.append(byte) }
            guard bytes.count <= Limit.textBytes else { throw tooLong }
            guard let next = try nextByte() else { break }
            if next == 60 {
                place -= 1
                break
            }
            byte = next
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A comment, or text that is not to be read as markup; whether it was text.
    private mutating func readDeclaration() throws -> Bool {
        switch try needByte() {
        case 45:
            guard try needByte() == 45 else { throw broken }
            try skip(past: "-->")
            return false
        case 91:
            for expected in "CDATA[".utf8 {
                guard try needByte() == expected else { throw broken }
            }
            guard !open.isEmpty else { throw broken }
            var bytes: [UInt8] = []
            while !bytes.suffix(3).elementsEqual("]]>".utf8) {
                bytes.append(try needByte())
                guard bytes.count <= Limit.textBytes else { throw tooLong }
            }
            text = String(decoding: bytes.dropLast(3), as: UTF8.self)
            return true
        default: throw foreign
        }
    }

    private mutating func readEntity() throws -> [UInt8] {
        var word: [UInt8] = []
        while true {
            let byte = try needByte()
            if byte == 59 { break }
            word.append(byte)
            guard word.count <= 10 else { throw broken }
        }
        let text = String(decoding: word, as: UTF8.self)
        switch text {
        case "amp": return [38]
        case "lt": return [60]
        case "gt": return [62]
        case "quot": return [34]
        case "apos": return [39]
        default: break
        }
        guard text.hasPrefix("#") else { throw foreign }
        let isHex = text.hasPrefix("#x")
        guard let value = UInt32(text.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
            let scalar = Unicode.Scalar(value)
        else { throw broken }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func readName(first: UInt8) throws {
        var bytes: [UInt8] = []
        var byte = first
        while !isSpace(byte), byte != 47, byte != 62, byte != 61 {
            if byte == 58 { bytes.removeAll(keepingCapacity: true) } else { bytes.append(byte) }
            guard bytes.count <= Limit.nameBytes, byte != 60, byte != 34 else { throw broken }
            byte = try needByte()
        }
        place -= 1
        guard !bytes.isEmpty else { throw broken }
        name = String(decoding: bytes, as: UTF8.self)
    }

    private mutating func skip(past mark: String) throws {
        let mark = Array(mark.utf8)
        var last: [UInt8] = []
        while last != mark {
            last.append(try needByte())
            if last.count > mark.count { last.removeFirst() }
        }
    }

    private mutating func afterSpaces() throws -> UInt8 {
        var byte = try needByte()
        while isSpace(byte) { byte = try needByte() }
        return byte
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 10 || byte == 13 || byte == 9
    }

    private mutating func needByte() throws -> UInt8 {
        guard let byte = try nextByte() else { throw broken }
        return byte
    }

    private mutating func nextByte() throws -> UInt8? {
        if place == piece.count {
            guard let next = try source.nextPiece() else { return nil }
            piece = next
            place = 0
        }
        defer { place += 1 }
        return piece[place]
    }

    private var foreign: Refusal {
        .unreadableWorkbook("The spreadsheet refers to something outside of itself.")
    }

    private var tooLong: Refusal {
        .unreadableWorkbook("A cell of the spreadsheet is longer than any text.")
    }
}
