import Foundation

/// What goes to standard output and standard error.
enum Output {
    /// Prints lines for people.
    ///
    /// Control characters in them, which may come from other people's names, are shown, not sent.
    static func print(_ text: String) {
        write(Plain.lines(text) + "\n", to: .standardOutput)
    }

    /// Prints one JSON value on one line.
    static func print(json content: some Encodable) throws {
        write(try jsonText(content) + "\n", to: .standardOutput)
    }

    /// Says something on standard error.
    static func error(_ text: String) {
        write(Plain.lines(text) + "\n", to: .standardError)
    }

    /// Says on standard error what went wrong, as JSON.
    static func error(json sentence: String) {
        let text = (try? jsonText(["error": sentence])) ?? #"{"error": ""}"#
        write(text + "\n", to: .standardError)
    }

    /// JSON with sorted keys, without a character that a terminal would obey.
    static func jsonText(_ content: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(content), as: UTF8.self)
        // The encoder escapes what is below a space; these can stand inside texts only.
        var safe = ""
        for scalar in text.unicodeScalars {
            if (0x7F...0x9F).contains(scalar.value) {
                safe += "\\u00" + String(scalar.value, radix: 16)
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    private static func write(_ text: String, to file: FileHandle) {
        // A reader that has gone away, such as `head`, is no failure of ours.
        try? file.write(contentsOf: Data(text.utf8))
    }
}
