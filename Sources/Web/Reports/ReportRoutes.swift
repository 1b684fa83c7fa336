import Chapter
import Hummingbird

/// Reports over the API.
struct ReportRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("reports") { request, context in
            try context.require(.seePeople)
            guard let by = request.query("by").flatMap({ ReportBy($0) }) else {
                throw Refusal.invalid("by", "Say with “by” what people are counted by.")
            }
            let across = request.query("across").flatMap { ReportBy($0) }
            let (viewer, now) = (context.viewer, backend.clock())
            let report = Report(
                try request.memberList(at: now), by: by, across: across == by ? nil : across,
                at: now)
            let table = try await backend.chapter.read { db in
                try report.answer(in: db, for: viewer)
            }.get()
            return Answer(ReportAnswer(table))
        }
    }
}

private struct ReportAnswer: Encodable, Sendable {
    struct Cell: Encodable, Sendable {
        let people: Int
        let average: Nullable<Double>

        init(_ cell: ReportTable.Cell) {
            people = cell.people
            average = Nullable(wrappedValue: cell.average)
        }
    }

    struct Value: Encodable, Sendable {
        let name: Nullable<String>
        let total: Cell
        /// What finds those who count here, besides what was asked for.
        let conditions: [SearchCondition]
        let cells: [Cell]
    }

    let all: Cell
    let rows: [Value]
    let columns: [Value]

    init(_ table: ReportTable) {
        all = Cell(table.all)
        rows = zip(table.rows, table.cells).map { row, cells in
            Value(
                name: Nullable(wrappedValue: row.name), total: Cell(row.total),
                conditions: row.conditions,
                cells: cells.map { Cell($0) })
        }
        columns = table.columns.map { column in
            Value(
                name: Nullable(wrappedValue: column.name), total: Cell(column.total),
                conditions: column.conditions, cells: [])
        }
    }
}
