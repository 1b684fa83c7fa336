import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// Where an import begins: a file comes, or an earlier import is looked at again.
struct ImportStartPages {
    let backend: Backend

    /// How many imports a page lists.
    private static let entriesAtMost = 20

    func add(to pages: PageRoutes) {
        pages.get("people/import", .managePeople) { request, context in
            let before = request.query("before").flatMap { Int64($0) }
            return try backend.kit.show(
                try await page(context, mode: .update, problem: nil, before: before))
        }
        pages.post("people/import", .managePeople) { request, context in
            try await take(request, context)
        }
    }

    private func page(
        _ context: Context, mode: ImportMode, problem: String?, before: Int64? = nil
    ) async throws -> ImportStartPage {
        let words = context.words
        var frame = try await backend.frame(
            words.say("import_title"), part: "people", context)
        frame.isNarrow = true
        let viewer = context.viewer
        let (lists, imports) = try await backend.chapter.read { db in
            (
                before == nil ? try UploadedList.unread(in: db, for: viewer) : [],
                try ImportList(limit: Self.entriesAtMost + 1, before: before)
                    .answer(in: db, for: viewer).get()
            )
        }
        let shown = imports.prefix(Self.entriesAtMost)
        let entries =
            lists.map { ImportStartPage.Entry($0, words) }
            + shown.map { ImportStartPage.Entry($0, words) }
        let problems = problem.map { [Problem("file", $0)] } ?? []
        return ImportStartPage(
            frame: frame, t: words, steps: ImportSteps(at: 0, words),
            problems: Problems(problems, words), fileProblem: problem,
            limit: words.say(
                "import_limit", ["size": words.size(ImportFiles.bytesAtMost)]),
            bytes: String(ImportFiles.bytesAtMost),
            tooLarge: words.say(
                "import_too_large", ["size": words.size(ImportFiles.bytesAtMost)]),
            modes: ImportMode.options(mode, words), hasEntries: !entries.isEmpty,
            entries: entries,
            more: imports.count > shown.count
                ? shown.last.map { "/people/import?before=\($0.importID)" } : nil)
    }

    /// Keeps a file that comes; one that is no list is refused at once, and another one asked for.
    private func take(_ request: Request, _ context: Context) async throws -> Response {
        let words = context.words
        let files = backend.importFiles
        let path = try files.arriving()
        let upload: Upload
        switch try await request.upload("file", to: path, limit: ImportFiles.bytesAtMost) {
        case .success(let sent): upload = sent
        case .failure(let problem):
            return try await refuse(
                words.sentence(problem, limit: ImportFiles.bytesAtMost), context,
                status: problem.status)
        }
        defer { unlink(path) }
        let mode = upload.fields["mode"].flatMap(ImportMode.init(rawValue:)) ?? .update
        let head: ListHead
        switch try ListHead.read(.file(path: path)) {
        case .success(let read): head = read
        case .failure(let refusal):
            return try await refuse(words.sentence(refusal.sentence), context, mode: mode)
        }
        let added = try await backend.perform(
            AddUploadedList(
                file: upload.fileName, bytes: upload.bytes, mode: mode, headings: head.headings),
            context)
        for list in added.forgotten { files.remove(list) }
        try files.keep(path, as: added.id)
        return .seeOther("/people/import/lists/\(added.id)")
    }

    private func refuse(
        _ sentence: String, _ context: Context, mode: ImportMode = .update,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        try backend.kit.show(
            try await page(context, mode: mode, problem: sentence), status: status)
    }
}
