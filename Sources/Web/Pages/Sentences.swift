import Chapter

/// Sentences that come from below the pages, in another language.
///
/// Acts refuse in English, because the command line and the API say the same. Pages say it in the
/// viewer's language: `Sentences/<code>.txt` has one sentence a line, `English = other`, and `en.txt`
/// those that pages word otherwise, since they say vote where all else says ballot. `{1}`
/// stands for what people entered and stays as it is; `{word1}` for something of this file.
struct Sentences: Sendable {
    fileprivate struct Pattern: Sendable {
        let pieces: [String]
        let places: [Place]
        let translation: String
        let weight: Int
    }

    fileprivate struct Place: Sendable {
        let name: String
        let isWord: Bool
    }

    private let whole: [String: String]
    private let patterns: [Pattern]

    /// No translations: English.
    init() {
        whole = [:]
        patterns = []
    }

    /// Reads the lines of a file.
    init(_ text: String, of name: String) throws {
        var whole: [String: String] = [:]
        var patterns: [Pattern] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstRange(of: " = ") else {
                throw CatalogueFault(what: "\(name) has a line without “ = ”: \(line)")
            }
            let english = String(line[..<equals.lowerBound])
            let translation = String(line[equals.upperBound...])
            let places = english.matches(of: /\{(word)?[0-9]\}/)
            guard !places.isEmpty else {
                whole[english] = translation
                continue
            }
            var pieces: [String] = []
            var start = english.startIndex
            for place in places {
                pieces.append(String(english[start..<place.range.lowerBound]))
                start = place.range.upperBound
            }
            pieces.append(String(english[start...]))
            patterns.append(
                Pattern(
                    pieces: pieces,
                    places: places.map {
                        Place(name: String($0.output.0), isWord: $0.output.1 != nil)
                    },
                    translation: translation, weight: pieces.map(\.count).reduce(0, +)))
        }
        self.whole = whole
        // The most particular pattern first.
        self.patterns = patterns.sorted { $0.weight > $1.weight }
    }

    /// The sentence in the other language, if it is known.
    func translated(_ sentence: String) -> String? {
        if let known = whole[sentence] { return known }
        for pattern in patterns {
            guard let values = pattern.values(in: sentence) else { continue }
            var text = pattern.translation
            for (place, value) in zip(pattern.places, values) {
                text = text.replacing(place.name, with: place.isWord ? words(value) : value)
            }
            return text
        }
        return nil
    }

    /// A word, a sentence, or several of them after each other.
    private func words(_ text: String) -> String {
        if let known = whole[text] { return known }
        if text.contains("; ") { return each(of: text, between: "; ") }
        if let known = translated(text) { return known }
        return text.contains(", ") ? each(of: text, between: ", ") : text
    }

    private func each(of text: String, between separator: String) -> String {
        text.split(separator: separator).map { words(String($0)) }.joined(separator: separator)
    }
}

extension Sentences.Pattern {
    /// What stands in the places of this pattern, if the text has its form.
    fileprivate func values(in text: String) -> [String]? {
        guard let first = pieces.first, let last = pieces.last, text.hasPrefix(first) else {
            return nil
        }
        var rest = text.dropFirst(first.count)
        var values: [String] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: piece) else { return nil }
            values.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        values.append(String(rest.dropLast(last.count)))
        return values
    }
}

extension Wording {
    /// A sentence that was written in English below the pages, in the viewer's language.
    func sentence(_ english: String) -> String { sentences.translated(english) ?? english }

    /// Why something was refused, in the viewer's language.
    func sentence(_ refusal: Refusal) -> String { sentence(refusal.sentence) }
}
