/// How the numbers of a spreadsheet's cells are shown, as far as it changes what they are.
struct CellStyles {
    /// What a number is.
    enum Meaning: Equatable {
        case number
        case day
        /// A code that is written with at least so many digits, such as a postcode.
        case padded(Int)
    }

    private static let stylesAtMost = 70_000

    private var meanings: [Meaning] = []

    /// Every number is one.
    init() {}

    /// Reads the styles.
    init(_ markup: MarkupReader) throws {
        var markup = markup
        var formats: [Int: Meaning] = [:]
        var inCells = false
        while let event = try markup.next() {
            switch (event, markup.name) {
            case (.start, "numFmt"):
                guard let id = markup.attribute("numFmtId").flatMap({ Int($0) }) else { continue }
                formats[id] = Self.meaning(of: markup.attribute("formatCode") ?? "")
            case (.start, "cellXfs"): inCells = true
            case (.end, "cellXfs"): inCells = false
            case (.start, "xf") where inCells:
                let id = markup.attribute("numFmtId").flatMap { Int($0) } ?? 0
                meanings.append(formats[id] ?? Self.meaning(builtIn: id))
                guard meanings.count <= Self.stylesAtMost else { throw Refusal.damagedFile }
            default: continue
            }
        }
    }

    /// What the numbers of cells with this style are.
    func meaning(_ style: Int) -> Meaning {
        meanings.indices.contains(style) ? meanings[style] : .number
    }

    private static func meaning(builtIn id: Int) -> Meaning {
        switch id {
        case 14...17, 22, 27...31, 34...36, 50...54, 57, 58: .day
        default: .number
        }
    }

    /// What a format of the file's own says: one with a year or a day in it is for days.
    static func meaning(of code: String) -> Meaning {
        let first = code.prefix { $0 != ";" }
        if !first.isEmpty, first.allSatisfy({ $0 == "0" }) { return .padded(first.count) }
        var inQuotes = false
        var inBrackets = false
        var isEscaped = false
        for letter in first.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch letter {
            case "\"": inQuotes.toggle()
            case "\\" where !inQuotes, "_" where !inQuotes, "*" where !inQuotes: isEscaped = true
            case "[" where !inQuotes: inBrackets = true
            case "]" where !inQuotes: inBrackets = false
            case "y" where !inQuotes && !inBrackets, "d" where !inQuotes && !inBrackets:
                return .day
            default: continue
            }
        }
        return .number
    }
}
