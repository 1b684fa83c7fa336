import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// Taking in a list of things: it is looked at first, then taken, and can be taken back.
struct ObjectImportPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("objects/kinds/:objectKind/import", .managePeople) { _, context in
            try await start(context)
        }
        pages.post("objects/kinds/:objectKind/import", .managePeople) { request, context in
            try await take(request, context)
        }
        pages.get("objects/imports/:objectImport", .managePeople) { request, context in
            try await show(request, context)
        }
        pages.post("objects/imports/:objectImport/apply", .managePeople) { _, context in
            let list = try await backend.objectImport(context)
            _ = try await backend.perform(ApplyObjectImport(list.id), context)
            return .seeOther(Notice.after("object_import_applied", at: list.address))
        }
        pages.post("objects/imports/:objectImport/undo", .managePeople) { _, context in
            let list = try await backend.objectImport(context)
            _ = try await backend.perform(UndoObjectImport(list.id), context)
            return .seeOther(Notice.after("object_import_undone", at: list.address))
        }
        pages.post("objects/imports/:objectImport/discard", .managePeople) { _, context in
            let list = try await backend.objectImport(context)
            _ = try await backend.perform(DiscardObjectImport(list.id), context)
            return .seeOther(
                Notice.after(
                    "object_import_discarded", at: "/objects/kinds/\(list.type)/import"))
        }
    }

    private func start(
        _ context: Context, problem: String? = nil,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let kind = try await backend.objectKind(context)
        let (fields, lists) = try await backend.chapter.read { db in
            (
                try OwnField.all(of: kind.id, in: db),
                try ObjectImport.latest(of: kind.id, in: db, for: viewer).get()
            )
        }
        let title = words.say("objects_import_title", ["kinds": kind.plural])
        let problems = problem.map { [Problem("file", $0)] } ?? []
        let page = ObjectImportStartPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: title, kind: kind.plural,
            kindAddress: "/objects/kinds/\(kind.id)",
            how: words.say(
                "objects_import_how",
                ["fields": words.list(["number", "name"] + fields.map(\.name) + ["contacts"])]),
            fileProblem: problem,
            limit: words.say(
                "objects_import_limit",
                [
                    "size": words.size(ObjectSheet.bytesAtMost),
                    "count": words.number(ObjectSheet.rowsAtMost),
                ]),
            lists: lists.map { list in
                ObjectImportStartPage.List(
                    file: list.file, address: list.address,
                    under: [words.moment(list.at), list.by].compactMap(\.self)
                        .joined(separator: " · "),
                    state: words.say("objects_import_\(list.state.rawValue)_short"))
            }, hasLists: !lists.isEmpty)
        return try backend.kit.show(page, status: problem == nil ? .ok : status)
    }

    private func take(_ request: Request, _ context: Context) async throws -> Response {
        let words = context.words
        let kind = try await backend.objectKind(context)
        let path = try backend.importFiles.arriving()
        let limit = ObjectSheet.bytesAtMost
        let upload: Upload
        switch try await request.upload("file", to: path, limit: limit) {
        case .success(let sent): upload = sent
        case .failure(let problem):
            return try await start(
                context, problem: words.sentence(problem, limit: limit), status: problem.status)
        }
        defer { unlink(path) }
        do {
            let sheet = try ObjectSheet.read(.file(path: path), file: upload.fileName).get()
            let id = try await backend.perform(StageObjectImport(kind.id, sheet), context)
            return .seeOther("/objects/imports/\(id)")
        } catch let refusal as Refusal where ![.notAllowed, .notFound].contains(refusal.code) {
            return try await start(context, problem: words.sentence(refusal))
        }
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let list = try await backend.objectImport(context)
        let shown = request.query("show") ?? ""
        let after = request.query("after").flatMap { Int($0) } ?? 0
        let (kind, rows) = try await backend.chapter.read { db in
            (
                try ObjectType.all(in: db, for: viewer).get().first { $0.id == list.type },
                try ObjectImport.rows(
                    of: list.id, ObjectImport.Outcome(rawValue: shown), kept: shown == "kept",
                    after: after, in: db, for: viewer
                ).get()
            )
        }
        let frame = try await backend.frame(list.file, part: "people", context)
        return try backend.kit.show(
            ObjectImportPage(frame, words, list, kind?.plural ?? "", rows, shown: shown))
    }
}

extension Backend {
    /// The list of things in the path.
    func objectImport(_ context: Context) async throws -> ObjectImport {
        let id = try context.id("objectImport", "list of objects") { Int64($0) }
        let viewer = context.viewer
        return try await chapter.read { db in
            try ObjectImport.read(id, in: db, for: viewer)
        }.get()
    }
}

extension ObjectImport {
    /// The page of it.
    var address: String { "/objects/imports/\(id)" }
}

/// Where a list of things is sent, with those that came in before.
struct ObjectImportStartPage: Page {
    /// A list.
    struct List: Sendable {
        let file: String
        let address: String
        let under: String
        let state: String
    }

    static let template = "objects-import"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let kind: String
    let kindAddress: String
    let how: String
    let fileProblem: String?
    let limit: String
    let lists: [List]
    let hasLists: Bool
}
