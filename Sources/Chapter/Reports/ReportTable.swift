/// A report with its rows, columns and cells, and the conditions that find the people of each.
public struct ReportTable: Hashable, Sendable {
    /// How many people, and at how many meetings they were in all.
    public struct Cell: Hashable, Sendable {
        /// How many people.
        public let people: Int
        /// How many meetings each of them came to, added up.
        public let visits: Int

        /// To how many meetings each came on average; nil where there is nobody.
        public var average: Double? { people == 0 ? nil : Double(visits) / Double(people) }
    }

    /// A value by which people are counted.
    public struct Value: Hashable, Sendable {
        /// The value as it is spelled; nil for those who have none.
        public let name: String?
        /// How many have it.
        public let total: Cell
        /// What finds those who have it.
        public let conditions: [SearchCondition]
    }

    /// What was asked for.
    public let by: ReportBy
    /// What the columns are; nil for none.
    public let across: ReportBy?
    /// Everybody in the list.
    public let all: Cell
    /// The rows.
    public let rows: [Value]
    /// The columns; none for a report by one thing.
    public let columns: [Value]
    /// The cells, row by row.
    public let cells: [[Cell]]

    init(
        _ report: Report, all: ReportCount, rows: [ReportCount], columns: [ReportCount],
        cells: [ReportCount], today: String, work: Int64?
    ) {
        by = report.by
        across = report.across
        self.all = Cell(people: all.people, visits: all.visits)
        let sortedRows = Self.sorted(rows, report.by)
        let sortedColumns = report.across.map { Self.sorted(columns, $0) } ?? []
        func value(_ count: ReportCount, _ by: ReportBy) -> Value {
            Value(
                name: count.names[0], total: Cell(people: count.people, visits: count.visits),
                conditions: by.conditions(
                    key: count.keys[0], name: count.names[0], today: today, work: work))
        }
        self.rows = sortedRows.map { value($0, report.by) }
        self.columns = report.across.map { across in sortedColumns.map { value($0, across) } } ?? []
        var found: [[String?]: Cell] = [:]
        for cell in cells { found[cell.keys] = Cell(people: cell.people, visits: cell.visits) }
        let nobody = Cell(people: 0, visits: 0)
        self.cells = sortedRows.map { row in
            sortedColumns.map { found[[row.keys[0], $0.keys[0]]] ?? nobody }
        }
    }

    /// Values in their own order, or the largest first; whoever has none comes last.
    private static func sorted(_ counts: [ReportCount], _ by: ReportBy) -> [ReportCount] {
        counts.sorted { left, right in
            guard let leftKey = left.keys[0] else { return false }
            guard let rightKey = right.keys[0] else { return true }
            if by.isOrdered || left.people == right.people { return leftKey < rightKey }
            return left.people > right.people
        }
    }
}
