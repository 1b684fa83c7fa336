import Chapter
import Hummingbird
import NIOCore

/// Reports over any list or search.
struct ReportPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("reports", .seePeople) { request, context in
            try backend.kit.show(
                try await page(Form(encoded: request.uri.query ?? ""), context))
        }
        addKept(to: pages)
        pages.get("reports/table.csv", .seePeople) { request, context in
            let asked = ReportQuery(Form(encoded: request.uri.query ?? ""))
            let (table, names, _) = try await read(asked, context)
            let file = ReportText(table, asked, names, context.words).file
            return Response.download(ByteBuffer(string: file), .csv, named: "report.csv")
        }
    }

    private func addKept(to pages: PageRoutes) {
        pages.post("reports/kept", .seePeople) { request, context in
            let form = try await request.form(context)
            let asked = ReportQuery(form)
            let act = KeepReport(
                form["name"], asked.choices, isShared: form.isOn("shared"))
            do {
                // A list that cannot be read is not everybody.
                _ = try asked.people.list(at: backend.clock())
                _ = try await backend.perform(act, context)
                return .seeOther(Notice.after("report_kept", at: asked.address))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                let problem = Problem("name", context.words.sentence(refusal))
                return try backend.kit.show(
                    try await page(form, context, [problem]), status: .unprocessableContent)
            }
        }
        pages.post("reports/kept/:report/name", .seePeople) { request, context in
            let form = try await request.form(context)
            let act = RenameReport(
                try id(context), version: Int(form["version"]) ?? 0, name: form["name"],
                isShared: form.isOn("shared"))
            do {
                _ = try await backend.perform(act, context)
                return .seeOther(Notice.after("report_renamed", at: "/reports"))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                return try await refused(refusal, context)
            }
        }
        pages.post("reports/kept/:report/remove", .seePeople) { request, context in
            let form = try await request.form(context)
            let act = RemoveReport(try id(context), version: Int(form["version"]))
            do {
                let id = try await backend.perform(act, context)
                return .seeOther(Notice.after("report_removed", at: "/reports", undo: "\(id)"))
            } catch let refusal as Refusal where refusal.code == .conflict {
                return try await refused(refusal, context)
            }
        }
        pages.post("reports/kept/:report/back", .seePeople) { _, context in
            _ = try await backend.perform(BringReportBack(try id(context)), context)
            return .seeOther(Notice.after("report_back", at: "/reports"))
        }
    }

    /// The page once more, with what was refused of a report that is kept.
    private func refused(_ refusal: Refusal, _ context: Context) async throws -> Response {
        let problem = Problem(nil, context.words.sentence(refusal))
        return try backend.kit.show(
            try await page(Form(encoded: ""), context, [problem]), status: .unprocessableContent)
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("report", "kept report", { Int64($0) })
    }

    private func page(
        _ form: Form, _ context: Context, _ problems: [Problem] = []
    ) async throws -> ReportPage {
        let asked = ReportQuery(form)
        let (table, names, kept) = try await read(asked, context)
        let words = context.words
        let frame = try await backend.frame(words.say("report_title"), part: "people", context)
        var page = ReportPage(frame, asked, table, names, context.viewer, words)
        page.kept = KeptReportsPart(kept, names, words)
        page.keep = KeepingReport(form, problems, words)
        page.problems = Problems(problems, words)
        return page
    }

    private func read(_ asked: ReportQuery, _ context: Context) async throws
        -> (ReportTable, SearchNames, [KeptReport])
    {
        let (viewer, now) = (context.viewer, backend.clock())
        let report = Report(
            try asked.people.list(at: now), by: asked.by, across: asked.across, at: now)
        let conditions = asked.people.conditions.conditions
        return try await backend.chapter.read { db in
            let kept = try KeptReport.all(in: db, for: viewer)
            let all = SearchQuery(
                all: conditions + kept.flatMap { $0.choices.query.conditions })
            return (
                try report.answer(in: db, for: viewer).get(),
                try SearchNames.read(for: all, in: db, for: viewer), kept
            )
        }
    }
}
