import Chapter
import Hummingbird

/// Reports that are kept, over the API.
struct KeptReportRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let kept = api.group("reports/kept")
        kept.get { _, context in
            try context.require(.seePeople)
            let viewer = context.viewer
            let all = try await backend.chapter.read { db in
                try KeptReport.all(in: db, for: viewer)
            }
            return Answer(all.map { KeptReportAnswer($0) })
        }
        kept.post { request, context in
            let body = try await request.json(EnteredReport.self, context)
            let id = try await backend.perform(
                KeepReport(body.name, try body.choices(), isShared: body.shared ?? true), context)
            return Answer(KeptReportIDAnswer(id: "\(id)", version: 1), status: .created)
        }
        kept.put(":report") { request, context in
            let id = try id(context)
            let body = try await request.json(EnteredReportName.self, context)
            let viewer = context.viewer
            let kept = try await backend.chapter.read { db in
                try KeptReport.read(id, in: db, for: viewer)
            }
            let isShared = body.shared ?? (try? kept.get())?.isShared ?? true
            // Without the version that was seen it cannot be the present one.
            let version = try await backend.perform(
                RenameReport(
                    id, version: body.version ?? 0, name: body.name, isShared: isShared),
                context)
            return Answer(KeptReportIDAnswer(id: "\(id)", version: version))
        }
        kept.delete(":report") { request, context in
            // What is no number cannot be the present version.
            let version = request.query("version").map { Int($0) ?? 0 }
            let id = try await backend.perform(
                RemoveReport(try id(context), version: version), context)
            return Answer(KeptReportIDAnswer(id: "\(id)"))
        }
        kept.post(":report/reversal") { _, context in
            let id = try await backend.perform(BringReportBack(try id(context)), context)
            return Answer(KeptReportIDAnswer(id: "\(id)"))
        }
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("report", "kept report", { Int64($0) })
    }
}

private struct EnteredReport: Decodable {
    var name: String
    var query: SearchQuery?
    var by: String
    var across: String?
    var count: String?
    var shared: Bool?

    func choices() throws -> ReportChoices {
        let columns = across.flatMap { ReportBy($0) }
        guard let rows = ReportBy(self.by), across == nil || columns != nil,
            let measure = Report.Measure(rawValue: count ?? Report.Measure.people.rawValue)
        else { throw Refusal.invalid("by", "Say with “by” what people are counted by.") }
        return ReportChoices(
            query ?? SearchQuery(), by: rows, across: columns, measure: measure)
    }
}

private struct EnteredReportName: Decodable {
    var name: String
    var shared: Bool?
    var version: Int?
}

private struct KeptReportIDAnswer: Encodable, Sendable {
    let id: String
    var version: Int?
}

/// A report that is kept, in JSON.
private struct KeptReportAnswer: Encodable, Sendable {
    let id: String
    let version: Int
    let name: String
    let query: SearchQuery
    let by: String
    let across: Nullable<String>
    let count: String
    let shared: Bool
    let changed: String

    init(_ report: KeptReport) {
        id = "\(report.id)"
        version = report.version
        name = report.name
        query = report.choices.query
        by = report.choices.by.code
        across = Nullable(wrappedValue: report.choices.across?.code)
        count = report.choices.measure.rawValue
        shared = report.isShared
        changed = CivilTime.text(report.changedAt, offset: 0)
    }
}
