import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One import: what it would do, what it did, and taking it back.
struct ImportPages {
    let backend: Backend

    /// How many people whom undoing left as they are stand on the report itself.
    private static let keptAtMost = 20

    func add(to pages: PageRoutes) {
        pages.get("people/import/:import", .managePeople) { _, context in
            try await show(try id(context), context)
        }
        pages.post("people/import/:import/apply", .managePeople) { request, context in
            let confirmed = Set(try await request.form(context).all("confirmed"))
            return try await ImportWork(backend: backend).apply(
                try id(context), confirmed: confirmed, context)
        }
        pages.post("people/import/:import/undo", .managePeople) { _, context in
            try await ImportWork(backend: backend).undo(try id(context), context)
        }
        pages.post("people/import/:import/discard", .managePeople) { _, context in
            let list = try await backend.perform(DiscardImport(try id(context)), context)
            if let list { backend.importFiles.remove(list) }
            return .seeOther(Notice.after("import_discarded", at: "/people/import"))
        }
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("import", "import", { Int64($0) })
    }

    private func show(_ id: Int64, _ context: Context) async throws -> Response {
        let viewer = context.viewer
        let report = try await backend.chapter.read { db in
            try ImportReport.read(id, in: db, for: viewer)
        }.get()
        // Why taking it in or back was refused last; said once the import is where it was.
        var problem: String?
        let work = "/people/import/\(id)/work"
        if case .refused(let refusal)? = backend.works[work]?.outcome {
            problem = context.words.sentence(refusal.sentence)
        }
        return report.state == "staged"
            ? try await preview(report, problem, context)
            : try await result(report, problem, context)
    }

    private func preview(_ report: ImportReport, _ problem: String?, _ context: Context)
        async throws -> Response
    {
        let words = context.words
        let viewer = context.viewer
        let id = Int64(report.importID) ?? 0
        let address = "/people/import/\(id)"
        let (effects, list, statuses, large, questions) = try await backend.chapter.read { db in
            (
                try ImportEffect.all(of: id, in: db, for: viewer).get(),
                try UploadedList.read(of: id, in: db, for: viewer),
                try ImportReport.newByStatus(id, in: db, for: viewer).get(),
                try LargeChange.all(of: id, in: db, for: viewer),
                try ImportQuestions.counts(id, in: db, for: viewer)
            )
        }
        let count = report.new + report.updated
        let unused = report.columns.filter { $0.meaning == nil }.map(\.header)
        let hasFile = list.map { backend.importFiles.has($0.id) } ?? false
        let page = ImportPreviewPage(
            frame: try await backend.frame(
                words.say("import_look_title"), part: "people", context),
            t: words, steps: ImportSteps(at: 2, words), file: report.file,
            figures: ImportFigure.all(report, statuses: statuses, words),
            mode: words.mode(report.mode), system: report.system,
            questions: ImportPreviewPage.Questions(questions, at: address, words),
            hasLarge: !large.isEmpty,
            large: large.map { ImportPreviewPage.Large($0, words) },
            problem: problem, warnings: report.warnings.map(words.sentence),
            status: ImportPreviewPage.StatusNote(report, words),
            hasEffects: !effects.isEmpty,
            effects: effects.map { effect in
                ImportPreviewPage.Effect(
                    field: words.column(effect.field), people: words.number(effect.people),
                    address: "\(address)/rows?part=updated&field=\(effect.field.forQuery)",
                    name: effect.name, old: effect.old, new: effect.new)
            },
            ties: words.ties(report.ties), leftOut: ImportLeftOut(report, words),
            unused: unused.isEmpty ? nil : unused.joined(separator: ", "),
            apply: count > 0 ? words.count("import_apply", count) : nil, address: address,
            columns: hasFile ? list.map { "/people/import/lists/\($0.id)" } : nil)
        return try backend.kit.show(page, status: problem == nil ? .ok : .conflict)
    }

