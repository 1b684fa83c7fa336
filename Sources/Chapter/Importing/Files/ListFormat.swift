/// What kind of file a list is, and how its rows are cut out of it.
public enum ListFormat: Hashable, Sendable {
    /// Text with a value between delimiters.
    case text(TextEncoding, Delimiter)
    /// A spreadsheet, of which one sheet is read, and the names of its sheets.
    case workbook(sheet: String, sheets: [String])
    /// An address book of cards.
    case cards(TextEncoding)

    /// How letters are written, in a word for reports.
    public var encodingWords: String {
        switch self {
        case .text(let encoding, _), .cards(let encoding): encoding.rawValue
        case .workbook: "XLSX"
        }
    }

    /// How values are told apart, in a word for reports.
    public var delimiterWords: String {
        switch self {
        case .text(_, let delimiter): delimiter.words
        case .workbook(let sheet, _): "sheet \(sheet)"
        case .cards: "vCard"
        }
    }

    /// Learns from the file what it is; what is no list is refused in words.
    static func of(_ source: ImportSource, _ settings: ListSettings) throws -> ListFormat {
        var reader = try source.open()
        let first = try reader.next() ?? []
        if first.starts(with: [0x50, 0x4B, 3, 4]) {
            let workbook = try Workbook(source)
            return .workbook(
                sheet: workbook.sheet(named: settings.sheet).name,
                sheets: workbook.sheets.map(\.name))
        }
        let guessed = try TextEncoding.guess(source)
        let encoding = settings.encoding ?? guessed
        let head = String(decoding: first.prefix(200).filter { $0 > 0 && $0 < 0x80 }, as: UTF8.self)
        let begin = head.drop { $0.isWhitespace }.prefix(11).uppercased()
        if begin == "BEGIN:VCARD" { return .cards(encoding) }
        return .text(encoding, try settings.delimiter ?? Delimiter.guess(source, encoding))
    }
}
