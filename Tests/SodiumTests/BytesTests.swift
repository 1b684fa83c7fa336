import Sodium
import Testing

@Suite struct `Bytes and their text` {
    @Test(arguments: UInt64(0)..<20)
    func `values are ordered as their bytes are`(seed: UInt64) throws {
        var numbers = RandomNumbers(seed: seed)
        for _ in 0..<200 {
            let left = numbers.bytes(32)
            var right = numbers.bytes(32)
            // A common beginning of random length, so that every byte gets its turn.
            let common = Int.random(in: 0...32, using: &numbers)
            right.replaceSubrange(..<common, with: left[..<common])
            let less = try #require(Bytes32(left)) < #require(Bytes32(right))
            #expect(less == left.lexicographicallyPrecedes(right))
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `hexadecimal text gives the same bytes back`(seed: UInt64) throws {
        var numbers = RandomNumbers(seed: seed)
        let bytes = numbers.bytes(Int.random(in: 0...80, using: &numbers))
        #expect(Hex.bytes(Hex.text(bytes)) == bytes)
        #expect(Hex.bytes(Hex.text(bytes).uppercased()) == bytes)
        let word = try #require(Bytes32(numbers.bytes(32)))
        #expect(Bytes32(hex: word.hex) == word)
        #expect(Bytes32(word.bytes) == word)
    }

    @Test(arguments: ["0", "0g", "zz", "0x10", " 00", "٣٣", "00 ", "é0"])
    func `text that is not hexadecimal is refused`(text: String) {
        #expect(Hex.bytes(text) == nil)
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `thirty-two bytes are never fewer or more`(count: Int) {
        #expect(Bytes32([UInt8](repeating: 1, count: count)) == nil)
        #expect(Bytes32(hex: String(repeating: "01", count: count)) == nil)
    }

    @Test func `secrets are compared to their last byte`() {
        #expect(constantTimeEquals([], []))
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2]))
        #expect(!constantTimeEquals([1, 2], [1, 2, 3]))
    }

    @Test func `random bytes differ each time`() {
        #expect(randomBytes(32) != randomBytes(32))
        #expect(randomBytes32() != randomBytes32())
        #expect(randomBytes(0).isEmpty)
    }
}
