import Chapter

/// Text as CSV: RFC 4180, never a formula.
enum CSVText {
    /// One line with its end.
    static func line(_ cells: [String]) -> String {
        cells.map { ExportPeople.cell($0) }.joined(separator: ",") + "\r\n"
    }
}
