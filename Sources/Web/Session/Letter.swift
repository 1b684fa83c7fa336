import Federation
import Foundation

/// A letter as mail programs read it (RFC 5322), in UTF-8.
struct Letter: Sendable {
    /// Who writes: the chapter's name.
    let from: String
    /// The host of the chapter's pages, for the address of the sender.
    let host: String
    /// Who reads.
    let to: String
    let address: String
    let subject: String
    /// The lines of the text.
    let lines: [String]

    /// An encoded word may have 75 characters: so many bytes of text fit in one.
    private static let wordBytes = 42

    /// The whole letter; nil parts do not occur, since the address was checked when it was kept.
    func text(id: String, at now: Timestamp) -> String {
        let head = [
            "Date: \(Self.date(now))",
            "From: \(Self.encoded(from)) <no-reply@\(host)>",
            "To: \(Self.encoded(to)) <\(address)>",
            "Subject: \(Self.encoded(subject))",
            "Message-ID: <\(id)@\(host)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
            "Auto-Submitted: auto-generated",
        ]
        return (head + [""] + lines + [""]).joined(separator: "\r\n")
    }

    /// Whether an address can stand in a header without becoming something else.
    static func isAddress(_ text: String) -> Bool {
        let bad: Set<Unicode.Scalar> = ["<", ">", "(", ")", ",", ";", ":", "\"", "\\", "[", "]"]
        return text.utf8.count <= 320 && text.filter { $0 == "@" }.count == 1
            && text.unicodeScalars.allSatisfy {
                $0.value > 0x20 && $0.value != 0x7f && !$0.properties.isWhitespace
                    && $0.properties.generalCategory != .control && !bad.contains($0)
            }
    }

    /// A text as encoded words of RFC 2047, folded, each of whole characters.
    static func encoded(_ text: String) -> String {
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > wordBytes {
                words.append("=?utf-8?B?\(Data(word).base64EncodedString())?=")
                word = []
            }
            word += bytes
        }
        words.append("=?utf-8?B?\(Data(word).base64EncodedString())?=")
        return words.joined(separator: "\r\n ")
    }

    private static func date(_ moment: Timestamp) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return format.string(from: moment.date)
    }
}
