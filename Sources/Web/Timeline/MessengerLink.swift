import Chapter
import Foundation

extension Messenger {
    /// Where pressing it leads: into the program that it belongs to, or to the page.
    ///
    /// Nil for what no program opens, such as a fax, and for what may not be used.
    var opens: String? {
        guard state == .ok else { return nil }
        let number = String(handle.unicodeScalars.filter { ("0"..."9").contains($0) })
        let isNumber = handle.unicodeScalars.allSatisfy {
            "+0123456789 ()-./".unicodeScalars.contains($0)
        }
        let name = handle.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? ""
        switch service {
        case .signal: return isNumber && number.count > 5 ? "https://signal.me/#p/+\(number)" : nil
        case .whatsApp: return isNumber && number.count > 5 ? "https://wa.me/\(number)" : nil
        case .telegram:
            let user = name.hasPrefix("@") ? String(name.dropFirst()) : name
            return isNumber ? "https://t.me/+\(number)" : "https://t.me/\(user)"
        case .matrix: return "https://matrix.to/#/\(name)"
        case .webAddress:
            // Anything else in an address that people typed could be a script.
            let isPage = ["http://", "https://"].contains { handle.lowercased().hasPrefix($0) }
            return isPage ? handle : nil
        case .fax, .other: return nil
        }
    }

    /// What stands in an address as it is: letters, digits and the signs of user names.
    private static let plain = CharacterSet.alphanumerics.intersection(
        CharacterSet(charactersIn: "\u{21}"..."\u{7E}")
    ).union(CharacterSet(charactersIn: "@:._-"))
}
