import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// A list that was sent: what its columns are, and comparing it with the people.
struct ImportColumnsPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/import/lists/:list", .managePeople) { _, context in
            let list = try await list(context)
            return try await show(list, refusal(of: list), context)
        }
        pages.post("people/import/lists/:list", .managePeople) { request, context in
            try await choose(try await list(context), try await request.form(context), context)
        }
        pages.post("people/import/lists/:list/discard", .managePeople) { _, context in
            let list = try await list(context)
            _ = try await backend.perform(DiscardList(list.id), context)
            backend.importFiles.remove(list.id)
            return .seeOther(Notice.after("import_discarded", at: "/people/import"))
        }
    }

    private func list(_ context: Context) async throws -> UploadedList {
        let id = context.parameters.get("list") ?? ""
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try UploadedList.read(id, in: db, for: viewer)
        }.get()
    }

    /// Why comparing the list was refused last, if it was.
    private func refusal(of list: UploadedList) -> [Problem] {
        guard case .refused(let refusal)? = backend.works[list.work]?.outcome else { return [] }
        return [Problem(nil, refusal.sentence)]
    }

    private func show(
        _ list: UploadedList, _ problems: [Problem], _ context: Context,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let words = context.words
        let files = backend.importFiles
        let frame = try await backend.frame(
            words.say("import_columns_title"), part: "people", context)
        guard files.has(list.id) else {
            return try backend.kit.show(
                ImportGonePage(frame: frame, t: words, steps: ImportSteps(at: 1, words)),
                status: .gone)
        }
        var settings = list.plan.settings
        var problems = problems.map { Problem($0.field, words.sentence($0.sentence)) }
        let source = files.source(list.id)
        var read = try ListHead.read(source, settings, chosen: list.plan.choices)
        if case .failure(let refusal) = read {
            // What was chosen may fit the file so badly that it cannot be shown with it.
            problems.insert(Problem(nil, words.sentence(refusal.sentence)), at: 0)
            settings = ListSettings()
            read = try ListHead.read(source, settings, chosen: list.plan.choices)
        }
        let page = ImportColumnsPage(
            list, try read.get(), try await matches(list, context), problems,
            mayAdd: context.viewer.may(AddOwnField.permission), frame, words)
        return try backend.kit.show(
            page, status: problems.isEmpty ? status : .unprocessableContent)
    }

    /// How many of the first rows each key would find.
    private func matches(_ list: UploadedList, _ context: Context) async throws -> [MatchCounts] {
        let source = backend.importFiles.source(list.id)
        guard
            case .success(let rows) = try MatchCounts.rows(
                source, list.plan, at: backend.clock())
        else { return [] }
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try MatchCounts.all(rows, in: db, for: viewer)
        }
    }

    /// Forgets what was chosen about the columns, and reads them as another system's or not.
    private func beginAnew(_ list: UploadedList, _ then: String, _ context: Context) async throws
        -> Response
    {
        var plan = list.plan
        plan.choices = ListChoices()
        if then != "fresh" { plan.settings.recognizes = then == "system" }
        try await backend.perform(ChooseColumns(list.id, plan), context)
        return .seeOther("/people/import/lists/\(list.id)")
    }

    private func choose(_ list: UploadedList, _ form: Form, _ context: Context) async throws
        -> Response
    {
        let then = form["then"]
        if ["system", "headings", "fresh"].contains(then) {
            return try await beginAnew(list, then, context)
        }
        let order = ["day-first", "month-first"].contains(then) ? then : form["days"]
        let before = list.plan
        let settings = ListSettings(
            encoding: TextEncoding(rawValue: form["encoding"]),
            delimiter: Delimiter(word: form["delimiter"]), hasHeading: form.isOn("heading"),
            dayFirst: order.isEmpty ? nil : order == "day-first",
            sheet: form["sheet"].isEmpty ? nil : form["sheet"],
            recognizes: before.settings.recognizes)
        var columns: [Int: ColumnTarget?] = [:]
        var new: [Int: OwnField.Kind] = [:]
        for place in 0..<ImportLimits.columns {
            guard let code = form.all("c\(place)").first else { break }
            columns.updateValue(ColumnTarget(code: code), forKey: place)
            new[place] = ImportTargetGroup.newKind(code)
        }
        // Cut in another way, the file has other columns.
        let isCutAnew =
            settings.delimiter != before.settings.delimiter
            || settings.hasHeading != before.settings.hasHeading
            || settings.encoding != before.settings.encoding
            || settings.sheet ?? "" != before.settings.sheet ?? form["shown-sheet"]
        var plan = ImportPlan(
            mode: ImportMode(rawValue: form["mode"]) ?? before.mode, settings: settings,
            choices: isCutAnew
                ? ListChoices() : ListChoices(columns, values: before.choices.values),
            key: MatchKey(rawValue: form["key"]) ?? before.key,
            tag: form.all("tag").first.map { $0.trimmingCharacters(in: .whitespaces) } ?? before.tag
        )
        if plan.tag?.isEmpty == true { plan.tag = nil }
        if isCutAnew { new = [:] }
        let unmade = try await keep(plan, new, of: list, context)
        backend.works.forget(list.work)
        let viewer = context.viewer
        let chosen = try await backend.chapter.read { db in
            try UploadedList.read(list.id, in: db, for: viewer)
        }.get()
        guard unmade.isEmpty else {
            return try await show(chosen, unmade, context, status: .unprocessableContent)
        }
        guard then.isEmpty || then == "look", !isCutAnew, backend.importFiles.has(list.id) else {
            return .seeOther("/people/import/lists/\(list.id)")
        }
        let problems = try doubts(chosen, context.words)
        guard problems.isEmpty else {
            return try await show(chosen, problems, context, status: .unprocessableContent)
        }
        return try await ImportWordsPages(backend: backend).goOn(chosen, context)
    }

    /// Keeps what was chosen, and makes the new fields; where one cannot be made, everything else
    /// is kept, and what is wrong is said at its column.
    private func keep(
        _ plan: ImportPlan, _ new: [Int: OwnField.Kind], of list: UploadedList, _ context: Context
    ) async throws -> [Problem] {
        let files = backend.importFiles
        guard !new.isEmpty, files.has(list.id) else {
            try await backend.perform(ChooseColumns(list.id, plan), context)
            return []
        }
        do {
            let fields = try OwnFieldPlan.columns(new, of: files.source(list.id), plan.settings)
            try await backend.perform(
                ChooseColumns(list.id, plan, newFields: fields.get()), context)
            return []
        } catch let refusal as Refusal {
            guard let field = refusal.field else { throw refusal }
            try await backend.perform(ChooseColumns(list.id, plan), context)
            return [Problem(field, refusal.sentence)]
        }
    }

    /// What has to be put right before a list can be compared with the people.
    private func doubts(_ list: UploadedList, _ words: Wording) throws -> [Problem] {
        let source = backend.importFiles.source(list.id)
        guard
            case .success(let head) = try ListHead.read(
                source, list.plan.settings, chosen: list.plan.choices)
        else { return [] }
        var problems: [Problem] = []
        for (index, column) in head.columns.enumerated() where column.isDoubled {
            guard let target = list.plan.choices.columns[index] ?? nil else { continue }
            problems.append(
                Problem(
                    "c\(index)",
                    words.say("import_doubled", ["target": words.column(target.code)])))
        }
        if !head.hasName { problems.append(Problem(nil, words.say("import_no_name"))) }
        return problems
    }
}

/// What is shown when the file of a list is no longer there.
struct ImportGonePage: Page {
    static let template = "importing-gone"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
}

extension UploadedList {
    /// The address of the page that shows how far comparing it is.
    var work: String { "/people/import/lists/\(id)/work" }
}