    private func result(_ report: ImportReport, _ problem: String?, _ context: Context)
        async throws -> Response
    {
        let words = context.words
        let viewer = context.viewer
        let id = Int64(report.importID) ?? 0
        let isUndone = report.state == "undone"
        let (entry, kept) = try await backend.chapter.read { db in
            (
                try ImportList(only: id).answer(in: db, for: viewer).get().first,
                isUndone
                    ? try ImportRows(id, .kept, limit: Self.keptAtMost)
                        .answer(in: db, for: viewer).get().rows : []
            )
        }
        let title = isUndone ? words.say("import_undone_title") : outcome(report, words)
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let name = entry?.actorName ?? words.say("import_operator")
        var page = ImportReportPage(
            frame: frame, t: words, steps: ImportSteps(at: 3, words), file: report.file,
            when: entry.map {
                words.say(
                    "import_when",
                    ["when": words.relative($0.at, to: backend.clock()), "name": name])
            } ?? name,
            whole: entry.map { words.whole($0.at) } ?? "", problem: problem,
            isUndone: isUndone, leftOut: isUndone ? nil : ImportLeftOut(report, words),
            facts: isUndone ? undone(report, words) : done(report, words),
            undoing: isUndone ? nil : undoing(report, words),
            hasKept: !kept.isEmpty,
            kept: kept.map { row in
                ImportReportPage.Kept(
                    name: row.name ?? words.say("import_nobody"),
                    link: row.memberID.map { "/people/\($0)" },
                    reason: words.sentence(row.reason ?? ""))
            },
            keptHeading: words.count("import_kept_people", report.kept),
            allKept: report.kept > kept.count
                ? "/people/import/\(id)/rows?part=kept" : nil,
            list: isUndone ? nil : report.tag.map { "/people?tag=\($0.forQuery)" },
            keep: isUndone || report.new + report.updated == 0
                ? nil : keep(report, entry, words),
            address: "/people/import/\(id)")
        page.tasks = try await backend.tasks(about: .importedList(id), context)
        page.tagging = try await backend.tags(of: .importedList(id), context)
        return try backend.kit.show(page, status: problem == nil ? .ok : .conflict)
    }

    /// Where the people of an import are kept as a search, under a name that can be changed.
    private func keep(_ report: ImportReport, _ entry: ImportList.Entry?, _ words: Wording)
        -> String
    {
        let query = SearchQuery(all: [SearchCondition(.imported, of: report.importID, .known)])
        let name = [report.file, entry.map { words.day($0.at) }].compactMap { $0 }
        return BuilderQuery(keeping: query, as: name.joined(separator: ", ")).address
    }

    /// “83 new people, 402 people brought up to date”.
    private func outcome(_ report: ImportReport, _ words: Wording) -> String {
        let new = report.new > 0 ? words.count("import_people_new", report.new) : nil
        let updated =
            report.updated > 0 ? words.count("import_people_updated", report.updated) : nil
        let said = [new, updated].compactMap { $0 }
        return said.isEmpty ? words.say("import_nobody_changed") : said.joined(separator: ", ")
    }

    /// What undoing would do.
    private func undoing(_ report: ImportReport, _ words: Wording) -> String {
        let new = report.new > 0 ? words.count("import_undo_new", report.new) : nil
        let updated = report.updated > 0 ? words.count("import_undo_updated", report.updated) : nil
        let ties = report.ties.isEmpty ? nil : words.say("import_undo_ties")
        return [new, updated, ties, words.say("import_undo_kept")].compactMap { $0 }
            .joined(separator: " ")
    }

    private func done(_ report: ImportReport, _ words: Wording) -> [ImportReportPage.Fact] {
        let rows = "/people/import/\(report.importID)/rows?part="
        let changes = report.changes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(words.sentence($0.key)) (\(words.number($0.value)))" }
        let left = report.conflicting + report.failedCount
        let unused = report.columns.filter { $0.meaning == nil }.map(\.header)
        var facts = [
            fact("new", report.new, rows + "new", words),
            fact(
                "updated", report.updated, rows + "updated", words,
                detail: changes.joined(separator: ", ")),
            fact("unchanged", report.unchanged, rows + "unchanged", words),
            ImportReportPage.Fact(
                name: words.say("import_did_left_out"), value: words.count("import_rows", left),
                link: left > 0 ? rows + "left-out" : nil, detail: nil),
        ]
        if let ties = words.ties(report.ties) {
            facts.append(
                ImportReportPage.Fact(
                    name: words.say("import_did_ties"), value: ties, link: nil, detail: nil))
        }
        if !unused.isEmpty {
            facts.append(
                ImportReportPage.Fact(
                    name: words.say("import_unused"), value: unused.joined(separator: ", "),
                    link: nil, detail: nil))
        }
        return facts
    }

    private func undone(_ report: ImportReport, _ words: Wording) -> [ImportReportPage.Fact] {
        [
            fact("removed", report.removed, "", words),
            fact("restored", report.restored, "", words),
            fact("kept", report.kept, "/people/import/\(report.importID)/rows?part=kept", words),
        ]
            + (words.ties(report.ties).map {
                [
                    ImportReportPage.Fact(
                        name: words.say("import_did_ties_back"), value: $0, link: nil, detail: nil)
                ]
            } ?? [])
    }

    private func fact(
        _ key: String, _ count: Int, _ address: String, _ words: Wording, detail: String = ""
    ) -> ImportReportPage.Fact {
        ImportReportPage.Fact(
            name: words.say("import_did_\(key)"), value: words.count("import_people", count),
            link: count > 0 && !address.isEmpty ? address : nil,
            detail: detail.isEmpty ? nil : detail)
    }
}

extension Wording {
    /// What a list may do to people who are known, in words.
    func mode(_ raw: String) -> String {
        say("import_mode_\((ImportMode(rawValue: raw) ?? .addOnly).key)")
    }
}
