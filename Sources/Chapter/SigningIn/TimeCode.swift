import Federation
import Sodium

/// The codes of authenticator apps: RFC 6238 with SHA-1, 30 seconds and six digits, which is what
/// every app knows.
enum TimeCode {
    /// A code is for so many milliseconds.
    static let stepLength: Int64 = 30_000
    /// Bytes of a secret: as many as the hash has.
    static let secretBytes = 20
    /// Clocks may differ by so many steps either way.
    static let stepsAside: Int64 = 1

    /// The step of time at a moment.
    static func step(at moment: Timestamp) -> Int64 { moment.milliseconds / stepLength }

    /// The code of a step.
    static func code(_ secret: [UInt8], step: Int64, digits: Int = 6) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = hmacSHA1(key: secret, counter)
        let offset = Int(hash[19] & 0xf)
        var number: UInt32 = 0
        for byte in hash[offset..<offset + 4] { number = number << 8 | UInt32(byte) }
        number &= 0x7fff_ffff
        var text = ""
        for _ in 0..<digits {
            text = String(number % 10) + text
            number /= 10
        }
        return text
    }

    /// The step whose code this is, near a moment and newer than `last`; nil when it is none.
    ///
    /// It looks at every step that could be meant, so the time says nothing.
    static func step(of entered: String, _ secret: [UInt8], at now: Timestamp, after last: Int64)
        -> Int64?
    {
        let code = Array(entered.filter { !$0.isWhitespace }.utf8)
        let present = step(at: now)
        var found: Int64?
        for step in (present - stepsAside)...(present + stepsAside)
        where constantTimeEquals(Array(Self.code(secret, step: step).utf8), code) && step > last {
            found = step
        }
        return found
    }
}

/// Base32 of RFC 4648 without padding, in which apps take secrets.
func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
        buffer = buffer << 8 | UInt32(byte)
        bits += 8
        while bits >= 5 {
            bits -= 5
            text.append(alphabet[Int(buffer >> bits & 31)])
        }
        buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
    return text
}
