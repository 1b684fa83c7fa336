import GRDB

/// A row on its way into a table.
struct ArchiveRow {
    /// The columns of the table, in the order of the values.
    let sources: [String]
    /// The values.
    var values: [DatabaseValue]

    init(_ sheet: ArchiveSheet) {
        sources = sheet.stored
        values = Array(repeating: .null, count: sources.count)
    }

    /// A value by its column; what is no column has none.
    subscript(_ source: String) -> DatabaseValue {
        get { sources.firstIndex(of: source).map { values[$0] } ?? .null }
        set {
            if let place = sources.firstIndex(of: source) { values[place] = newValue }
        }
    }

    /// A text by its column.
    func text(_ source: String) -> String? { String.fromDatabaseValue(self[source]) }
}

extension ArchiveSheet {
    /// The columns that are written, those of the list first.
    var stored: [String] { columns.map(\.source) + derived }

    /// Writes a row.
    var insertSQL: String {
        let names = stored.joined(separator: ", ")
        let marks = stored.map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
    }
}
