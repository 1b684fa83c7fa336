/// One share of a secret after SLIP-0039: what one sheet says in words.
///
/// Whoever has one fewer than are needed knows nothing of the secret. A share is made to be printed
/// and typed, so it lies in ordinary memory, unlike the secret itself.
public struct KeyShare: Hashable, Sendable {
    /// What all shares of one set have in common.
    struct Family: Hashable, Sendable {
        /// Drawn when the set is made, 15 bits.
        var identifier: Int
        /// Whether the identifier has no part in the cipher, as in all that are made here.
        var isExtendable: Bool
        /// The cipher takes 10000 times 2 to the power of this iterations; 0 to 15.
        var exponent: Int
        /// How many shares bring the secret back.
        var needed: Int
        /// The length of the secret in bytes.
        var length: Int
    }

    /// How many words the share of a key of 32 bytes has.
    public static let wordsOfKey = 33

    let family: Family
    /// The number of the sheet, from 1.
    public let number: Int
    /// Where the polynomial is at this number.
    let value: [UInt8]

    /// How many sheets of the set bring the key back.
    public var needed: Int { family.needed }

    init(_ family: Family, number: Int, value: [UInt8]) {
        self.family = family
        self.number = number
        self.value = value
    }

    /// The words as they stand on the sheet.
    public var words: [String] {
        let (identifier, exponent) = (family.identifier, family.exponent)
        let head = identifier << 5 | (family.isExtendable ? 16 : 0) | exponent
        // One group of one, then the share's place and how many are needed.
        let place = (number - 1) << 4 | (family.needed - 1)
        var data = [head >> 10, head & 1023, place >> 10, place & 1023]
        data += Self.digits(of: value)
        data += WordChecksum.words(after: data, context: Self.context(family.isExtendable))
        return data.map { ShareWords.all[$0] }
    }

    /// Reads the words of a sheet; throws the first thing that is wrong with them.
    ///
    /// Capital letters count as small ones.
    public init(words: [String]) throws(ShareError) {
        var data: [Int] = []
        for (index, word) in words.enumerated() {
            if let unknown = ShareError.unknown(word, number: index + 1) { throw unknown }
            data += ShareWords.place(of: word).map { [$0] } ?? []
        }
        try self.init(data)
    }

    /// Four words of head, the value, three of checksum.
    private init(_ data: [Int]) throws(ShareError) {
        // The shortest secret of the standard has 16 bytes.
        let valueWords = data.count - 4 - WordChecksum.length
        guard valueWords >= 13, valueWords * 10 % 16 <= 8 else { throw .wrongCount(data.count) }
        let head = data[0] << 10 | data[1]
        let isExtendable = head & 16 != 0
        let context = Self.context(isExtendable)
        guard WordChecksum.holds(data, context: context) else {
            throw .wrongChecksum(suspect: Self.suspect(in: data))
        }
        let place = data[2] << 10 | data[3]
        // Index, threshold and count of the group: one group of one is all zeros.
        guard place >> 8 & 15 >= place >> 12 & 15 else { throw .malformed }
        guard place >> 8 == 0 else { throw .inGroups }
        guard let value = Self.bytes(of: data[4..<(4 + valueWords)]) else { throw .malformed }
        self.init(
            Family(
                identifier: head >> 5, isExtendable: isExtendable, exponent: head & 15,
                needed: (place & 15) + 1, length: value.count),
            number: (place >> 4 & 15) + 1, value: value)
    }

    /// The number of the only word, from 1, that can be wrong alone; nil if there is none or more
    /// than one.
    private static func suspect(in data: [Int]) -> Int? {
        var found: Int?
        for place in data.indices {
            var changed = data
            for word in ShareWords.all.indices where word != data[place] {
                changed[place] = word
                let isExtendable = changed[1] & 16 != 0
                guard WordChecksum.holds(changed, context: context(isExtendable)) else { continue }
                if let found, found != place + 1 { return nil }
                found = place + 1
            }
        }
        return found
    }

    private static func context(_ isExtendable: Bool) -> String {
        isExtendable ? "shamir_extendable" : "shamir"
    }

    /// Bytes as one number in digits of ten bits.
    private static func digits(of bytes: [UInt8]) -> [Int] {
        let count = (bytes.count * 8 + 9) / 10
        let bits =
            [Int](repeating: 0, count: count * 10 - bytes.count * 8)
            + bytes.flatMap { byte in (0..<8).map { Int(byte >> (7 - UInt8($0)) & 1) } }
        return (0..<count).map { word in
            bits[(word * 10)..<(word * 10 + 10)].reduce(0) { $0 << 1 | $1 }
        }
    }

    /// The bytes of those digits; nil if bits before the first byte are not zero.
    private static func bytes(of digits: ArraySlice<Int>) -> [UInt8]? {
        let bits = digits.flatMap { digit in (0..<10).map { digit >> (9 - $0) & 1 } }
        let padding = bits.count % 16
        guard bits[..<padding].allSatisfy({ $0 == 0 }) else { return nil }
        return stride(from: padding, to: bits.count, by: 8).map { start in
            UInt8(bits[start..<(start + 8)].reduce(0) { $0 << 1 | $1 })
        }
    }
}
