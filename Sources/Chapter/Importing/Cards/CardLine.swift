import Foundation

/// One property of a card: `TEL;TYPE=work:+1 555 0100`.
struct CardLine: Hashable, Sendable {
    /// Its name in capitals, without the group before it.
    let name: String
    /// The words that say of what kind it is, in small letters: work, cell, pref.
    let kinds: Set<String>
    /// What it says, as it is written; parts are cut with `parts`.
    let value: String

    /// Whether it is the first in line.
    var isFirst: Bool { kinds.contains("pref") || kinds.contains("pref=1") }

    /// Reads a line whose breaks are undone; nil for what is no property.
    ///
    /// Cards of version 2.1 write letters as =C3=A9 and say in which alphabet.
    init?(_ line: String) {
        guard let colon = Self.end(of: line) else { return nil }
        let head = line[..<colon].split(separator: ";", omittingEmptySubsequences: false)
        guard let first = head.first else { return nil }
        name = (first.split(separator: ".").last ?? first).uppercased()
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 45 || $0 > 47 && $0 < 0x80 }) else {
            return nil
        }
        var kinds: Set<String> = []
        var alphabet = "utf-8"
        var isQuoted = false
        for parameter in head.dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            let key = (pair.first ?? "").lowercased()
            let said = pair.count > 1 ? pair[1].replacing("\"", with: "").lowercased() : key
            switch pair.count > 1 ? key : "type" {
            case "type":
                for word in said.split(separator: ",") { kinds.insert(String(word)) }
            case "pref": kinds.insert("pref=\(said)")
            case "charset": alphabet = said
            case "encoding": isQuoted = said == "quoted-printable"
            default: continue
            }
            if said == "quoted-printable" { isQuoted = true }
        }
        self.kinds = kinds
        let raw = String(line[line.index(after: colon)...])
        value = isQuoted ? Self.unquoted(raw, alphabet) : raw
    }

    /// The colon after the parameters: not one between quotation marks.
    private static func end(of line: String) -> String.Index? {
        var inQuotes = false
        return line.indices.first { index in
            if line[index] == "\"" { inQuotes.toggle() }
            return line[index] == ":" && !inQuotes
        }
    }

    private static func unquoted(_ text: String, _ alphabet: String) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var place = 0
        while place < source.count {
            if source[place] == 61, place + 2 < source.count,
                let byte = UInt8(
                    String(decoding: source[place + 1...place + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                place += 3
            } else {
                bytes.append(source[place])
                place += 1
            }
        }
        let isLatin = alphabet.hasPrefix("iso-8859") || alphabet.hasPrefix("windows-1252")
        guard isLatin || String(validating: bytes, as: UTF8.self) == nil,
            var reader = try? TextReader(.bytes(bytes), .windows1252),
            let decoded = try? reader.next()
        else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// The value in parts, with what was escaped as it was meant.
    func parts(_ separator: Character) -> [String] {
        var parts = [""]
        var isEscaped = false
        for letter in value {
            if isEscaped {
                isEscaped = false
                parts[parts.count - 1].append(letter == "n" || letter == "N" ? "\n" : letter)
            } else if letter == "\\" {
                isEscaped = true
            } else if letter == separator {
                parts.append("")
            } else {
                parts[parts.count - 1].append(letter)
            }
        }
        return parts
    }

    /// The value as one text.
    var text: String { parts("\u{0}").joined() }
}
