import Foundation

/// The form in which texts are compared and found: no case, no accents, letters that people type
/// without their strokes.
///
/// It is only ever a key; what people see is what was entered.
func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 96 }) { return text.lowercased() }
    var result = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
        switch scalar {
        case "ł": result.append("l")
        case "ø": result.append("o")
        case "đ", "ð": result.append("d")
        case "ı": result.append("i")
        case "ß": result.append(contentsOf: "ss".unicodeScalars)
        case "æ": result.append(contentsOf: "ae".unicodeScalars)
        case "œ": result.append(contentsOf: "oe".unicodeScalars)
        case "þ": result.append(contentsOf: "th".unicodeScalars)
        case "’", "ʼ", "‘", "`", "´": result.append("'")
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: continue
            default: result.append(scalar)
            }
        }
    }
    return String(result)
}

/// The words of a text, folded: what stands between anything that is no letter and no digit.
///
/// Apostrophes join: O'Brien is obrien.
func foldedWords(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return plainWords(text) }
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in folded(text).unicodeScalars where scalar != "'" {
        if isWordScalar(scalar) {
            word.append(scalar)
        } else if !word.isEmpty {
            words.append(String(word))
            word = String.UnicodeScalarView()
        }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
}

/// The same for ASCII, byte by byte: lists are long.
private func plainWords(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 where byte != 39 && byte != 96 {
        switch byte {
        case 48...57, 97...122: word.append(byte)
        case 65...90: word.append(byte + 32)
        default:
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
}

/// The key under which a name is compared: its folded words with single spaces.
func foldedName(_ name: String) -> String {
    let words = foldedWords(name)
    return words.isEmpty ? folded(name) : words.joined(separator: " ")
}

private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
        return (48...57).contains(scalar.value) || (97...122).contains(scalar.value)
    }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .spacingMark:
        true
    default: false
    }
}
