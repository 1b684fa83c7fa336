import Foundation

/// Text as a person or a file gave it, made fit for the database once, at the act's edge.
///
/// It becomes NFC without white space at its ends and is otherwise kept as it is: quotes, tags,
/// combining marks and right-to-left marks are only text.
enum EnteredText {
    /// One line: tabs and line ends become spaces.
    ///
    /// An empty line is no value.
    static func line(_ entered: String, _ field: String, limit: Int) -> Result<String?, Refusal> {
        clean(entered, field, limit: limit, keepsLines: false)
    }

    /// Several lines, separated by line feeds.
    ///
    /// An empty text is no value.
    static func text(_ entered: String, _ field: String, limit: Int) -> Result<String?, Refusal> {
        clean(entered, field, limit: limit, keepsLines: true)
    }

    private static func clean(_ entered: String, _ field: String, limit: Int, keepsLines: Bool)
        -> Result<String?, Refusal>
    {
        // Counting before normalising, so that a huge text costs nothing.
        guard entered.utf8.count <= limit * 64 else { return .failure(tooLong(field, limit, nil)) }
        var scalars = String.UnicodeScalarView()
        let isPlain = entered.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        if !isPlain {
            for scalar in entered.replacing("\r\n", with: "\n").unicodeScalars {
                switch scalar {
                case "\n", "\r": scalars.append(keepsLines ? "\n" : " ")
                case "\t": scalars.append(" ")
                default:
                    guard scalar.properties.generalCategory != .control else {
                        return .failure(
                            .invalid(
                                field,
                                "The \(field) contains a control character, which no name or "
                                    + "address has. Type it again without it."))
                    }
                    scalars.append(scalar)
                }
            }
        }
        let composed =
            isPlain ? entered : String(scalars).precomposedStringWithCanonicalMapping
        let trimmed = trim(composed)
        let count = trimmed.unicodeScalars.count
        guard count <= limit else { return .failure(tooLong(field, limit, count)) }
        return .success(trimmed.isEmpty ? nil : trimmed)
    }

    private static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return text }
        guard first.properties.isWhitespace || last.properties.isWhitespace else { return text }
        let start = scalars.firstIndex { !$0.properties.isWhitespace }
        let end = scalars.lastIndex { !$0.properties.isWhitespace }
        guard let start, let end else { return "" }
        return String(scalars[start...end])
    }

    private static func tooLong(_ field: String, _ limit: Int, _ count: Int?) -> Refusal {
        let size = count.map { "\($0) characters" } ?? "far too many characters"
        return .invalid(
            field, "The \(field) has \(size) and \(limit) fit. Shorten it and try again.")
    }
}

extension PersonField {
    /// The value to store for what was entered; nil where nothing was entered.
    func checked(_ entered: String) -> Result<String?, Refusal> {
        switch shape {
        case .line(let limit): return EnteredText.line(entered, words, limit: limit)
        case .text(let limit): return EnteredText.text(entered, words, limit: limit)
        case .day:
            return EnteredText.line(entered, words, limit: 40).flatMap { text in
                guard let text else { return .success(nil) }
                guard let day = CalendarDay(text) else {
                    return .failure(
                        .invalid(
                            jsonKey,
                            "The \(words) “\(text)” is no day. Write it as 2026-05-01."))
                }
                return .success(day.description)
            }
        case .yesNo: return oneOf(["yes", "no"], entered)
        case .choice(let values): return oneOf(values, entered)
        }
    }

    private func oneOf(_ values: [String], _ entered: String) -> Result<String?, Refusal> {
        EnteredText.line(entered, words, limit: 60).flatMap { text in
            guard let text = text?.lowercased() else { return .success(nil) }
            guard values.contains(text) else {
                return .failure(
                    .invalid(
                        jsonKey,
                        "The \(words) cannot be “\(text)”. It is one of: "
                            + values.joined(separator: ", ") + "."))
            }
            return .success(text)
        }
    }
}
