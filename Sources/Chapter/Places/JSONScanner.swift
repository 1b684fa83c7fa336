/// Reads JSON (RFC 8259) byte by byte and strictly, for files that may have been made to do harm.
///
/// Nothing is built that the caller does not ask for, and no nesting goes beyond `depthAtMost`.
struct JSONScanner {
    /// Why it is no JSON that we take.
    enum Fault: Error, Hashable {
        /// It ends too early.
        case ends
        /// Something else should stand here.
        case unexpected(at: Int)
        /// It is nested deeper than `depthAtMost`.
        case tooDeep
        /// A text is no UTF-8, or longer than `textAtMost`.
        case badText
        /// A number is none, or longer than `numberAtMost`.
        case badNumber
    }

    /// How deep objects and lists may be in each other; a MultiPolygon in a file needs nine.
    static let depthAtMost = 32
    /// How many bytes a text may have.
    static let textAtMost = 16 * 1024
    /// How many bytes a number may have.
    static let numberAtMost = 40

    private let bytes: [UInt8]
    private var position: Int
    /// For each object or list that is open: whether nothing of it was read yet.
    private var isFirst: [Bool] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next byte that is no blank; it is not taken.
    mutating func peek() throws -> UInt8 {
        while position < bytes.count {
            switch bytes[position] {
            case 32, 9, 10, 13: position += 1
            case let byte: return byte
            }
        }
        throw Fault.ends
    }

    private mutating func take(_ byte: UInt8) throws {
        guard try peek() == byte else { throw Fault.unexpected(at: position) }
        position += 1
    }

    private mutating func open(_ byte: UInt8) throws {
        try take(byte)
        guard isFirst.count < Self.depthAtMost else { throw Fault.tooDeep }
        isFirst.append(true)
    }

    /// Whether something more stands in what is open; it is closed where there is not.
    private mutating func goesOn(until end: UInt8) throws -> Bool {
        if try peek() == end {
            position += 1
            isFirst.removeLast()
            return false
        }
        if isFirst[isFirst.count - 1] {
            isFirst[isFirst.count - 1] = false
        } else {
            try take(44)
        }
        return true
    }

    /// Begins to read an object.
    mutating func beginObject() throws { try open(123) }

    /// The name of the object's next value; nil at its end.
    mutating func nextKey() throws -> String? {
        guard try goesOn(until: 125) else { return nil }
        let key = try text()
        try take(58)
        return key
    }

    /// Begins to read a list.
    mutating func beginList() throws { try open(91) }

    /// Whether the list has one more value, which is to be read then.
    mutating func nextElement() throws -> Bool { try goesOn(until: 93) }

    /// Refuses whatever follows the whole.
    mutating func finish() throws {
        do { _ = try peek() } catch Fault.ends { return }
        throw Fault.unexpected(at: position)
    }

    /// Reads a number.
    mutating func number() throws -> Double {
        _ = try peek()
        let start = position
        while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
        let digits = bytes[start..<position]
        guard position < bytes.count else { throw Fault.ends }
        guard !digits.isEmpty else { throw Fault.unexpected(at: start) }
        guard digits.count <= Self.numberAtMost, Self.isNumber(digits),
            let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite
        else { throw Fault.badNumber }
        return value
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 43, 45, 46, 69, 101: true
        default: false
        }
    }

    /// `-0.5e+3`: no zeros in front, digits on both sides of the point.
    private static func isNumber(_ digits: ArraySlice<UInt8>) -> Bool {
        var rest = digits
        func takeDigits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == 45 { rest = rest.dropFirst() }
        let hasZero = rest.first == 48
        let whole = takeDigits()
        guard whole > 0, !hasZero || whole == 1 else { return false }
        if rest.first == 46 {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        if rest.first == 69 || rest.first == 101 {
            rest = rest.dropFirst()
            if rest.first == 43 || rest.first == 45 { rest = rest.dropFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Reads a text in quotes.
    mutating func text() throws -> String {
        try take(34)
        var plain: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 34:
                guard let text = String(validating: plain, as: UTF8.self) else {
                    throw Fault.badText
                }
                return text
            case 92: plain.append(contentsOf: try escape())
            case 0..<32: throw Fault.badText
            default: plain.append(byte)
            }
            guard plain.count <= Self.textAtMost else { throw Fault.badText }
        }
        throw Fault.ends
    }

    private mutating func escape() throws -> [UInt8] {
        guard position < bytes.count else { throw Fault.ends }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 34, 47, 92: return [byte]
        case 98: return [8]
        case 102: return [12]
        case 110: return [10]
        case 114: return [13]
        case 116: return [9]
        case 117:
            var code = try unit()
            if (0xD800..<0xDC00).contains(code) {
                // Two units make one letter.
                guard position + 1 < bytes.count else { throw Fault.ends }
                guard bytes[position] == 92, bytes[position + 1] == 117 else {
                    throw Fault.badText
                }
                position += 2
                let low = try unit()
                guard (0xDC00..<0xE000).contains(low) else { throw Fault.badText }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw Fault.badText }
            return Array(String(Character(scalar)).utf8)
        default: throw Fault.badText
        }
    }

    private mutating func unit() throws -> UInt32 {
        guard position + 4 <= bytes.count else { throw Fault.ends }
        let digits = bytes[position..<position + 4]
        position += 4
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw Fault.badText }
        return value
    }

    /// Reads over a value of any kind.
    mutating func skip() throws {
        switch try peek() {
        case 123:
            try beginObject()
            while try nextKey() != nil { try skip() }
        case 91:
            try beginList()
            while try nextElement() { try skip() }
        case 34: _ = try text()
        case 116: try word("true")
        case 102: try word("false")
        case 110: try word("null")
        default: _ = try number()
        }
    }

    private mutating func word(_ word: String) throws {
        for byte in word.utf8 {
            guard position < bytes.count else { throw Fault.ends }
            guard bytes[position] == byte else { throw Fault.unexpected(at: position) }
            position += 1
        }
    }
}
