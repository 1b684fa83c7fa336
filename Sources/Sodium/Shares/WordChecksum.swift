/// The checksum RS1024 of SLIP-0039 over the words of a sheet: three words at the end.
///
/// It finds every mistake in up to three words.
enum WordChecksum {
    /// How many words it has.
    static let length = 3

    /// The checksum of what stands before it.
    static func words(after data: [Int], context: String) -> [Int] {
        let sum = remainder(of: data + [Int](repeating: 0, count: length), context) ^ 1
        return (0..<length).map { sum >> (10 * (length - 1 - $0)) & 1023 }
    }

    /// Whether the words end with the checksum of those before.
    static func holds(_ data: [Int], context: String) -> Bool { remainder(of: data, context) == 1 }

    private static let generators = [
        0xE0E040, 0x1C1_C080, 0x383_8100, 0x707_0200, 0xE0E_0009,
        0x1C0C_2412, 0x3808_6C24, 0x3090_FC48, 0x21B1_F890, 0x3F3_F120,
    ]

    private static func remainder(of data: [Int], _ context: String) -> Int {
        var sum = 1
        for value in context.utf8.map(Int.init) + data {
            let carry = sum >> 20
            sum = (sum & 0xFFFFF) << 10 ^ value
            for (bit, generator) in generators.enumerated() where carry >> bit & 1 == 1 {
                sum ^= generator
            }
        }
        return sum
    }
}
