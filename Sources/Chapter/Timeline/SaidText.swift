/// Summary and text of an interaction as they are stored.
struct SaidText: Hashable, Sendable {
    /// In one line.
    let summary: String
    /// All of it; nil where the summary is all.
    let text: String?

    /// Of a text so many characters stand for a summary.
    private static let summaryFromText = 120

    /// Takes what somebody has entered; one of the two is needed.
    init(summary: String, text: String) throws {
        var said = try EnteredText.line(summary, "summary", limit: 200).get()
        var text = try EnteredText.text(text, "text", limit: 10_000).get()
        if said == nil, let whole = text {
            said = Self.beginning(of: whole)
            if said == whole { text = nil }
        }
        guard let said else {
            throw Refusal.invalid("summary", "Say in a line what it is about.")
        }
        self.summary = said
        self.text = text
    }

    /// Everything that is said, for who only has a text.
    var whole: String { text ?? summary }

    /// The first line, or as many whole words of it as fit.
    private static func beginning(of text: String) -> String? {
        guard let line = text.split(separator: "\n").first else { return nil }
        let scalars = line.unicodeScalars
        guard scalars.count > summaryFromText else { return String(line) }
        let start = String(String.UnicodeScalarView(scalars.prefix(summaryFromText)))
        let cut = start.lastIndex { $0.isWhitespace } ?? start.endIndex
        return String(start[..<cut]) + "…"
    }
}
