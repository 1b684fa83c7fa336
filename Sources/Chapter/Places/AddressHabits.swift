/// Ways of writing an address that would be read wrongly word by word.
///
/// They are looked for in bytes, because a million addresses are read after an import.
enum AddressHabits {
    /// What is written, folded, and what is meant; the first that fits is taken.
    private static let habits: [(written: [UInt8], meant: [UInt8])] = [
        ("\u{2044}", "/"), (" - ", ","), ("r/c", "rc"), ("s/n", ""), ("c/", "calle "),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// Fractions of one character: “12½” would fold to a number of three digits.
    private static let fractions: Set<Character> = ["¼", "½", "¾", "⅓", "⅔", "⅛"]

    /// A line, folded, with its habits written out.
    static func written(out line: String) -> String {
        let text = folded(spaced(line))
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == 47 || $0 == 45 || $0 == 0xE2 }) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 8)
        var index = 0
        while index < bytes.count {
            let habit = habits.first { bytes[index...].starts(with: $0.written) }
            out += habit?.meant ?? [bytes[index]]
            index += habit?.written.count ?? 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func spaced(_ line: String) -> String {
        guard line.utf8.contains(where: { $0 >= 0x80 }) else { return line }
        return line.reduce(into: "") { text, character in
            if fractions.contains(character) { text += " " }
            text.append(character)
        }
    }
}
