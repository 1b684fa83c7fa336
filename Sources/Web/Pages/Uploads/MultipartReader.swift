/// Reads a form with files, `multipart/form-data`, a piece at a time.
///
/// It takes what browsers send and refuses everything else: no preamble, no nested parts, no
/// encodings, lines that end in CR LF, and every part with a name. What it holds in memory is
/// bounded by `headBytesAtMost` and the size of the pieces it is given.
struct MultipartReader {
    /// What it has found.
    enum Piece: Equatable {
        /// A part begins; `file` is the name of a file, empty when none was chosen.
        case part(name: String, file: String?)
        /// Bytes of the part.
        case bytes(ArraySlice<UInt8>)
    }

    /// The body is no form that a browser sends.
    struct Fault: Error {}

    /// How many parts a form may have.
    static let partsAtMost = 20
    /// How many bytes may stand above the contents of a part.
    static let headBytesAtMost = 4096
    /// How long a boundary may be, as RFC 2046 says.
    static let boundaryAtMost = 70

    private enum Place { case afterMark, head, contents, afterEnd }

    private let mark: [UInt8]
    private var place = Place.contents
    private var waiting: [UInt8] = [13, 10]
    private var parts = 0
    private var isInPart = false

    /// A reader of bodies whose parts are separated by this.
    ///
    /// Nil for a boundary that no browser makes.
    init?(boundary: String) {
        let letters = boundary.utf8
        guard (1...Self.boundaryAtMost).contains(letters.count),
            letters.allSatisfy(Self.isBoundaryLetter)
        else { return nil }
        mark = Array("\r\n--".utf8) + letters
    }

    private static func isBoundaryLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }

    /// Takes the next bytes of the body and tells what is in them.
    mutating func read(_ bytes: some Collection<UInt8>, _ tell: (Piece) throws -> Void) throws {
        waiting.append(contentsOf: bytes)
        var start = waiting.startIndex
        reading: while true {
            let rest = waiting[start...]
            switch place {
            case .contents:
                let (end, isMark) = search(rest)
                if end > start {
                    // Before the first mark there is nothing but the line end that was put there.
                    guard isInPart else { throw Fault() }
                    try tell(.bytes(waiting[start..<end]))
                }
                start = end
                guard isMark else { break reading }
                start += mark.count
                place = .afterMark
            case .afterMark:
                guard rest.count >= 2 else { break reading }
                if rest.starts(with: [13, 10]) {
                    place = .head
                } else if rest.starts(with: [45, 45]) {
                    place = .afterEnd
                } else {
                    throw Fault()
                }
                isInPart = false
                start += 2
            case .head:
                guard let length = Self.headLength(rest) else {
                    guard rest.count <= Self.headBytesAtMost else { throw Fault() }
                    break reading
                }
                parts += 1
                guard parts <= Self.partsAtMost, length <= Self.headBytesAtMost else {
                    throw Fault()
                }
                try tell(try Self.part(rest.prefix(length)))
                // The empty line's end belongs to a mark that may follow at once.
                start += length + 2
                isInPart = true
                place = .contents
            case .afterEnd:
                guard rest.allSatisfy({ $0 == 13 || $0 == 10 }), rest.count <= 2 else {
                    throw Fault()
                }
                break reading
            }
        }
        waiting.removeSubrange(..<start)
    }

    /// Refuses a body that ends before its last mark.
    func finish() throws {
        guard place == .afterEnd else { throw Fault() }
    }

    /// Where the contents end that can be told now, and whether the mark stands there.
    private func search(_ rest: ArraySlice<UInt8>) -> (end: Int, isMark: Bool) {
        var from = rest.startIndex
        while let index = rest[from...].firstIndex(of: 13) {
            let tail = rest[index...]
            if tail.count >= mark.count {
                if tail.starts(with: mark) { return (index, true) }
            } else if mark.starts(with: tail) {
                return (index, false)
            }
            from = index + 1
        }
        return (rest.endIndex, false)
    }

    /// The bytes of the head up to the empty line; nil when that has not come yet.
    private static func headLength(_ rest: ArraySlice<UInt8>) -> Int? {
        let end: [UInt8] = [13, 10, 13, 10]
        var from = rest.startIndex
        while let index = rest[from...].firstIndex(of: 13) {
            guard rest.endIndex - index >= end.count else { return nil }
            if rest[index...].starts(with: end) { return index - rest.startIndex + 2 }
            from = index + 1
        }
        return nil
    }

    /// What the head of a part says; read byte by byte, because a mark that combines with a
    /// quotation mark ends no name otherwise.
    private static func part(_ head: ArraySlice<UInt8>) throws -> Piece {
        guard String(validating: head, as: UTF8.self) != nil else { throw Fault() }
        var found: Piece?
        for line in head.split(separator: 10) {
            guard line.last == 13, let colon = line.firstIndex(of: 58) else { throw Fault() }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            guard name != "content-transfer-encoding" else { throw Fault() }
            guard name == "content-disposition" else { continue }
            guard found == nil else { throw Fault() }
            found = try disposition(line.dropLast()[(colon + 1)...])
        }
        guard let found else { throw Fault() }
        return found
    }

    /// Reads ` form-data; name="x"; filename="y"`.
    private static func disposition(_ value: ArraySlice<UInt8>) throws -> Piece {
        var rest = value.drop { $0 == 32 }
        let kind = Array("form-data".utf8)
        guard rest.starts(with: kind) else { throw Fault() }
        rest = rest.dropFirst(kind.count)
        var name: String?
        var file: String?
        while !rest.isEmpty {
            guard rest.first == 59 else { throw Fault() }
            rest = rest.dropFirst().drop { $0 == 32 }
            guard let equals = rest.firstIndex(of: 61) else { throw Fault() }
            let key = String(decoding: rest[..<equals], as: UTF8.self).lowercased()
            rest = rest[(equals + 1)...]
            guard rest.first == 34 else { throw Fault() }
            rest = rest.dropFirst()
            guard let quote = rest.firstIndex(of: 34) else { throw Fault() }
            let text = unescaped(rest[..<quote])
            rest = rest[(quote + 1)...]
            switch key {
            case "name" where name == nil: name = text
            case "filename" where file == nil: file = text
            default: throw Fault()
            }
        }
        guard let name, !name.isEmpty else { throw Fault() }
        return .part(name: name, file: file)
    }

    /// What browsers write as %22, %0D and %0A.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var plain: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            let escapes: [(String, UInt8)] = [("%22", 34), ("%0D", 13), ("%0A", 10)]
            if byte == 37, let known = escapes.first(where: { rest.starts(with: $0.0.utf8) }) {
                plain.append(known.1)
                rest = rest.dropFirst(3)
            } else {
                plain.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
