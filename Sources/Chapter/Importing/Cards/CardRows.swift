/// The cards of an address book as rows of a list: a column for each thing that a card can say.
///
/// The file is read through once for its columns: the second e-mail address of one kind has a
/// column of its own. The first card is row 1.
struct CardRows: RowReader {
    private var cards: CardReader
    private let columns: [String: Int]
    private let headings: [String]
    private var number = -1

    init(_ source: ImportSource, _ encoding: TextEncoding) throws {
        var survey = CardReader(try TextReader(source, encoding))
        var found: [String] = []
        var known: Set<String> = []
        while let card = try survey.next() {
            for (column, _) in Self.numbered(card) where known.insert(column).inserted {
                guard found.count < ImportLimits.columns else { break }
                found.append(column)
            }
        }
        guard !found.isEmpty else {
            throw Refusal.invalid("file", "The file has no cards. Nothing was imported.")
        }
        headings = found.sorted { (Self.rank($0), $0) < (Self.rank($1), $1) }
        columns = Dictionary(uniqueKeysWithValues: headings.enumerated().map { ($1, $0) })
        cards = CardReader(try TextReader(source, encoding))
    }

    var bytesRead: Int { cards.bytesRead }
    var size: Int { cards.size }

    mutating func next() throws -> ListedRow? {
        number += 1
        if number == 0 { return ListedRow(number: 0, cells: headings, fault: nil) }
        guard let card = try cards.next() else { return nil }
        var cells = Array(repeating: "", count: headings.count)
        for (column, value) in Self.numbered(card) {
            if let place = columns[column] { cells[place] = value }
        }
        let isLong = cells.contains { $0.utf8.count > ImportLimits.fieldBytes }
        let fault =
            card.fault
            ?? (isLong ? "A value is longer than \(ImportLimits.fieldBytes / 1024) KiB." : nil)
        return ListedRow(number: number, cells: cells, fault: fault)
    }

    /// What the column of cards with this heading means; nil where it is for nothing of ours.
    static func target(_ heading: String) -> ColumnTarget? {
        if let target = cardTargets[heading] { return target }
        guard let space = heading.lastIndex(of: " "), Int(heading[space...].dropFirst()) != nil
        else { return nil }
        return cardTargets[String(heading[..<space])].flatMap { $0.takesSeveral ? $0 : nil }
    }

    /// The cells of a card; of two with one name the second is called so: “EMAIL (home) 2”.
    private static func numbered(_ card: Card) -> [Card.Cell] {
        var counts: [String: Int] = [:]
        return card.cells.map { column, value in
            let count = counts[column, default: 0] + 1
            counts[column] = count
            return (count == 1 ? column : "\(column) \(count)", value)
        }
    }

    /// Names first, then what leads to the person, then the rest.
    private static func rank(_ column: String) -> Int {
        let order = ["FN", "N (", "EMAIL", "TEL", "ADR", "ORG", "TITLE", "BDAY", "CATEGORIES"]
        return order.firstIndex { column.hasPrefix($0) } ?? order.count
    }
}
