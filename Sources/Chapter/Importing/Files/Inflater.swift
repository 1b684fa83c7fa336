/// Unpacks DEFLATE (RFC 1951), as ZIP archives hold it, a piece at a time.
///
/// Our own, and not a library in C: the bytes come from anywhere, and here the worst that bad ones
/// do is a refusal.
struct Inflater {
    private enum Place { case header, stored(Int), packed, end }

    /// How far back a repetition reaches, and about how much is unpacked at a time.
    private static let window = 32 * 1024
    private static let pieceBytes = 64 * 1024

    private let file: FileParts
    private var next: Int
    private let end: Int
    private var piece: [UInt8] = []
    private var inPiece = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var place = Place.header
    private var isLast = false
    private var literals = fixedLiterals
    private var distances = fixedDistances
    private var out: [UInt8] = []

    /// Unpacks the bytes of a file in this range.
    init(_ file: FileParts, _ range: Range<Int>) {
        self.file = file
        next = range.lowerBound
        end = range.upperBound
    }

    /// The next piece; nil at the end.
    mutating func nextPiece() throws -> [UInt8]? {
        if out.count > Self.window { out.removeFirst(out.count - Self.window) }
        let start = out.count
        reading: while out.count - start < Self.pieceBytes {
            switch place {
            case .header: try readHeader()
            case .stored(let left): try copy(min(left, Self.pieceBytes), of: left)
            case .packed: try unpack(until: start + Self.pieceBytes)
            case .end: break reading
            }
        }
        return out.count == start ? nil : Array(out[start...])
    }

    private mutating func readHeader() throws {
        guard !isLast else {
            place = .end
            return
        }
        isLast = try take(1) == 1
        switch try take(2) {
        case 0:
            _ = try take(bitCount % 8)
            let length = try take(16)
            guard try take(16) == length ^ 0xFFFF else { throw Refusal.damagedFile }
            place = .stored(length)
        case 1:
            (literals, distances) = (fixedLiterals, fixedDistances)
            place = .packed
        case 2:
            try readCodes()
            place = .packed
        default: throw Refusal.damagedFile
        }
    }

    private mutating func copy(_ count: Int, of left: Int) throws {
        for _ in 0..<count { out.append(UInt8(try take(8))) }
        place = left == count ? .header : .stored(left - count)
    }

    /// Reads the two codes of a block, which are packed themselves (3.2.7).
    private mutating func readCodes() throws {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let lengthCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw Refusal.damagedFile }
        var lengths = Array(repeating: UInt8(0), count: 19)
        for index in 0..<lengthCount { lengths[lengthOrder[index]] = UInt8(try take(3)) }
        guard let code = PrefixCode(lengths: lengths[...]) else { throw Refusal.damagedFile }
        var all: [UInt8] = []
        while all.count < literalCount + distanceCount {
            let symbol = try symbol(code)
            if symbol < 16 {
                all.append(UInt8(symbol))
                continue
            }
            let repeated: UInt8
            let count: Int
            switch symbol {
            case 16:
                guard let last = all.last else { throw Refusal.damagedFile }
                (repeated, count) = (last, try take(2) + 3)
            case 17: (repeated, count) = (0, try take(3) + 3)
            default: (repeated, count) = (0, try take(7) + 11)
            }
            all += Array(repeating: repeated, count: count)
        }
        guard all.count == literalCount + distanceCount, all[256] > 0,
            let literals = PrefixCode(lengths: all[..<literalCount]),
            let distances = PrefixCode(lengths: all[literalCount...])
        else { throw Refusal.damagedFile }
        (self.literals, self.distances) = (literals, distances)
    }

    private mutating func unpack(until full: Int) throws {
        while out.count < full {
            let symbol = try symbol(literals)
            if symbol < 256 {
                out.append(UInt8(symbol))
                continue
            }
            guard symbol > 256 else {
                place = .header
                return
            }
            guard symbol < 286 else { throw Refusal.damagedFile }
            let length = lengthBases[symbol - 257] + (try take(lengthBits[symbol - 257]))
            let far = try self.symbol(distances)
            guard far < 30 else { throw Refusal.damagedFile }
            let distance = distanceBases[far] + (try take(distanceBits[far]))
            guard distance <= out.count else { throw Refusal.damagedFile }
            let from = out.count - distance
            for index in 0..<length { out.append(out[from + index]) }
        }
    }

    private mutating func symbol(_ code: PrefixCode) throws -> Int {
        if bitCount < 15 { try refill() }
        let entry = code.quick[Int(bits & UInt64(1 << PrefixCode.quickBits - 1))]
        if entry > 0 {
            try drop(Int(entry & 15))
            return Int(entry >> 4)
        }
        var (run, first, index, rest) = (0, 0, 0, bits)
        for length in 1...15 {
            run |= Int(rest & 1)
            rest >>= 1
            let count = code.counts[length]
            if run - count < first {
                try drop(length)
                return Int(code.symbols[index + run - first])
            }
            index += count
            first = (first + count) << 1
            run <<= 1
        }
        throw Refusal.damagedFile
    }

    private mutating func take(_ count: Int) throws -> Int {
        if bitCount < count { try refill() }
        let value = Int(bits & (UInt64(1) << UInt64(count) - 1))
        try drop(count)
        return value
    }

    private mutating func drop(_ count: Int) throws {
        guard count <= bitCount else { throw Refusal.damagedFile }
        bits >>= UInt64(count)
        bitCount -= count
    }

    private mutating func refill() throws {
        while bitCount <= 48 {
            if inPiece == piece.count {
                piece = try file.read(
                    at: next, count: min(ImportLimits.readBytes, end - next))
                inPiece = 0
                next += piece.count
                if piece.isEmpty { return }
            }
            bits |= UInt64(piece[inPiece]) << UInt64(bitCount)
            inPiece += 1
            bitCount += 8
        }
    }
}

private let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
private let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
]
private let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
]
private let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
]

/// The codes that a block has without saying so (3.2.6).
private let fixedLiterals = PrefixCode(fixed: [(144, 8), (112, 9), (24, 7), (8, 8)])
private let fixedDistances = PrefixCode(fixed: [(32, 5)])

extension PrefixCode {
    /// A code of the standard itself, by how many symbols in a row have which length.
    fileprivate init(fixed runs: [(count: Int, length: UInt8)]) {
        let lengths = runs.flatMap { Array(repeating: $0.length, count: $0.count) }
        guard let code = PrefixCode(lengths: lengths[...]) else {
            preconditionFailure("the fixed codes are those of RFC 1951")
        }
        self = code
    }
}
