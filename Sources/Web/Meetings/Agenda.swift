import Foundation

/// What a meeting is about, as pages and sheets show it.
struct Agenda: Sendable {
    /// One point, with its length where one was written.
    struct Point: Sendable {
        let text: String
        let minutes: String?
    }

    /// The points; empty for a text that is no list.
    let points: [Point]
    let hasPoints: Bool
    /// The paragraphs of a text that is no list.
    let paragraphs: [String]
    /// How long all points take, in words; nil where no length was written.
    let total: String?

    /// A line of this many letters or more is not a point but a paragraph.
    private static let paragraphLength = 160

    /// Reads one point a line, with or without a number, minutes in brackets at the end.
    init(_ text: String, _ words: Wording) {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard lines.allSatisfy({ $0.count < Self.paragraphLength }) else {
            points = []
            hasPoints = false
            paragraphs = lines
            total = nil
            return
        }
        var sum = 0
        points = lines.map { line in
            var rest = line.replacing(/^([0-9]{1,2}[.)]|[-*•])\s+/, with: "")
            var minutes: String?
            if let match = rest.firstMatch(
                of: /\s*\(([0-9]{1,3})\s*(min|min\.|minutes|minutos|’|')\)$/),
                let count = Int(match.output.1)
            {
                sum += count
                minutes = words.say("meeting_minutes", ["count": "\(count)"])
                rest.removeSubrange(match.range)
            }
            return Point(text: rest, minutes: minutes)
        }
        hasPoints = !points.isEmpty
        paragraphs = []
        total = sum > 0 ? words.count("span_minute", sum) : nil
    }
}
