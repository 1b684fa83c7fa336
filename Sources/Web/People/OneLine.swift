import Foundation

/// Somebody written in one line, in any order: a name, a phone number, an e-mail address.
///
/// What has an @ in it is the address; five digits or more, with what people put between them, are
/// the number; what is left is the name.
struct OneLine: Hashable, Sendable {
    let name: String
    let phone: String
    let email: String

    /// Takes a line apart; of several addresses or numbers only the first is one.
    init(_ text: String) {
        var rest = text
        email = Self.take(/[^\s,;<>]+@[^\s,;<>]+/, from: &rest)
        phone = Self.take(/\+?\(?\d[\d ()\-.\/]{3,}\d/, from: &rest)
        name =
            rest
            .split(whereSeparator: \.isWhitespace)
            .map { $0.trimmingCharacters(in: Self.between) }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static let between = CharacterSet(charactersIn: ",;:<>|·")

    private static func take(_ pattern: Regex<Substring>, from text: inout String) -> String {
        guard let found = text.firstMatch(of: pattern) else { return "" }
        let taken = String(found.output)
        text.replaceSubrange(found.range, with: " ")
        return taken
    }
}
