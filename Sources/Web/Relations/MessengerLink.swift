import Chapter
import Foundation

extension Messenger {
    /// Where pressing it leads: into its program, or to a page.
    ///
    /// Nil for what may not be used, and where what was written down leads nowhere that is safe to
    /// open.
    var opens: String? {
        guard state.isUsable else { return nil }
        return MessengerAddress.of(service, handle.trimmingCharacters(in: .whitespaces))
    }
}

/// The addresses under which messengers open.
private enum MessengerAddress {
    static func of(_ service: MessengerService, _ handle: String) -> String? {
        switch service {
        case .signal: return number(handle).map { "https://signal.me/#p/+\($0)" }
        case .whatsApp: return number(handle).map { "https://wa.me/\($0)" }
        case .telegram: return telegram(handle)
        case .matrix: return matrix(handle)
        case .webAddress: return web(handle)
        case .fax, .other: return nil
        }
    }

    /// The digits of a number with its country code, as `+49 30 …` or `0049 30 …`.
    private static func number(_ handle: String) -> String? {
        let signs = handle.unicodeScalars.filter { !" ()-./".unicodeScalars.contains($0) }
        let text = String(String.UnicodeScalarView(signs))
        let digits =
            text.hasPrefix("+")
            ? text.dropFirst() : text.hasPrefix("00") ? text.dropFirst(2) : Substring()
        let isNumber =
            (7...15).contains(digits.count)
            && digits.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
        return isNumber ? String(digits) : nil
    }

    private static func telegram(_ handle: String) -> String? {
        if let number = number(handle) { return "https://t.me/+\(number)" }
        var name = Substring(handle)
        for start in ["https://t.me/", "t.me/", "@"] where name.hasPrefix(start) {
            name = name.dropFirst(start.count)
        }
        let fits =
            (4...32).contains(name.count)
            && name.unicodeScalars.allSatisfy { plain.contains($0) || $0 == "_" }
        return fits ? "https://t.me/\(name)" : nil
    }

    /// `@name:server`.
    private static func matrix(_ handle: String) -> String? {
        guard handle.hasPrefix("@") || handle.hasPrefix("#"), handle.contains(":"),
            handle.unicodeScalars.allSatisfy({
                plain.contains($0) || "@#:._=-/+".unicodeScalars.contains($0)
            })
        else { return nil }
        return "https://matrix.to/#/\(handle.replacing("#", with: "%23"))"
    }

    /// A page of the web and nothing else: never a script, a file or a program.
    private static func web(_ handle: String) -> String? {
        let lower = handle.lowercased()
        let hasScheme = lower.hasPrefix("https://") || lower.hasPrefix("http://")
        guard hasScheme || !lower.contains(":") else { return nil }
        let text = hasScheme ? handle : "https://\(handle)"
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = url.host, host.contains("."),
            url.user == nil
        else { return nil }
        return url.absoluteString
    }

    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".unicodeScalars)
}
