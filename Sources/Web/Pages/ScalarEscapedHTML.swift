import Mustache

/// Escapes text for HTML by Unicode scalars.
///
/// The library looks characters up as graphemes, and a quotation mark with a combining mark is
/// another grapheme: it would end an attribute unescaped. So every template says that it is
/// of this content type.
struct ScalarEscapedHTML: MustacheContentType {
    static let name = "SCALARHTML"

    func escapeText(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
