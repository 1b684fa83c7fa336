import Sodium

/// A code to be written down and typed in: four groups of four, 80 random bits.
///
/// The alphabet is Crockford's, without letters that look like others.
public struct PaperCode: Hashable, Sendable {
    /// What it lets its holder do; codes of one use are worthless for another.
    enum Use: Sendable {
        case printed, recovery
    }

    /// Four groups with dashes between.
    public let text: String
    /// What the chapter keeps.
    let hash: [UInt8]

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let letters = 16

    /// Draws a new one.
    init(_ use: Use) {
        // 256 is a multiple of 32, so every letter is as likely as another.
        let drawn = randomBytes(Self.letters).map { Self.alphabet[Int($0 & 31)] }
        text = stride(from: 0, to: Self.letters, by: 4).map { String(drawn[$0..<$0 + 4]) }
            .joined(separator: "-")
        hash = Self.hash(of: String(drawn), use)
    }

    /// The hash of what somebody typed; nil for what can be no code.
    ///
    /// Blanks, dashes and capital letters do not matter, and O, I and L are read as 0 and 1.
    static func hash(entered: String, _ use: Use) -> [UInt8]? {
        guard entered.utf8.count <= 200 else { return nil }
        var letters = ""
        for character in entered.uppercased() where !character.isWhitespace {
            switch character {
            case "-", "–", "—", "‑", ".", "_": continue
            case "O": letters.append("0")
            case "I", "L": letters.append("1")
            default:
                guard alphabet.contains(character) else { return nil }
                letters.append(character)
            }
        }
        return letters.count == Self.letters ? hash(of: letters, use) : nil
    }

    private static func hash(of letters: String, _ use: Use) -> [UInt8] {
        switch use {
        case .printed: digest("rhizome/printed code", Array(letters.utf8)).bytes
        case .recovery: digest("rhizome/recovery code", Array(letters.utf8)).bytes
        }
    }
}
