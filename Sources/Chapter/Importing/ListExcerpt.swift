/// Some rows of a list as they stand in its file.
public struct ListExcerpt: Hashable, Sendable {
    /// The names of the columns.
    public let headers: [String]
    /// The values of each row that was asked for and is there, by its number.
    public let rows: [Int: [String]]

    /// Reads some rows of a list, by their numbers as a spreadsheet counts.
    public static func read(
        _ source: ImportSource, _ settings: ListSettings, rows wanted: Set<Int>
    ) throws -> Result<ListExcerpt, Refusal> {
        do {
            var list = try OpenList(source, settings)
            var rows: [Int: [String]] = [:]
            while rows.count < wanted.count, let row = try list.next() {
                if wanted.contains(row.number) { rows[row.number] = row.cells }
            }
            return .success(ListExcerpt(headers: list.headings, rows: rows))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }
}
