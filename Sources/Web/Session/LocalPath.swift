import Foundation

/// An address of this chapter's own pages to which a browser may be sent, such as `/votes?q=x`.
///
/// It comes from outside, so it is read strictly: one slash first, nothing that a browser could
/// take for another host, and no page of the door.
struct LocalPath: Hashable, Sendable {
    /// The longest that is taken, in bytes.
    static let bytesAtMost = 1000

    let text: String

    init?(_ text: String?) {
        guard let text, text.utf8.count <= Self.bytesAtMost, text.hasPrefix("/") else { return nil }
        let path = text.prefix { $0 != "?" && $0 != "#" }
        // Browsers read a backslash as a slash, and leave out tabs and line ends.
        let isPlain = text.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x5c }
        guard isPlain, !path.contains("//"), !path.contains("/."),
            !path.contains("%") || isFair(path)
        else { return nil }
        for door in ["/sign-in", "/sign-out", "/api"]
        where path == door || path.hasPrefix(door + "/") {
            return nil
        }
        self.text = text
    }

    /// As a part of the query of another address, `?to=…`.
    var query: String {
        "?to=" + text.forQuery
    }
}

/// Whether what is percent-encoded hides no slash, backslash or control character.
private func isFair(_ path: Substring) -> Bool {
    guard let plain = String(path).removingPercentEncoding else { return false }
    return !plain.contains("//") && !plain.contains("\\")
        && plain.unicodeScalars.allSatisfy { $0.value > 0x1f && $0.value != 0x7f }
}
