/// What stands between the values of a list.
public enum Delimiter: UInt8, CaseIterable, Sendable {
    /// As in most CSV.
    case comma = 44
    /// As where the comma is in numbers.
    case semicolon = 59
    /// As what was copied from a spreadsheet.
    case tab = 9
    /// As in old databases.
    case bar = 124

    /// The one with this word; nil where there is none.
    public init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.words == word }) else { return nil }
        self = found
    }

    /// The delimiter in words.
    public var words: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        case .bar: "bar"
        }
    }

    /// How many rows are looked at.
    private static let sample = 20

    /// Guesses from the first rows: the one that cuts the most rows into as many values as the
    /// heading has.
    static func guess(_ source: ImportSource, _ encoding: TextEncoding) throws -> Delimiter {
        var best = Delimiter.comma
        var bestScore = 0
        for delimiter in Delimiter.allCases {
            var reader = CSVReader(
                try TextReader(source, encoding), delimiter: delimiter.rawValue)
            var width: Int?
            var alike = 0
            // A wrong delimiter may see quotes that never close: then it is not this one.
            while alike < sample, let row = try? reader.next() {
                guard !row.isBlank else { continue }
                if width == nil { width = row.cells.count }
                guard row.cells.count == width else { break }
                alike += 1
            }
            let score = ((width ?? 1) - 1) * (alike + 1)
            if score > bestScore {
                best = delimiter
                bestScore = score
            }
        }
        return best
    }
}
