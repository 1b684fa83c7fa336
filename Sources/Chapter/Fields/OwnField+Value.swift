import Foundation

extension OwnField {
    /// The most characters that a value has, whatever the chapter allows.
    static let lineScalars = 200
    static let textScalars = 2000

    /// The values to store for what was entered, or what the chapter says about them.
    ///
    /// The same for a page, an import and the API. Nothing entered is no value; whether that is
    /// enough is for `OwnField.rows` to say.
    func checked(_ entered: [String]) -> Result<[String], Refusal> {
        var values: [String] = []
        for text in entered {
            switch value(text) {
            case .failure(let refusal): return .failure(refusal)
            case .success(nil): continue
            case .success(.some(let value)):
                if !values.contains(where: { foldedName($0) == foldedName(value) }) {
                    values.append(value)
                }
            }
        }
        guard values.count <= 1 || isMany else {
            return .failure(
                .invalid(code, message ?? "“\(name)” has one value, and these are \(values.count).")
            )
        }
        return .success(values)
    }

    private func value(_ entered: String) -> Result<String?, Refusal> {
        let isText = kind == .text
        let limit = isText ? Self.textScalars : Self.lineScalars
        // History keeps a value in one line, so a line end becomes Unicode's line separator.
        let typed = entered.replacing("\u{2028}", with: "\n")
        let cleaned =
            isText
            ? EnteredText.text(typed, name, limit: limit)
            : EnteredText.line(typed, name, limit: limit)
        return cleaned.flatMap { text in
            guard let text else { return .success(nil) }
            let read: Result<String, Refusal> =
                switch kind {
                case .line, .place: fitting(text)
                case .text: fitting(text).map { $0.replacing("\n", with: "\u{2028}") }
                case .number: number(text)
                case .day: day(text)
                case .yesNo: yesNo(text)
                case .choice, .choices: choice(text)
                case .webAddress: webAddress(text)
                case .contact: contact(text)
                case .object: object(text)
                }
            return read.map { $0 }
        }
    }

    /// A value as people read it.
    public static func shown(_ stored: String) -> String {
        stored.replacing("\u{2028}", with: "\n")
    }

    private func fitting(_ text: String) -> Result<String, Refusal> {
        let count = text.count
        if let least, let bound = Int(least), count < bound {
            return .failure(
                .invalid(
                    code, message ?? "“\(name)” has \(count) characters and needs \(bound) or more."
                ))
        }
        if let most, let bound = Int(most), count > bound {
            return .failure(
                .invalid(code, message ?? "“\(name)” has \(count) characters and \(bound) fit."))
        }
        if let pattern, !matches(text, pattern) {
            return .failure(
                .invalid(
                    code, message ?? "“\(text)” does not look like \(pattern), as “\(name)” must."))
        }
        return .success(text)
    }

    private func number(_ text: String) -> Result<String, Refusal> {
        guard let number = ownNumber(text) else {
            return .failure(
                .invalid(code, message ?? "“\(text)” is no number. Write “\(name)” as 12 or 12.5."))
        }
        if let least, let bound = ownNumber(least), number < bound {
            return .failure(
                .invalid(code, message ?? "“\(name)” is \(least) or more, and this is \(number)."))
        }
        if let most, let bound = ownNumber(most), number > bound {
            return .failure(
                .invalid(code, message ?? "“\(name)” is \(most) or less, and this is \(number)."))
        }
        return .success("\(number)")
    }

    private func day(_ text: String) -> Result<String, Refusal> {
        guard let day = CalendarDay(text)?.description else {
            return .failure(
                .invalid(code, message ?? "“\(text)” is no day. Write “\(name)” as 2026-05-01."))
        }
        if let least, day < least {
            return .failure(
                .invalid(code, message ?? "“\(name)” is not before \(least), and this is \(day)."))
        }
        if let most, day > most {
            return .failure(
                .invalid(code, message ?? "“\(name)” is not after \(most), and this is \(day)."))
        }
        return .success(day)
    }

    private func yesNo(_ text: String) -> Result<String, Refusal> {
        guard let read = ListedValue.yesNo(text) else {
            return .failure(
                .invalid(code, message ?? "“\(text)” is not yes or no, which “\(name)” must be."))
        }
        return .success(read)
    }

    private func choice(_ text: String) -> Result<String, Refusal> {
        guard let found = choices.first(where: { foldedName($0) == foldedName(text) }) else {
            return .failure(
                .invalid(
                    code,
                    message ?? "“\(name)” cannot be “\(text)”. It is one of: "
                        + choices.joined(separator: ", ") + "."))
        }
        return .success(found)
    }

    private func webAddress(_ text: String) -> Result<String, Refusal> {
        guard isWebAddress(text) else {
            return .failure(
                .invalid(
                    code,
                    message
                        ?? "“\(text)” is no web address. One begins with https:// and has no spaces."
                ))
        }
        return .success(text)
    }

    private func object(_ text: String) -> Result<String, Refusal> {
        guard let id = Int64(text), id > 0 else {
            return .failure(
                .invalid(
                    code, message ?? "“\(text)” is no number of an object, which “\(name)” must be."
                )
            )
        }
        return .success(String(id))
    }

    private func contact(_ text: String) -> Result<String, Refusal> {
        guard let id = MemberID(text) else {
            return .failure(
                .invalid(code, message ?? "“\(text)” is no member number, which “\(name)” must be.")
            )
        }
        return .success(id.description)
    }
}

/// Whether a browser opens it without running anything.
func isWebAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return false }
    let rest = lower.dropFirst(scheme.count)
    return !rest.isEmpty && !rest.hasPrefix("/")
        && !rest.contains { $0.isWhitespace || "<>\"".contains($0) }
}

/// A number as people type it: digits, perhaps a sign and one point or comma.
func ownNumber(_ text: String) -> Decimal? {
    let plain = text.replacing(",", with: ".")
    let body = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
    let parts = body.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), body.count <= 20,
        parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    return Decimal(string: plain, locale: Locale(identifier: "en_US_POSIX"))
}

/// Whether a text looks like a pattern: `#` is a digit, `?` any sign, `*` any number of signs.
func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text), Array(pattern))
    // Greedy with one place to go back to, so that no pattern takes longer than text × pattern.
    var (place, sign) = (0, 0)
    var star: (sign: Int, place: Int)?
    while place < text.count {
        if sign < pattern.count, pattern[sign] == "*" {
            star = (sign, place)
            sign += 1
        } else if sign < pattern.count, fits(text[place], pattern[sign]) {
            place += 1
            sign += 1
        } else if let last = star {
            star = (last.sign, last.place + 1)
            (sign, place) = (last.sign + 1, last.place + 1)
        } else {
            return false
        }
    }
    return pattern[sign...].allSatisfy { $0 == "*" }
}

private func fits(_ character: Character, _ sign: Character) -> Bool {
    switch sign {
    case "?": true
    case "#": character.isASCII && character.isNumber
    default: String(character).lowercased() == String(sign).lowercased()
    }
}
