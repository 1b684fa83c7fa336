/// A list that was opened for one reading, with its headings read.
struct OpenList {
    /// What kind of file it is.
    let format: ListFormat
    /// The rows below the headings.
    private(set) var rows: any RowReader
    /// The names of its columns.
    let headings: [String]
    /// The first row of a list without headings, which is still to come.
    private var first: ListedRow?

    /// Opens a list; what is no list is refused in words.
    init(_ source: ImportSource, _ settings: ListSettings, as format: ListFormat? = nil) throws {
        let format = try format ?? ListFormat.of(source, settings)
        self.format = format
        var hasHeadings = settings.hasHeading
        switch format {
        case .text(let encoding, let delimiter):
            rows = CSVReader(try TextReader(source, encoding), delimiter: delimiter.rawValue)
        case .workbook(let sheet, _):
            let workbook = try Workbook(source)
            rows = try workbook.rows(of: workbook.sheet(named: sheet))
        case .cards(let encoding):
            rows = try CardRows(source, encoding)
            hasHeadings = true
        }
        let first = try rows.firstRow()
        if hasHeadings {
            headings = first
        } else {
            headings = first.indices.map { "Column \($0 + 1)" }
            self.first = ListedRow(first)
        }
    }

    /// The next row; nil at the end.
    mutating func next() throws -> ListedRow? {
        if let first {
            self.first = nil
            return first
        }
        return try rows.next()
    }
}
