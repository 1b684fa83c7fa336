import Chapter
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
        var settings = list.settings
        var problems = problems.map { Problem($0.field, words.sentence($0.sentence)) }
        var read = try ListHead.read(files.source(list.id), settings, chosen: list.columns)
        if case .failure(let refusal) = read {
            // What was chosen may fit the file so badly that it cannot be shown with it.
            problems.insert(Problem(nil, words.sentence(refusal.sentence)), at: 0)
            settings = ListSettings()
            read = try ListHead.read(files.source(list.id), settings, chosen: list.columns)
        }
        let page = ImportColumnsPage(list, try read.get(), problems, frame, words)
        return try backend.kit.show(
            page, status: problems.isEmpty ? status : .unprocessableContent)
    }

    private func choose(_ list: UploadedList, _ form: Form, _ context: Context) async throws
        -> Response
    {
        let then = form["then"]
        let order = ["day-first", "month-first"].contains(then) ? then : form["days"]
        let settings = ListSettings(
            encoding: TextEncoding(rawValue: form["encoding"]),
            delimiter: Delimiter(word: form["delimiter"]), hasHeading: form.isOn("heading"),
            dayFirst: order.isEmpty ? nil : order == "day-first")
        var columns: [Int: ColumnTarget?] = [:]
        for place in 0..<ImportLimits.columns {
            guard let code = form.all("c\(place)").first else { break }
            columns.updateValue(ColumnTarget(code: code), forKey: place)
        }
        // Cut in another way, the file has other columns.
        let isCutAnew =
            settings.delimiter != list.settings.delimiter
            || settings.hasHeading != list.settings.hasHeading
            || settings.encoding != list.settings.encoding
        let mode = ImportMode(rawValue: form["mode"]) ?? list.mode
        try await backend.perform(
            ChooseColumns(
                list.id, settings: settings, columns: isCutAnew ? [:] : columns, mode: mode),
            context)
        backend.works.forget(list.work)
        let viewer = context.viewer
        let chosen = try await backend.chapter.read { db in
            try UploadedList.read(list.id, in: db, for: viewer)
        }.get()
        guard then.isEmpty || then == "look", !isCutAnew, backend.importFiles.has(list.id) else {
            return .seeOther("/people/import/lists/\(list.id)")
        }
        let problems = try doubts(chosen, context.words)
        guard problems.isEmpty else {
            return try await show(chosen, problems, context, status: .unprocessableContent)
        }
        return try await ImportWork(backend: backend).stage(chosen, context)
    }

    /// What has to be put right before a list can be compared with the people.
    private func doubts(_ list: UploadedList, _ words: Wording) throws -> [Problem] {
        let source = backend.importFiles.source(list.id)
        guard
            case .success(let head) = try ListHead.read(
                source, list.settings, chosen: list.columns)
        else { return [] }
        var problems: [Problem] = []
        for (index, column) in head.columns.enumerated() where column.isDoubled {
            guard let target = list.columns[index] ?? nil else { continue }
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
