import Chapter
import HTTPTypes
import Hummingbird

/// Between the columns and the comparing: what words mean that are not ours.
struct ImportWordsPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/import/lists/:list/words", .managePeople) { _, context in
            let list = try await list(context)
            guard backend.importFiles.has(list.id) else {
                return .seeOther("/people/import/lists/\(list.id)")
            }
            return try await show(list, context)
        }
        pages.post("people/import/lists/:list/words", .managePeople) { request, context in
            try await keep(try await list(context), try await request.form(context), context)
        }
    }

    /// Asks about words that nobody knows; compares the list where there are none.
    func goOn(_ list: UploadedList, _ context: Context) async throws -> Response {
        if case .success(let columns) = try read(list), columns.contains(where: \.isOpen) {
            return .seeOther("/people/import/lists/\(list.id)/words")
        }
        try await remember(list, context)
        return try await ImportWork(backend: backend).stage(list, context)
    }

    private func list(_ context: Context) async throws -> UploadedList {
        let id = context.parameters.get("list") ?? ""
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try UploadedList.read(id, in: db, for: viewer)
        }.get()
    }

    private func read(_ list: UploadedList) throws -> Result<[ListWords], Refusal> {
        try ListWords.read(backend.importFiles.source(list.id), list.plan)
    }

    private func show(_ list: UploadedList, _ context: Context) async throws -> Response {
        let words = context.words
        let columns = try read(list).get()
        let unknown = columns.flatMap(\.words).count { $0.meaning == nil }
        let page = ImportWordsPage(
            frame: try await backend.frame(
                words.say("import_words_title"), part: "people", context),
            t: words, steps: ImportSteps(at: 1, words), file: list.file,
            address: "/people/import/lists/\(list.id)", hasColumns: !columns.isEmpty,
            unknown: unknown > 0 ? words.count("import_words_unknown", unknown) : nil,
            columns: columns.map {
                ImportWordsPage.Column($0, list.plan.choices.fields, words)
            })
        return try backend.kit.show(page)
    }

    private func keep(_ list: UploadedList, _ form: Form, _ context: Context) async throws
        -> Response
    {
        guard backend.importFiles.has(list.id) else {
            return .seeOther("/people/import/lists/\(list.id)")
        }
        var plan = list.plan
        for column in try read(list).get() {
            for (index, word) in column.words.enumerated() {
                let id = "w\(column.place)-\(index)"
                // The word itself comes along: the page may be older than what is there now.
                guard form["\(id)-word"] == word.text, let said = form.all(id).first,
                    said.isEmpty || column.choices.contains(said)
                else { continue }
                guard word.isDecided || word.meaning != said else { continue }
                plan.choices.values[column.place, default: [:]][word.text] = said
            }
        }
        try await backend.perform(ChooseColumns(list.id, plan), context)
        let viewer = context.viewer
        let chosen = try await backend.chapter.read { db in
            try UploadedList.read(list.id, in: db, for: viewer)
        }.get()
        return try await goOn(chosen, context)
    }

    /// Keeps what was decided for the next list with these headings.
    private func remember(_ list: UploadedList, _ context: Context) async throws {
        let source = backend.importFiles.source(list.id)
        guard
            case .success(let head) = try ListHead.read(
                source, list.plan.settings, chosen: list.plan.choices)
        else { return }
        try await backend.perform(
            ChooseColumns(list.id, list.plan, headings: head.headings), context)
    }
}
