/// A list that leaves the chapter as CSV, put together row by row.
///
/// The file looks like that of `ExportPeople`; writing it leaves one line in the chapter's log.
struct TakenList {
    /// What the rows are, for the log: agreements, tasks.
    let what: String
    /// What stands above the columns.
    let header: [String]
    private var text: String
    private var rows = 0

    /// A list with nothing in it but its headings.
    init(of what: String, _ header: [String]) {
        self.what = what
        self.header = header
        text = csvLine(header)
    }

    /// Adds a row: a cell for each column.
    mutating func add(_ cells: [String]) {
        text += csvLine(cells)
        rows += 1
    }

    /// The finished file, with its line in the log.
    func taken(by act: String, why: String?, in context: ActContext) throws -> ExportPeople.File {
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: act, member: nil,
                field: "list", old: nil,
                new: "\(rows) \(what) with " + header.joined(separator: ", "),
                why: try checkedWhy(why).get()))
        return ExportPeople.File(text: text, rows: rows)
    }
}
