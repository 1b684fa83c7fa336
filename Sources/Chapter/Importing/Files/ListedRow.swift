/// One row of a list.
struct ListedRow: Equatable, Sendable {
    /// Its number as a spreadsheet counts: the heading is row 1, blank rows count.
    let number: Int
    /// Its values.
    let cells: [String]
    /// What is wrong with it as a row; its values must not be used then.
    let fault: String?

    init(number: Int, cells: [String], fault: String?) {
        self.number = number
        self.cells = cells
        self.fault = fault
    }

    /// The first row of a list without a heading.
    init(_ first: [String]) { self.init(number: 1, cells: first, fault: nil) }

    /// Whether nothing is in it.
    var isBlank: Bool { fault == nil && cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

/// Rows that come one after the other, the headings first.
protocol RowReader {
    /// The next row; nil at the end.
    mutating func next() throws -> ListedRow?
    /// How much of the file has been read, for progress.
    var bytesRead: Int { get }
    /// Bytes of the file, or of what is read of it, in all.
    var size: Int { get }
}

extension RowReader {
    /// The first row that is not blank, which is the heading unless the list has none.
    mutating func firstRow() throws -> [String] {
        while let row = try next() {
            if let fault = row.fault {
                throw Refusal.invalid(
                    "file", "The headings cannot be read: \(fault) Nothing was imported.")
            }
            if !row.isBlank { return row.cells }
        }
        throw Refusal.invalid("file", "The file has no rows. Nothing was imported.")
    }
}
