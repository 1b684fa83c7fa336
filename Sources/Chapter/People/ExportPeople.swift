import GRDB

/// Takes a list of people out of the chapter as CSV; the history says who took which.
///
/// The file is RFC 4180 in UTF-8 with lines ending in CR LF. A cell that a spreadsheet could take
/// for a formula (it begins with = + - @, a tab or a line end) gets an apostrophe in front; the
/// importer takes it away again, so that a list survives the way out and back.
public struct ExportPeople: Act {
    /// A finished list.
    public struct File: Hashable, Sendable {
        /// The CSV.
        public let text: String
        /// How many people are in it.
        public let rows: Int
    }

    /// The permission that exporting takes.
    public static let permission = Permission.exportPeople

    /// Which people; its page and limit do not matter.
    public var list: MemberList
    /// These alone, whoever the list has; nil for the list.
    public var chosen: [MemberID]?
    /// Which columns; nil is all of them.
    public var columns: [ExportColumn]?

    /// What it is for, for the history.
    public var why: String?

    /// The people of a list, with these columns.
    public init(
        _ list: MemberList = MemberList(), only chosen: [MemberID]? = nil,
        columns: [ExportColumn]? = nil, why: String? = nil
    ) {
        self.list = list
        self.chosen = chosen
        self.columns = columns
        self.why = why
    }

    /// Writes the list and one line of history about it.
    public func perform(in context: ActContext) throws -> Result<File, Refusal> {
        try refusing {
            let db = context.db
            _ = try checkedWhy(why).get()
            let columns = try columns ?? ExportColumn.all(with: OwnField.all(in: db))
            guard !columns.isEmpty else {
                throw Refusal.invalid("columns", "Choose at least one column.")
            }
            let people = chosen.map { LabelPeople.People.these($0) } ?? .all(list)
            let ids = try people.ids(in: db, for: context.viewer, order: list.order)
            guard chosen == nil || !ids.isEmpty else {
                throw Refusal.invalid("people", "Nobody is chosen.")
            }
            let day = try chapterDay(db, at: context.now)
            var file = TakenList(of: "people", columns.map(\.header))
            for start in stride(from: 0, to: ids.count, by: 500) {
                let some = Array(ids[start..<min(start + 500, ids.count)])
                let facts = try ExportFacts(of: some, for: columns, on: day, in: db)
                for person in try StoredPerson.fetch(db, some) {
                    file.add(columns.map { $0.cell(of: person, facts) })
                }
            }
            return try file.taken(by: "ExportPeople", why: why, in: context)
        }
    }
}

/// One line of CSV.
func csvLine(_ cells: [String]) -> String {
    cells.map(csvCell).joined(separator: ",") + "\r\n"
}

/// One cell of CSV, quoted where it must be and never a formula.
func csvCell(_ value: String) -> String {
    // An apostrophe of the value's own before such a sign gets another one, or the way back would
    // take it away.
    let first = value.unicodeScalars.first { $0 != "'" }
    let isFormula = first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
    let cell = isFormula ? "'" + value : value
    // Scalars, because a combining mark after a quote would hide it from a search for characters.
    let mustQuote = cell.unicodeScalars.contains { "\",;\r\n\t|".unicodeScalars.contains($0) }
    guard mustQuote else { return cell }
    var quoted = "\"".unicodeScalars
    for scalar in cell.unicodeScalars {
        if scalar == "\"" { quoted.append("\"") }
        quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
}

extension ExportPeople {
    /// One cell of CSV, quoted where it must be and never a formula.
    public static func cell(_ value: String) -> String { csvCell(value) }
}
