/// A key as text, the form in which libzmq carries it along with every message of a connection.
enum KeyText {
    private static let digits = Array("0123456789abcdef".utf8)

    /// The key in hexadecimal.
    static func text(_ key: [UInt8]) -> String {
        String(
            decoding: key.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The key that `text` made, or nil.
    static func key(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count == 2 * CurveKeyPair.keyLength else { return nil }
        var key: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.digits.firstIndex(of: digits[index]),
                let low = Self.digits.firstIndex(of: digits[index + 1])
            else { return nil }
            key.append(UInt8(high << 4 | low))
        }
        return key
    }
}
