import Chapter
import Hummingbird
import NIOCore

/// Reports over any list or search.
struct ReportPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("reports", .seePeople) { request, context in
            let asked = ReportQuery(Form(encoded: request.uri.query ?? ""))
            let (table, names) = try await read(asked, context)
            let words = context.words
            let frame = try await backend.frame(words.say("report_title"), part: "people", context)
            return try backend.kit.show(
                ReportPage(frame, asked, table, names, context.viewer, words))
        }
        pages.get("reports/table.csv", .seePeople) { request, context in
            let asked = ReportQuery(Form(encoded: request.uri.query ?? ""))
            let (table, names) = try await read(asked, context)
            let file = ReportText(table, asked, names, context.words).file
            return Response.download(ByteBuffer(string: file), .csv, named: "report.csv")
        }
    }

    private func read(_ asked: ReportQuery, _ context: Context) async throws
        -> (ReportTable, SearchNames)
    {
        let (viewer, now) = (context.viewer, backend.clock())
        let report = Report(
            try asked.people.list(at: now), by: asked.by, across: asked.across, at: now)
        let conditions = asked.people.conditions
        return try await backend.chapter.read { db in
            (
                try report.answer(in: db, for: viewer).get(),
                try SearchNames.read(for: conditions, in: db, for: viewer)
            )
        }
    }
}
