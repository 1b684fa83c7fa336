import Foundation

extension String {
    /// Text that somebody typed, as it is kept: composed (NFC), without blanks around it, and with
    /// one kind of line ending.
    var entered: String {
        let lines = replacingOccurrences(of: "\r\n", with: "\n")
            .replacingOccurrences(of: "\r", with: "\n")
        return lines.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping
    }
}
