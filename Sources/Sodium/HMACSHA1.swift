/// The HMAC-SHA1 of RFC 2104 and FIPS 180-4, for the codes of authenticator apps and nothing else.
///
/// SHA-1 is broken for signatures, not in an HMAC; RFC 6238 has it, and most apps know no other.
/// libsodium has none. Decision 9 says why it is written here.
public func hmacSHA1(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    var block = key.count > 64 ? sha1(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    return sha1(block.map { $0 ^ 0x5c } + sha1(block.map { $0 ^ 0x36 } + message))
}

/// The SHA-1 of a message.
func sha1(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    for start in stride(from: 0, to: padded.count, by: 64) {
        mix(padded[start..<start + 64], into: &state)
    }
    return state.flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) }
    }
}

/// Takes in one block of 64 bytes.
private func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words = [UInt32](repeating: 0, count: 80)
    for (index, byte) in block.enumerated() {
        words[index / 4] = words[index / 4] << 8 | UInt32(byte)
    }
    for index in 16..<80 {
        words[index] = rotated(
            words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for (round, word) in words.enumerated() {
        let (choice, constant): (UInt32, UInt32) =
            switch round {
            case 0..<20: ((b & c) | (~b & d), 0x5a82_7999)
            case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
            case 40..<60: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
            default: (b ^ c ^ d, 0xca62_c1d6)
            }
        let next = rotated(a, by: 5) &+ choice &+ e &+ constant &+ word
        (a, b, c, d, e) = (next, a, rotated(b, by: 30), c, d)
    }
    for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
}

private func rotated(_ word: UInt32, by bits: UInt32) -> UInt32 {
    word << bits | word >> (32 - bits)
}
