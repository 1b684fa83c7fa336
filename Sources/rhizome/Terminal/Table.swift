/// Columns of text under headers.
struct Table {
    private let headers: [String]
    private var rows: [[String]] = []

    init(_ headers: String...) { self.headers = headers }

    init(_ headers: [String]) { self.headers = headers }

    /// Adds a row of as many cells as there are headers.
    mutating func add(_ cells: String...) { add(cells) }

    /// Adds a row of as many cells as there are headers.
    mutating func add(_ cells: [String]) {
        precondition(cells.count == headers.count, "a row has a cell for each header")
        rows.append(cells.map(Plain.line))
    }

    /// The lines, or `nothing` if there are no rows.
    func text(orIfEmpty nothing: String) -> String {
        guard !rows.isEmpty else { return nothing }
        let all = [headers] + rows
        let widths = headers.indices.map { column in
            all.map { Plain.columns($0[column]) }.max() ?? 0
        }
        let lines = all.map { row in
            zip(row, widths).enumerated().map { index, cell in
                let isLast = index == row.count - 1
                let gap = isLast ? 0 : cell.1 - Plain.columns(cell.0)
                return cell.0 + String(repeating: " ", count: gap)
            }.joined(separator: "  ")
        }
        return lines.joined(separator: "\n")
    }
}
